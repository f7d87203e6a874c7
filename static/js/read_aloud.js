// Reads the page from its first heading down, each part in its own language, by the browser's own voice.
"use strict";
(function () {
  const box = document.querySelector(".read-aloud"), speech = window.speechSynthesis;
  if (!box || !speech || !window.SpeechSynthesisUtterance) return;
  const [button, stop] = box.querySelectorAll("button"), word = button.querySelector("span");
  const SPOKEN = { id: "id-ID", en: "en-GB" };
  const BLOCK = "h1,h2,h3,h4,p,li,dt,dd,th,td,caption,label,legend,summary,figcaption,a,button,main";
  const LEFT_OUT = "nav,script,noscript,style,svg,select,dialog,[hidden],[aria-hidden=true],.read-aloud,.print-only,.kiosk-bar";
  let state = "read", parts = [];

  // Of this device alone: other voices are made elsewhere, and what they read would go there.
  function voice(lang) {
    return speech.getVoices().find(function (one) { return one.localService && one.lang.toLowerCase().startsWith(lang); });
  }
  function show() { box.hidden = !voice(document.documentElement.lang); }
  function say(to) {
    state = to;
    word.textContent = button.dataset[to];
    stop.hidden = to === "read";
  }
  // Text in the order it stands, one part for each block, so that the voice rests where the eye would.
  function collect() {
    const found = [], walk = document.createTreeWalker(document.getElementById("isi"), NodeFilter.SHOW_TEXT);
    let last = null;
    while (walk.nextNode()) {
      const text = walk.currentNode.data.replace(/\s+/g, " ").trim(), holder = walk.currentNode.parentElement;
      if (!text || holder.closest(LEFT_OUT) || !holder.getClientRects().length) continue;
      const block = holder.closest(BLOCK), lang = holder.closest("[lang]").lang;
      if (block === last && found[found.length - 1].lang === lang) found[found.length - 1].text += " " + text;
      else found.push({ text: text, lang: lang });
      last = block;
    }
    return found;
  }
  function next() {
    const part = parts.shift();
    if (!part) return say("read");
    const said = new SpeechSynthesisUtterance(part.text);
    said.lang = SPOKEN[part.lang] || part.lang;
    said.voice = voice(part.lang) || voice(document.documentElement.lang);
    said.rate = .9;
    const mine = parts;
    said.onend = said.onerror = function () { if (mine === parts && state !== "read") next(); };
    speech.speak(said);
  }
  function quiet() {
    parts = [];
    say("read");
    speech.cancel();
  }
  button.addEventListener("click", function () {
    if (state === "pause") { speech.pause(); return say("resume"); }
    if (state === "resume") { speech.resume(); return say("pause"); }
    speech.cancel();
    parts = collect();
    say("pause");
    next();
  });
  stop.addEventListener("click", function () { quiet(); button.focus(); });
  window.addEventListener("pagehide", quiet);
  speech.addEventListener("voiceschanged", show);
  show();
})();
