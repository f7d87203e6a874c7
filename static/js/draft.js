// Keeps what is typed on the device until the server has taken it: forms with a field "draf" (shell/draft.html).
// Of nobody's account: for this tab only. Never a long number, a password, a code, a file. docs/weak_signal.md
"use strict";
(function () {
  const LONG_NUMBER = /\p{Nd}(?:[^\p{L}\p{N}]*\p{Nd}){13,}/gu;
  const PRIVATE = /(^|[-_])(nik|no_?kk|kk|npwp|nib|rekening|paspor|otp|pin|kode|code|token)([-_]|$)|pass|sandi/i;
  const LEFT_OUT = /^(hidden|password|file|submit|button|reset|image|fieldset|output)$/;

  function isKept(control) {
    return control.name && !LEFT_OUT.test(control.type) && !PRIVATE.test(control.name) &&
      !control.closest("[data-private]") && !/password|one-time|^cc-/.test(control.autocomplete);
  }
  function read(control, byDefault) {
    if (control.options) {
      const chosen = Array.from(control.options).filter((one) => (byDefault ? one.defaultSelected : one.selected));
      return (chosen.length || control.multiple ? chosen : Array.from(control.options).slice(0, 1)).map((one) => one.value);
    }
    if (/radio|checkbox/.test(control.type)) {
      return (byDefault ? control.defaultChecked : control.checked) ? [control.value] : [];
    }
    const text = byDefault ? control.defaultValue : control.value;
    return [control.type === "textarea" ? text.replace(LONG_NUMBER, (run) => "*".repeat(run.length)) : text];
  }
  function write(control, values) {
    if (control.options) {
      Array.from(control.options).forEach((one) => { one.selected = values.includes(one.value); });
    } else if (/radio|checkbox/.test(control.type)) {
      control.checked = values.includes(control.value);
    } else {
      control.value = values[0];
    }
  }
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

  function follow(mark) {
    const form = mark.form;
    const account = form.elements.pengisi ? form.elements.pengisi.value : "";
    const store = account ? localStorage : sessionStorage;
    const key = ["draf", account, mark.dataset.draft].join(":");
    const notice = form.querySelector("[data-draft-notice]");
    const stored = JSON.parse(store.getItem(key) || "[0,{}]")[1];
    let waiting = 0;
    mark.value = store.getItem(key) ? mark.dataset.draft : "";

    function fields() {
      const found = {};
      Array.from(form.elements).filter(isKept).forEach((control) => {
        const field = found[control.name] = found[control.name] || { was: [], now: [], controls: [] };
        field.was.push(...read(control, true));
        field.now.push(...read(control, false));
        field.controls.push(control);
      });
      return found;
    }
    // The server hears of the draft only while there is one, to say when it is taken.
    function forget() {
      store.removeItem(key);
      mark.value = "";
    }
    function save() {
      clearTimeout(waiting);
      waiting = 0;
      const typed = {};
      Object.entries(fields()).forEach(([name, field]) => {
        // On a page that shows what was sent, the value before that is the one the server holds.
        const was = "bound" in mark.dataset && stored[name] ? stored[name][0] : field.was;
        const isLong = field.controls[0].type !== "textarea" && [...field.was, ...field.now].some((one) => one.search(LONG_NUMBER) >= 0);
        if (!isLong && !same(was, field.now)) typed[name] = [was, field.now];
      });
      if (form.querySelector("[data-draft-off]:checked") || !Object.keys(typed).length) return forget();
      try {
        store.setItem(key, JSON.stringify([Date.now(), typed]));
        mark.value = mark.dataset.draft;
      } catch (full) {
        forget();
      }
    }
    // Only where the server still holds what it held when this was typed; what is newer is never covered.
    let early = false;
    Object.entries(fields()).forEach(([name, field]) => {
      if (!same(field.was, field.now)) early = true;
      else if (stored[name] && same(stored[name][0], field.was) && !same(stored[name][1], field.now)) {
        field.controls.forEach((control) => write(control, stored[name][1]));
        notice.hidden = false;
      }
    });
    if (!notice.hidden) form.dispatchEvent(new Event("change", { bubbles: true }));

    notice.querySelector("button").addEventListener("click", () => {
      form.reset();
      forget();
      notice.hidden = true;
      form.dispatchEvent(new Event("change", { bubbles: true }));
    });
    form.addEventListener("input", () => { waiting = waiting || setTimeout(save, 400); });
    form.addEventListener("change", save);
    form.addEventListener("submit", save);
    window.addEventListener("pagehide", () => { if (waiting) save(); });
    // Typed before this file came; after "back" it is the browser that fills in what was sent.
    if (early && performance.getEntriesByType("navigation")[0].type === "navigate") save();
  }
  if (document.querySelector("html[data-kiosk], body[data-kiosk]")) return;
  document.querySelectorAll("input[name=draf]").forEach((mark) => {
    try {
      follow(mark);
    } catch (closed) {
      // A browser that keeps nothing: the form works without this file.
    }
  });
})();
