// A button with data-copy puts the text of that field on the clipboard; without this script it is selected by hand.
"use strict";
document.querySelectorAll("[data-copy]").forEach(function (button) {
  if (!navigator.clipboard) { return; }
  button.hidden = false;
  button.addEventListener("click", function () {
    var field = document.getElementById(button.dataset.copy);
    var said = button.parentElement.querySelector("[data-copied]");
    navigator.clipboard.writeText(field.value).then(function () { said.textContent = said.dataset.copied; }, function () { field.select(); });
  });
});
