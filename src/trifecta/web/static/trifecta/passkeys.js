/* Hands each form that uses a key to allauth, which talks to the browser about it. */
document.addEventListener("DOMContentLoaded", () => {
  "use strict";
  /* Keys belong to a host name, so that there are none for an address in numbers. */
  const numbers = /^[\d.]+$|:/.test(window.location.hostname);
  const possible = Boolean(window.PublicKeyCredential) && !numbers;

  for (const part of document.querySelectorAll("[data-passkey]")) {
    if (possible) {
      const { passkey, script, ...ids } = part.dataset;
      window.allauth.webauthn.forms[passkey]({ ids });
    } else {
      for (const shown of [part, ...part.querySelectorAll("[data-script]")]) {
        if ("script" in shown.dataset) shown.hidden = true;
      }
    }
    const why = part.querySelector(possible ? "[data-key-failed]" : "[data-no-keys]");
    if (why && !possible) why.hidden = false;
    if (why) document.addEventListener("allauth.error", (event) => {
      event.preventDefault();
      why.hidden = false;
    });
  }
});
