/* Hands each form that uses a key to allauth, which talks to the browser about it. */
document.addEventListener("DOMContentLoaded", () => {
  "use strict";
  for (const part of document.querySelectorAll("[data-passkey]")) {
    const { passkey, ...ids } = part.dataset;
    window.allauth.webauthn.forms[passkey]({ ids });
  }
});
