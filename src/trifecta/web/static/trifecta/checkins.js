/* Keeps a page of a check-in as it is being filled; without it, the page is kept when it is sent. */
(() => {
  "use strict";
  const SAVED = "Saved.";
  const NOT_SAVED = "Not saved yet. Press “Save and go on” to try again.";

  for (const form of document.querySelectorAll("form[data-autosave]")) {
    const status = form.querySelector("[data-saved]");
    let underway = null;
    let waiting = 0;

    const keep = async () => {
      if (underway) underway.abort();
      underway = new AbortController();
      const body = new FormData(form);
      body.append("keep", "1");
      try {
        const answer = await fetch(location.href, { method: "POST", body, signal: underway.signal });
        status.textContent = answer.ok ? SAVED : (answer.status === 409 && (await answer.text())) || NOT_SAVED;
      } catch (error) {
        if (error.name !== "AbortError") status.textContent = NOT_SAVED;
      }
    };

    form.addEventListener("change", () => {
      clearTimeout(waiting);
      waiting = setTimeout(keep, 250);
    });
    form.addEventListener("submit", () => {
      clearTimeout(waiting);
      if (underway) underway.abort();
    });

    const total = form.querySelector("[data-total]");
    if (total) {
      const fields = [...form.querySelectorAll("[data-points]")];
      form.addEventListener("input", () => {
        total.textContent = fields.reduce((sum, field) => sum + (Number.parseInt(field.value, 10) || 0), 0);
      });
    }
  }
})();
