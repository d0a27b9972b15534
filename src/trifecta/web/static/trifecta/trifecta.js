/* Small helps; every page works without them. */
(() => {
  "use strict";
  const summary = document.getElementById("errors");
  if (summary) summary.focus();

  /* What needs a script shows itself only where there is one. */
  for (const part of document.querySelectorAll("[data-script]")) part.hidden = false;

  /* Copy a read-only field, such as an invitation's link. */
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const source = document.getElementById(button.dataset.copy);
      source.select();
      await navigator.clipboard.writeText(source.value);
      button.textContent = "Copied";
    });
  }

  /* What appears at a mark goes away with Escape, and waits for a pointer on its way to it. */
  const marks = [...document.querySelectorAll(".found")];
  const here = (mark) => mark.matches(":hover") || mark === document.activeElement;
  /* Where the window ends below a mark, it appears above it. */
  const place = (mark) => {
    const peek = mark.querySelector(".peek");
    peek.classList.remove("above");
    peek.style.bottom = "";
    const box = peek.getBoundingClientRect();
    const top = mark.getClientRects()[0].top;
    if (box.bottom <= window.innerHeight || top < box.height) return;
    peek.classList.add("above");
    peek.style.bottom = `${peek.offsetParent.getBoundingClientRect().bottom - top}px`;
  };
  for (const mark of marks) {
    let leaving;
    mark.addEventListener("pointerenter", () => {
      clearTimeout(leaving);
      for (const other of marks) other.classList.toggle("stays", other === mark);
      place(mark);
    });
    mark.addEventListener("focus", () => place(mark));
    mark.addEventListener("pointerleave", () => {
      leaving = setTimeout(() => mark.classList.remove("stays"), 300);
    });
    for (const kind of ["pointerleave", "blur"]) {
      mark.addEventListener(kind, () => { if (!here(mark)) mark.classList.remove("shut"); });
    }
  }
  if (marks.length) document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const mark of marks) {
      mark.classList.toggle("shut", here(mark) || mark.classList.contains("shut"));
      mark.classList.remove("stays");
    }
  });

  /* Say before leaving that a long text has not been kept yet. */
  for (const form of document.querySelectorAll("form[data-keep]")) {
    let changed = false;
    form.addEventListener("input", () => { changed = true; });
    form.addEventListener("submit", () => { changed = false; });
    window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
  }
})();
