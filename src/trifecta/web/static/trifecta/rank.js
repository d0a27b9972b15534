/* Puts needs in order by dragging or by the arrows, on the page; without it, the arrows send the form. */
(() => {
  "use strict";
  const EDGE = 56;

  for (const list of document.querySelectorAll("[data-rank]")) {
    const form = list.closest("form");
    const { moves } = form.elements;
    const status = form.querySelector("[data-ranked]");
    const rows = () => [...list.children];
    const words = (row) => row.querySelector(".played").textContent.trim();
    const history = () => moves.value.split(" ").filter(Boolean);

    const put = (row, place) => {
      const others = rows().filter((other) => other !== row);
      if (place < others.length) others[place].before(row);
      else list.append(row);
    };
    const refresh = (says) => {
      rows().forEach((row, place, all) => {
        for (const button of row.querySelectorAll("[name=move]")) {
          const edge = button.value.endsWith(":-1") ? 0 : all.length - 1;
          if (place === edge) button.setAttribute("aria-disabled", "true");
          else button.removeAttribute("aria-disabled");
          const name = button.getAttribute("aria-label");
          button.setAttribute("aria-label", name.replace(/number \d+ of \d+$/, `number ${place + 1} of ${all.length}`));
        }
      });
      for (const name of ["undo", "start_over"]) {
        if (moves.value) form.elements[name].removeAttribute("aria-disabled");
        else form.elements[name].setAttribute("aria-disabled", "true");
      }
      status.textContent = says;
      form.dispatchEvent(new Event("input", { bubbles: true }));
    };
    const moved = (row, from) => {
      const place = rows().indexOf(row);
      if (place === from) return;
      moves.value = [...history(), `${row.dataset.need}:${from}`].slice(-200).join(" ");
      refresh(`Number ${place + 1} of ${rows().length} now: “${words(row)}”`);
    };
    const undo = () => {
      const kept = history();
      const [need, place] = (kept.pop() || "").split(":");
      const row = rows().find((other) => other.dataset.need === need);
      if (row) put(row, Number(place));
      moves.value = kept.join(" ");
    };

    form.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button || !["move", "undo", "start_over"].includes(button.name)) return;
      event.preventDefault();
      if (button.getAttribute("aria-disabled") === "true") return;
      if (button.name === "undo") { undo(); refresh("Your last move is taken back."); return; }
      if (button.name === "start_over") {
        while (moves.value) undo();
        refresh("As it was when you began.");
        return;
      }
      const row = button.closest("li");
      const from = rows().indexOf(row);
      put(row, from + Number(button.value.split(":").pop()));
      button.focus();
      moved(row, from);
    });

    /* The row that is held stays where it is in the document: its neighbours step over it, so that
       neither the pointer nor the focus is lost. */
    const hold = (row, start) => {
      const from = rows().indexOf(row);
      const end = (keep) => {
        document.removeEventListener("pointermove", drag);
        document.removeEventListener("pointerup", drop);
        document.removeEventListener("pointercancel", cancel);
        document.removeEventListener("keydown", escape);
        row.classList.remove("held");
        list.classList.remove("holding");
        if (keep) moved(row, from);
        else put(row, from);
      };
      const drag = (event) => {
        if (event.pointerId !== start.pointerId) return;
        event.preventDefault();
        const before = row.previousElementSibling;
        const after = row.nextElementSibling;
        const middle = (other) => { const box = other.getBoundingClientRect(); return box.top + box.height / 2; };
        if (before && event.clientY < middle(before)) row.after(before);
        else if (after && event.clientY > middle(after)) row.before(after);
        if (event.clientY < EDGE) window.scrollBy(0, -8);
        else if (event.clientY > window.innerHeight - EDGE) window.scrollBy(0, 8);
      };
      const drop = (event) => { if (event.pointerId === start.pointerId) end(true); };
      const cancel = (event) => { if (event.pointerId === start.pointerId) end(false); };
      const escape = (event) => { if (event.key === "Escape") end(false); };
      row.classList.add("held");
      list.classList.add("holding");
      document.addEventListener("pointermove", drag, { passive: false });
      document.addEventListener("pointerup", drop);
      document.addEventListener("pointercancel", cancel);
      document.addEventListener("keydown", escape);
    };

    list.addEventListener("pointerdown", (event) => {
      const row = event.target.closest("li");
      const byDots = event.target.closest("[data-grip]");
      if (!row || event.button !== 0 || event.target.closest("button")) return;
      if (!byDots && event.pointerType !== "mouse") return;
      event.preventDefault();
      hold(row, event);
    });
  }
})();
