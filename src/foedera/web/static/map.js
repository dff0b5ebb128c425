// The date slider of the map: asks for what changes on the day, and recolours the map in place.
"use strict";
(function () {
  const slide = document.querySelector("[data-slide=map]");
  const map = document.getElementById("map");
  if (!slide || !map) return;
  const range = slide.querySelector("input"), shown = slide.querySelector("output");
  const facts = document.getElementById("facts"), title = document.getElementById("map-title");
  const today = slide.dataset.today;
  const kept = new Map();
  let wanted = null, busy = false;
  slide.hidden = false;

  const shapes = new Map();
  for (const shape of map.querySelectorAll("[data-id]")) {
    shapes.set(shape.dataset.id + (shape.tagName === "path" ? "" : "."), shape);
  }
  function day(month) {
    const text = String(Math.floor(month / 12)).padStart(4, "0") + "-" + String(month % 12 + 1).padStart(2, "0");
    return text === today.slice(0, 7) ? today : text + "-01";
  }
  function address(path, on) {
    const found = new URL(location.href);
    found.pathname = path;
    found.searchParams.set("on", on);
    return found;
  }
  function redate(on) {
    history.replaceState(null, "", address(location.pathname, on));
    const field = document.querySelector("input[name=on]");
    if (field) field.value = on;
    for (const link of document.querySelectorAll(".top a, footer a, .areas a")) {
      const found = new URL(link.href);
      if (found.origin !== location.origin || found.pathname === "/session") continue;
      found.searchParams.set("on", on);
      link.href = found;
    }
    for (const link of document.querySelectorAll(".steps a")) link.hidden = true;
  }
  function draw(found) {
    for (const [id, told] of Object.entries(found.shapes)) {
      const shape = shapes.get(id);
      if (!shape) continue;
      shape.setAttribute("class", "is-" + told[0]);
      shape.firstElementChild.textContent = told[1];
    }
    for (const [id, shape] of shapes) if (!(id in found.shapes)) shape.setAttribute("class", "is-blank");
    map.setAttribute("aria-label", found.title);
    title.textContent = found.title;
    facts.innerHTML = found.facts;
  }
  async function next() {
    if (busy || wanted === null) return;
    const on = wanted;
    wanted = null;
    busy = true;
    try {
      if (!kept.has(on)) {
        const answer = await fetch(address("/map/on", on));
        if (answer.ok) kept.set(on, await answer.json());
      }
      if (kept.has(on)) { draw(kept.get(on)); redate(on); }
    } finally {
      busy = false;
    }
    next();
  }
  range.addEventListener("input", function () {
    const on = day(Number(range.value));
    shown.textContent = on;
    range.setAttribute("aria-valuetext", on);
    wanted = on;
    next();
  });
})();
