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

  /* Say before leaving that a long text has not been kept yet. */
  for (const form of document.querySelectorAll("form[data-keep]")) {
    let changed = false;
    form.addEventListener("input", () => { changed = true; });
    form.addEventListener("submit", () => { changed = false; });
    window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
  }
})();
