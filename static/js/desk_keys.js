// Keys of the desk: j and k move between rows, o opens one, a and r open what asks for confirmation. No key decides.
"use strict";
(function () {
  const place = document.querySelector("[data-keys]");
  if (!place || matchMedia("(pointer: coarse)").matches) return;
  const KEPT = "desk-keys", dialog = place.querySelector("dialog"), lever = place.querySelector("[data-keys-switch]");
  const rows = Array.from(document.querySelectorAll("[data-row]"));
  let at = -1, went = 0;

  function isOn() {
    try { return localStorage.getItem(KEPT) !== "off"; } catch { return lever.checked; }
  }
  function isTyping(target) {
    return target.closest("textarea, select, [contenteditable], input:not([type=radio], [type=checkbox], [type=submit])");
  }
  function move(step) {
    if (!rows.length) return;
    at = Math.max(0, Math.min(rows.length - 1, at + step));
    const row = rows[at];
    const place = row.querySelector("a[href], summary") || row.querySelector("input:checked") || row.querySelector("input") || row;
    place.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  }
  function ask(key) {
    const found = document.querySelector("[data-key=" + key + "]");
    if (!found) return;
    const step = found.closest("details");
    if (step) step.open = true;
    (step && step.querySelector("button, [name]:not([type=hidden])") || found).focus();
    if (key === "n") found.click();
  }
  const acts = {
    j: function () { move(1); },
    k: function () { move(-1); },
    o: function () {
      const row = document.activeElement.closest("[data-row]");
      const place = row && row.querySelector("a[href], summary");
      if (place) place.click();
    },
    a: function () { ask("a"); },
    r: function () { ask("r"); },
    n: function () { ask("n"); },
    g: function () { went = Date.now(); },
    q: function () { if (Date.now() - went < 1500) location.assign(place.dataset.home); },
    "/": function () { const box = document.querySelector("input[type=search]"); if (box) box.focus(); },
    "?": function () { dialog.showModal(); },
  };

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && !dialog.open) {
      const step = document.activeElement.closest("details[name][open]");
      if (step) { step.open = false; step.querySelector("summary").focus(); }
      return;
    }
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (dialog.open || !isOn() || !Object.hasOwn(acts, event.key) || isTyping(event.target)) return;
    event.preventDefault();
    acts[event.key]();
  });
  document.addEventListener("focusin", function (event) {
    const row = event.target.closest("[data-row]");
    if (row) at = rows.indexOf(row);
  });
  lever.addEventListener("change", function () {
    try { localStorage.setItem(KEPT, lever.checked ? "on" : "off"); } catch { /* kept on this page only */ }
  });
  place.querySelector("[data-keys-help]").addEventListener("click", acts["?"]);
  lever.checked = true;
  lever.checked = isOn();
  place.hidden = false;
})();
