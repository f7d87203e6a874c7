// Shows one document beside the checklist: images are fitted, enlarged, dragged and turned, a PDF stands in the frame.
// Only what the officer chooses is asked for; without this file the links open in the frame by themselves.
"use strict";
(function () {
  const viewer = document.querySelector("[data-viewer]");
  if (!viewer) return;
  const part = function (name) { return viewer.querySelector("[data-" + name + "]"); };
  const frame = viewer.querySelector("iframe"), stage = part("stage"), noPdf = part("no-pdf");
  const links = Array.from(document.querySelectorAll("a[target=pratinjau]"));
  let at = -1, image = null, zoom = 0, turn = 0, from = null;

  function draw() {
    if (!image || !image.naturalWidth) return;
    const lies = turn % 180 !== 0, wide = image.naturalWidth, high = image.naturalHeight;
    const across = lies ? high : wide, down = lies ? wide : high;
    const scale = zoom || Math.min(1, stage.clientWidth / across, stage.clientHeight / down);
    const box = image.parentNode.style, own = image.style;
    box.width = across * scale + "px";
    box.height = down * scale + "px";
    own.width = wide * scale + "px";
    own.height = high * scale + "px";
    own.transform = "translate(-50%, -50%) rotate(" + turn + "deg)";
    viewer.querySelectorAll("[data-zoom]").forEach(function (button) {
      button.setAttribute("aria-pressed", String(Number(button.dataset.zoom) === zoom));
    });
  }
  function name(link) {
    const label = document.createElement("strong"), facts = document.createElement("span");
    label.lang = "id";
    label.textContent = link.dataset.label;
    facts.className = "small muted";
    facts.textContent = link.textContent + ", " + link.dataset.facts;
    part("viewer-name").replaceChildren(label, document.createElement("br"), facts);
  }
  function show(next) {
    const link = links[next];
    if (!link) return;
    if (next !== at) open(link);
    at = next;
    links.forEach(function (one) { one.ariaCurrent = one === link ? "true" : null; });
    part("step='-1'").disabled = at === 0;
    part("step='1'").disabled = at === links.length - 1;
    if (matchMedia("(max-width: 59.99rem)").matches) viewer.scrollIntoView();
  }
  function open(link) {
    const isImage = link.dataset.kind.startsWith("image/"), cannot = !isImage && navigator.pdfViewerEnabled === false;
    name(link);
    part("viewer-tools").hidden = false;
    part("for-image").hidden = !isImage;
    part("viewer-save").href = link.href + "?unduh=1";
    stage.hidden = !isImage;
    frame.hidden = isImage || cannot;
    noPdf.hidden = !cannot;
    zoom = turn = 0;
    image = isImage ? new Image() : null;
    stage.replaceChildren();
    if (image) {
      const box = stage.appendChild(document.createElement("div"));
      image.alt = link.dataset.label;
      image.draggable = false;
      image.addEventListener("load", draw);
      image.src = link.href;
      box.append(image);
    } else if (!cannot) {
      frame.src = link.href;
    }
  }

  document.addEventListener("click", function (event) {
    const wanted = "a[target=pratinjau]", title = event.target.closest("[data-row] legend");
    const link = title ? title.closest("[data-row]").querySelector(wanted) : event.target.closest(wanted);
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(links.indexOf(link));
  });
  viewer.addEventListener("click", function (event) {
    const button = event.target.closest("button");
    if (!button) return;
    const said = button.dataset;
    if (said.step) show(at + Number(said.step));
    if (said.zoom) zoom = Number(said.zoom);
    if ("turn" in said) turn = (turn + 90) % 360;
    draw();
  });
  stage.addEventListener("pointerdown", function (event) {
    if (event.pointerType === "mouse" && event.button === 0) from = [event.clientX, event.clientY];
  });
  addEventListener("pointermove", function (event) {
    if (!from) return;
    stage.scrollBy(from[0] - event.clientX, from[1] - event.clientY);
    from = [event.clientX, event.clientY];
  });
  addEventListener("pointerup", function () { from = null; });
  addEventListener("resize", draw);
  // What was opened before this file came stays in sight.
  frame.hidden = frame.contentDocument !== null && frame.contentDocument.URL === "about:blank";
})();
