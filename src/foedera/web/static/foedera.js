// Small comforts on pages that work without them: filter a table while typing, drop a file, open all for print.
"use strict";
(function () {
  for (const form of document.querySelectorAll("form[data-filter]")) {
    const table = document.getElementById(form.dataset.filter);
    const field = form.querySelector("input[name=find]");
    if (!table || !field) continue;
    const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();
    field.addEventListener("input", function () {
      const wanted = plain(field.value.trim());
      for (const row of table.tBodies[0].rows) {
        row.hidden = wanted !== "" && !plain(row.cells[0].textContent).includes(wanted);
      }
    });
  }
  for (const form of document.querySelectorAll("form[data-drop]")) {
    const field = form.querySelector("input[type=file]");
    for (const kind of ["dragenter", "dragover"]) {
      form.addEventListener(kind, function (event) { event.preventDefault(); form.classList.add("over-drop"); });
    }
    form.addEventListener("dragleave", function () { form.classList.remove("over-drop"); });
    form.addEventListener("drop", function (event) {
      event.preventDefault();
      form.classList.remove("over-drop");
      if (event.dataTransfer.files.length) field.files = event.dataTransfer.files;
    });
  }
  let closed = [];
  window.addEventListener("beforeprint", function () {
    closed = Array.from(document.querySelectorAll("details:not([open])"));
    for (const part of closed) part.open = true;
  });
  window.addEventListener("afterprint", function () {
    for (const part of closed) part.open = false;
  });
})();
