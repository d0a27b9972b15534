/* The shared screen by keyboard, and its clock; without this the links and the end of time remain. */
(() => {
  "use strict";

  const clock = document.querySelector("[data-until]");
  if (clock) {
    const until = Number(clock.dataset.until) * 1000;
    const tell = () => {
      const left = Math.round((until - Date.now()) / 1000);
      const minutes = Math.floor(Math.abs(left) / 60);
      const seconds = String(Math.abs(left) % 60).padStart(2, "0");
      clock.textContent = left >= 0 ? `${minutes}:${seconds} left` : `${minutes}:${seconds} over. Nothing stops.`;
    };
    tell();
    setInterval(tell, 1000);
  }

  /* What others have done shows itself: the screen is read again, unless somebody is writing. */
  const screen = document.querySelector("[data-state]");
  const note = document.getElementById("id_text");
  const opened = Date.now();
  const look = async () => {
    if (document.hidden || Date.now() - opened > 4 * 60 * 60 * 1000) return;
    try {
      const answer = await fetch(location.href, { redirect: "manual" });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const now = page.querySelector("[data-state]");
      if (now && now.dataset.state === screen.dataset.state) return;
    } catch {
      return;
    }
    if (note && note.value) {
      document.getElementById("changed").textContent = "Something has changed here. Write your note down, then look again.";
    } else {
      location.reload();
    }
  };
  if (screen) setInterval(look, 10000);

  const typing = (target) => target.closest("input, textarea, select, [contenteditable]");
  const follow = (rel) => {
    const link = document.querySelector(`a[rel="${rel}"]`);
    if (link) link.click();
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.key === "Escape" && typing(event.target)) event.target.blur();
    if (typing(event.target)) return;
    if (event.key === "ArrowRight") follow("next");
    if (event.key === "ArrowLeft") follow("prev");
    if (event.key === "r") document.querySelector("[data-again]")?.click();
    if (event.key === "n" && note) {
      event.preventDefault();
      note.focus();
    }
    if (event.key === "?") {
      const keys = document.getElementById("keys");
      if (keys) {
        keys.open = !keys.open;
        keys.querySelector("summary").focus();
      }
    }
  });
})();
