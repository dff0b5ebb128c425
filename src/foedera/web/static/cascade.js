// The step slider of a cascade: fetches the page of the step and shows its part.
"use strict";
(function () {
  const slide = document.querySelector("[data-slide=cascade]");
  if (!slide) return;
  const range = slide.querySelector("input"), shown = slide.querySelector("output");
  const kept = new Map();
  let wanted = null, busy = false;
  slide.hidden = false;

  async function next() {
    if (busy || wanted === null) return;
    const step = wanted;
    wanted = null;
    busy = true;
    try {
      const address = new URL(location.href);
      address.searchParams.set("step", step);
      if (!kept.has(step)) {
        const answer = await fetch(address);
        if (answer.ok) {
          const page = new DOMParser().parseFromString(await answer.text(), "text/html");
          kept.set(step, page.getElementById("shown").innerHTML);
        }
      }
      if (kept.has(step)) {
        document.getElementById("shown").innerHTML = kept.get(step);
        history.replaceState(null, "", address);
        document.dispatchEvent(new Event("graph-drawn"));
      }
    } finally {
      busy = false;
    }
    next();
  }
  range.addEventListener("input", function () {
    wanted = range.value;
    shown.textContent = range.value;
    next();
  });
})();
