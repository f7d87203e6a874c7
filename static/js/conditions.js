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

  // Python writes True, the catalogue's JSON true.
  function plain(value) {
    const low = value.toLowerCase();
    return low === "true" || low === "false" ? low : value;
  }
  function answers(name) {
    const found = [];
    const controls = document.getElementsByName(name);
    controls.forEach(function (control) {
      if (control.closest("[data-show-if][hidden]")) return;
      if (controls.length === 1 && control.type === "checkbox") {
        found.push(String(control.checked));
      } else if (control.type === "checkbox" || control.type === "radio") {
        if (control.checked) found.push(plain(control.value));
      } else if (control.multiple && control.options) {
        Array.from(control.selectedOptions).forEach(function (option) { found.push(plain(option.value)); });
      } else {
        found.push(plain(control.value));
      }
    });
    return found;
  }
  function settle() {
    let moved = false;
    parts.forEach(function (item) {
      const given = answers(item.name);
      const hidden = !item.wanted.some(function (value) { return given.includes(value); });
      moved = moved || hidden !== item.part.hidden;
      item.part.hidden = hidden;
    });
    return moved;
  }
  function draw() {
    // A part may depend on a part that has just been hidden; each round settles one link of such a chain.
    for (let round = 0; round < parts.length && settle(); round += 1);
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
