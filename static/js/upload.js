// Sends a file as soon as it is chosen, with a bar, a way to stop and a way to try again; large photos are made
// smaller first. Without this file the same form is sent by its button. One key goes with every try: no doubles.
"use strict";
(function () {
  const words = document.getElementById("unggahan");
  const MOST = 2500000; // pixels: an A4 page stays legible
  if (!words || !window.FormData || !words.content) return;
  document.documentElement.classList.add("has-upload");

  function drawn(bitmap, scale) {
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(bitmap.width * scale);
    canvas.height = Math.round(bitmap.height * scale);
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    return new Promise(function (done) { canvas.toBlob(done, "image/jpeg", 0.85); });
  }
  // A photo as it is sent: a large one smaller, one of a kind that only phones know as JPEG. Never a PDF.
  async function ready(file, input, limit) {
    const known = /^image\/(jpeg|png)$/.test(file.type);
    if (!/^image\/(jpeg|png|webp|hei[cf]|avif)$/.test(file.type) || !/jpe?g/.test(input.accept)) return file;
    try {
      const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
      const pixels = bitmap.width * bitmap.height;
      if (known && pixels <= MOST && file.size <= limit) return file;
      const blob = await drawn(bitmap, Math.min(1, Math.sqrt(MOST / pixels)));
      if (!blob || (known && blob.size >= file.size)) return file;
      return new File([blob], file.name.replace(/\.[^.]*$/, "") + ".jpg", { type: "image/jpeg" });
    } catch (unreadable) {
      return file;
    }
  }
  function fill(box, input, file) {
    const data = new FormData();
    input.form.querySelectorAll("input[type=hidden]").forEach(function (one) { data.append(one.name, one.value); });
    if (box.dataset.upload) data.append("unggah", box.dataset.upload);
    data.append(input.name, file, file.name);
    return data;
  }
  // Takes from the answered page what has changed; what is being typed elsewhere stays untouched.
  function renew(box, page) {
    const old = box.closest("section[id]");
    const fresh = page && page.getElementById(old.id);
    if (!fresh) return false;
    const focused = document.activeElement;
    document.querySelectorAll("[data-fresh]").forEach(function (one) {
      const other = page.getElementById(one.id);
      if (other) one.replaceWith(document.importNode(other, true));
    });
    const here = document.importNode(fresh, true);
    old.replaceWith(here);
    // Whoever has gone on to something else meanwhile is not called back.
    if (focused !== document.body && focused.isConnected) return true;
    const head = here.querySelector("h2");
    head.tabIndex = -1;
    head.focus();
    return true;
  }
  function send(box, input, data) {
    const panel = words.content.firstElementChild.cloneNode(true);
    const bar = panel.querySelector("progress");
    const again = panel.querySelector("[data-again]");
    const request = new XMLHttpRequest();
    function show(name) {
      panel.querySelectorAll("[role=status] > *").forEach(function (one) { one.hidden = !one.classList.contains(name); });
    }
    function rest() { panel.remove(); input.value = ""; }
    function broken() { show("sending-broken"); bar.hidden = true; again.hidden = false; again.focus(); }
    box.querySelectorAll(".sending").forEach(function (one) { one.remove(); });
    box.append(panel);
    panel.querySelector("[data-stop]").addEventListener("click", function () { request.abort(); rest(); });
    again.addEventListener("click", function () { send(box, input, data); });
    if (!data) { show("sending-big"); bar.remove(); return; }
    request.upload.addEventListener("progress", function (event) {
      if (event.lengthComputable) bar.value = (100 * event.loaded) / event.total;
    });
    request.addEventListener("error", broken);
    request.addEventListener("timeout", broken);
    request.addEventListener("load", function () {
      if (renew(box, request.response)) return;
      if (request.status >= 500 || request.status === 413) broken(); else location.reload();
    });
    request.open("POST", location.pathname + location.search);
    request.responseType = "document";
    request.send(data);
  }
  async function take(input) {
    const box = input.type === "file" && input.closest("[data-upload]");
    if (!box || !input.files.length) return;
    const limit = box.dataset.limit * 1048576;
    const file = await ready(input.files[0], input, limit);
    send(box, input, file.size > limit ? null : fill(box, input, file));
  }
  document.addEventListener("change", function (event) { take(event.target); });
  // On a slow line a file may have been chosen before this file came.
  document.querySelectorAll("[data-upload] input[type=file]").forEach(take);
})();
