// Shows a part of a form only while the answer it depends on is given. Without this file everything is
// shown, with a sentence (.show-hint) that says when to fill it in; the server decides in either case.
"use strict";
(function () {
  const parts = Array.from(document.querySelectorAll("[data-show-if]")).map(function (part) {
    const rule = JSON.parse(part.dataset.showIf);
    const holder = part.closest("[data-show-prefix]");
    return {
      part: part,
      name: (holder ? holder.dataset.showPrefix : "") + rule.field,
      wanted: rule.in.map(String).map(plain),
    };
  });
  if (!parts.length) return;

  // A box that is ticked sends "on", the catalogue says true.
  function plain(value) {
    const low = value.toLowerCase();
    return low === "on" ? "true" : low === "true" || low === "false" ? low : value;
  }
  function answers(name) {
    const found = [];
    document.getElementsByName(name).forEach(function (control) {
      if (control.closest("[data-show-if][hidden]")) return;
      if (control.type === "checkbox" || control.type === "radio") {
        if (control.checked) found.push(plain(control.value));
      } else if (control.multiple && control.options) {
        Array.from(control.selectedOptions).forEach(function (option) { found.push(plain(option.value)); });
      } else {
        found.push(plain(control.value));
      }
    });
    return found.length ? found : ["false"];
  }
  function draw() {
    parts.forEach(function (item) {
      const given = answers(item.name);
      item.part.hidden = !item.wanted.some(function (value) { return given.includes(value); });
    });
    document.querySelectorAll("[data-show-if] :is(input, select, textarea, button)").forEach(function (control) {
      const off = control.closest("[data-show-if][hidden]") !== null;
      if (off && !control.disabled) {
        control.disabled = true;
        control.dataset.hiddenBy = "condition";
      } else if (!off && control.dataset.hiddenBy) {
        control.disabled = false;
        delete control.dataset.hiddenBy;
      }
    });
  }
  document.documentElement.classList.add("has-conditions");
  document.addEventListener("change", draw);
  document.addEventListener("input", draw);
  window.addEventListener("pageshow", draw);
  draw();
})();
