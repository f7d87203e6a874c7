// Softens double clicks: after a form is sent its buttons rest for five seconds. The server guards for itself.
"use strict";
document.addEventListener("submit", function (event) {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form.target === "_blank") return;
  const buttons = form.querySelectorAll("button:not([type=button]), input[type=submit]");
  // A disabled button would not send its own name and value, so it is put to rest after the form is read.
  setTimeout(function () {
    buttons.forEach(function (button) { button.disabled = true; button.dataset.resting = ""; });
  }, 0);
  setTimeout(function () { wake(form); }, 5000);
});
function wake(root) {
  root.querySelectorAll("[data-resting]").forEach(function (button) {
    button.disabled = false;
    delete button.dataset.resting;
  });
}
window.addEventListener("pageshow", function () { wake(document); });
