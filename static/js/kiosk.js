// A screen in the hall: warns before the visit ends, ends it, and keeps the tabs of one visit together. Stores nothing.
"use strict";
(function () {
  const form = document.getElementById("mulai-lagi");
  const box = document.getElementById("masih-di-sini");
  const seconds = box.querySelector("b");
  const idle = Number(form.dataset.idle) * 1000, warning = Number(form.dataset.warning) * 1000;
  const tabs = window.BroadcastChannel ? new BroadcastChannel("kiosk") : null;
  let seen = Date.now(), told = seen, tried = 0, ended = false;
  // "Back" after the end shows what the browser kept of a page: it is asked for again.
  window.addEventListener("pageshow", function (event) { if (event.persisted) location.reload(); });
  // Nor does the history keep the code of somebody's file: there "back" leads to the empty box.
  const address = new URL(location);
  if (address.searchParams.has("kode")) {
    address.searchParams.delete("kode");
    history.replaceState(null, "", address);
  }
  // Heard last of all: with the line down another script may hold the form back.
  window.addEventListener("submit", function (event) {
    if (event.target !== form || event.defaultPrevented) return;
    ended = true;
    if (tabs) tabs.postMessage("end");
  });
  if (!idle) return;

  function stay() {
    seen = Date.now();
    if (box.open) box.close();
  }
  // The other tabs hear of it at most once a second, the server only when the visit nears its end.
  function active() {
    const now = Date.now();
    if (tabs && now - seen > 1000) tabs.postMessage("here");
    stay();
  }
  // What stands on the screen goes at once, also where the line is down and the server must wait.
  function end(now) {
    if (now - tried < 10000) return;
    tried = now;
    document.getElementById("isi").replaceChildren();
    if (box.open) box.close();
    form.requestSubmit();
  }
  function tick() {
    const now = Date.now(), left = idle - (now - seen);
    if (ended) return;
    if (left <= 0) return end(now);
    if (seen > told && now - told > 15000) {
      told = now;
      fetch(form.dataset.present, { cache: "no-store" }).catch(function () { told = 0; });
    }
    if (left <= warning) {
      seconds.textContent = Math.ceil(left / 1000);
      if (!box.open) box.showModal();
    }
  }
  ["pointerdown", "keydown", "input", "wheel", "touchmove"].forEach(function (name) {
    // While the question stands, only an answer counts: a sleeve on the screen is nobody.
    document.addEventListener(name, function () { if (!box.open) active(); }, { passive: true });
  });
  box.querySelector("[data-stay]").addEventListener("click", active);
  box.addEventListener("cancel", active);
  if (tabs) {
    tabs.onmessage = function (event) {
      if (event.data !== "end") return stay();
      ended = true;
      location.replace(form.dataset.start);
    };
    tabs.postMessage("here");
  }
  setInterval(tick, 1000);
})();
