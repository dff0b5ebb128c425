// The network and the graphs: the slider by year, and what belongs to the State under the pointer or focus.
"use strict";
(function () {
  function light(svg, part) {
    const id = part && part.dataset.id;
    const near = new Set([id]);
    for (const link of svg.querySelectorAll(".link")) {
      const mine = id !== undefined && part !== null && (link.dataset.a === id || link.dataset.b === id);
      link.classList.toggle("lit", mine);
      if (mine) { near.add(link.dataset.a); near.add(link.dataset.b); }
    }
    for (const node of svg.querySelectorAll("[data-id]")) node.classList.toggle("lit", part !== null && near.has(node.dataset.id));
    svg.classList.toggle("dim", part !== null);
    const told = document.getElementById("told");
    if (!told) return;
    const words = [];
    if (part) {
      words.push(part.querySelector("title").textContent);
      for (const link of svg.querySelectorAll(".link.lit > title")) words.push(link.textContent);
    }
    told.textContent = words.slice(0, 9).join(" · ") + (words.length > 9 ? " …" : "");
  }
  function prepare(svg) {
    if (!svg) return;
    const part = (event) => event.target.closest && event.target.closest("a[data-id]");
    svg.addEventListener("pointerover", (event) => { const found = part(event); if (found) light(svg, found); });
    svg.addEventListener("pointerout", (event) => { if (part(event) && !svg.contains(document.activeElement)) light(svg, null); });
    svg.addEventListener("focusin", (event) => { const found = part(event); if (found) light(svg, found); });
    svg.addEventListener("focusout", () => light(svg, null));
  }
  prepare(document.getElementById("network"));
  document.addEventListener("graph-drawn", () => prepare(document.getElementById("network")));

  const slide = document.querySelector("[data-slide=network]");
  if (!slide) return;
  const range = slide.querySelector("input"), shown = slide.querySelector("output");
  const kept = new Map();
  let wanted = null, busy = false;
  slide.hidden = false;

  function address(path, year) {
    const found = new URL(location.href);
    found.pathname = path;
    found.searchParams.set("year", year);
    return found;
  }
  function draw(year, found) {
    document.getElementById("picture").innerHTML = found.picture;
    document.getElementById("facts").innerHTML = found.facts;
    document.getElementById("network-title").textContent = found.title;
    prepare(document.getElementById("network"));
    history.replaceState(null, "", address(location.pathname, year));
    document.querySelector("input[name=year]").value = year;
    for (const link of document.querySelectorAll(".downloads a, .tongues a")) {
      const to = new URL(link.href);
      to.searchParams.set("year", year);
      link.href = to;
    }
    for (const link of document.querySelectorAll(".steps a")) link.hidden = true;
  }
  async function next() {
    if (busy || wanted === null) return;
    const year = wanted;
    wanted = null;
    busy = true;
    try {
      if (!kept.has(year)) {
        const answer = await fetch(address("/network/on", year));
        if (answer.ok) kept.set(year, await answer.json());
      }
      if (kept.has(year)) draw(year, kept.get(year));
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
