// What leaves this device: typed text is forgotten once it is sent, old or somebody else's, and all of it at signing
// out; a form is not sent into a line that is down. Loaded on every page, before draft.js. docs/weak_signal.md
"use strict";
(function () {
  const offline = document.currentScript.dataset.offline;
  const WEEK = 7 * 24 * 60 * 60 * 1000;
  const mark = document.querySelector("input[name=pengisi]");
  const account = mark ? mark.value : "";
  const sent = (document.cookie.match(/(?:^|; )terkirim="?([^";]+)/) || [])[1];
  const isKiosk = document.querySelector("html[data-kiosk], body[data-kiosk]") !== null;

  function isOver(store, key) {
    const [, whose, draft] = key.split(":");
    if (isKiosk || sent === "semua.draf" || (account && whose !== account)) return true;
    return (sent === draft && whose === account) || !(Math.abs(Date.now() - parseInt(store[key].slice(1), 10)) <= WEEK);
  }
  ["localStorage", "sessionStorage"].forEach(function (name) {
    try {
      const store = window[name];
      Object.keys(store).filter(function (key) { return key.startsWith("draf:") && isOver(store, key); })
        .forEach(function (key) { store.removeItem(key); });
    } catch (closed) {
      // The browser keeps nothing: there is nothing to forget.
    }
  });
  if (sent) document.cookie = "terkirim=; Max-Age=0; Path=/; SameSite=Lax";

  function tell(form, button) {
    const note = document.createElement("div");
    note.className = "alert alert-warning";
    note.dataset.offlineNote = "";
    note.setAttribute("role", "alert");
    const icon = document.querySelector("svg.icon");
    if (icon) {
      const sign = note.appendChild(icon.cloneNode(true)).querySelector("use");
      sign.setAttribute("href", sign.getAttribute("href").replace(/#.*/, "#warning"));
    }
    note.appendChild(document.createElement("p")).textContent = offline;
    const row = button && button.closest(".actions");
    if (row) row.before(note);
    else form.append(note);
  }
  function clear() {
    document.querySelectorAll("[data-offline-note]").forEach(function (note) { note.remove(); });
  }
  document.addEventListener("submit", function (event) {
    if (navigator.onLine || event.target.method !== "post") return;
    event.preventDefault();
    clear();
    tell(event.target, event.submitter);
  }, true);
  window.addEventListener("online", clear);
})();
