/* Looks at a model while it is written: its lines get numbers, and what it shows is asked for when
   somebody stops typing. Without it, the button "Look" does the same. */
(() => {
  "use strict";
  const WAIT = 350;
  const form = document.querySelector("form[data-model]");
  if (!form) return;
  const { text } = form.elements;
  const shown = document.getElementById("look");
  const around = shown.parentElement;
  const said = around.querySelector("[data-said]");
  const gutter = form.querySelector(".gutter");
  let wrong = new Set();
  let timer = 0;
  let asking = null;
  let looked = text.value;

  const numbers = () => {
    const count = text.value.split("\n").length;
    gutter.replaceChildren();
    for (let line = 1; line <= count; line += 1) {
      const mark = document.createElement(wrong.has(line) ? "b" : "span");
      mark.textContent = `${wrong.has(line) ? "▸ " : ""}${line}\n`;
      gutter.append(mark);
    }
    gutter.scrollTop = text.scrollTop;
  };
  const marked = () => {
    const part = shown.querySelector("[data-lines]");
    wrong = new Set((part ? part.dataset.lines : "").split(" ").filter(Boolean).map(Number));
    numbers();
  };
  const open = () => [...shown.querySelectorAll("details")].map((one) => one.open);

  const look = async () => {
    clearTimeout(timer);
    if (asking) asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    const body = new FormData();
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    body.set("text", text.value);
    for (const name of ["period", "rounds", "stock", "semantics"]) body.set(name, form.dataset[name]);
    looked = text.value;
    around.classList.add("waits");
    try {
      const answer = await fetch(form.dataset.model, { method: "POST", body, signal, redirect: "error" });
      if (answer.status !== 200 && answer.status !== 422) throw new Error(String(answer.status));
      const html = await answer.text();
      const before = open();
      shown.replaceChildren(document.createRange().createContextualFragment(html));
      shown.querySelectorAll("details").forEach((one, at) => { one.open = Boolean(before[at]); });
      const heading = shown.querySelector("h2, b");
      said.textContent = heading ? heading.textContent : "";
      marked();
    } catch (error) {
      if (error.name !== "AbortError") said.textContent = "It could not be looked at just now. Press Look, or go on and try again.";
    } finally {
      if (!signal.aborted) around.classList.remove("waits");
    }
  };

  gutter.hidden = false;
  marked();
  text.addEventListener("scroll", () => { gutter.scrollTop = text.scrollTop; });
  text.addEventListener("input", () => {
    numbers();
    clearTimeout(timer);
    timer = setTimeout(() => { if (text.value !== looked) look(); }, WAIT);
  });
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      look();
    }
  });
  form.addEventListener("click", (event) => {
    if (event.target.closest("[name=look]")) { event.preventDefault(); look(); }
  });

  /* A line that is named leads to its place in the text, here and from other pages. */
  const go = (line, column) => {
    const lines = text.value.split("\n").slice(0, line - 1);
    const at = lines.reduce((sum, one) => sum + one.length + 1, 0) + column - 1;
    text.focus();
    text.setSelectionRange(at, at);
    text.scrollTop = Math.max(0, (line - 4) * parseFloat(getComputedStyle(text).lineHeight));
  };
  const wanted = /^#line-(\d{1,5})$/.exec(location.hash);
  if (wanted) go(Number(wanted[1]), 1);
  shown.addEventListener("click", (event) => {
    const link = event.target.closest("[data-line]");
    if (!link) return;
    event.preventDefault();
    go(Number(link.dataset.line), Number(link.dataset.column));
  });
})();
