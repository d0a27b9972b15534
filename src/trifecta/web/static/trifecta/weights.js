/* A slider beside each number, for a finger or a mouse; without it, the number is typed. */
(() => {
  "use strict";
  for (const place of document.querySelectorAll("[data-slide]")) {
    const field = place.querySelector("input[type=number]");
    const slider = document.createElement("input");
    Object.assign(slider, { type: "range", min: field.min, max: field.max, tabIndex: -1 });
    slider.setAttribute("aria-hidden", "true");
    const follow = () => { slider.value = field.value || field.min; };
    slider.addEventListener("input", () => { field.value = slider.value; });
    field.addEventListener("input", follow);
    follow();
    place.append(slider);
  }
})();
