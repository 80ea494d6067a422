// Tells where a number comes from while its cell has the focus. Without script the list in that panel does the same.
const told = () => document.getElementById("source");
let asked = "";
document.addEventListener("focusin", event => {
  const cell = event.target.closest(".grid input[name*='/']"), panel = told();
  if (!cell || !panel || cell.name === asked) return;
  asked = cell.name;
  document.querySelectorAll(".grid .sel").forEach(one => one.classList.remove("sel"));
  cell.closest("td").classList.add("sel");
  fetch(`${panel.dataset.url}?cell=${encodeURIComponent(cell.name)}`, { credentials: "same-origin", headers: { "HX-Request": "true" } })
    .then(answer => (answer.ok ? answer.text() : Promise.reject(answer.status)))
    .then(text => { if (asked === cell.name) told().outerHTML = text; })
    .catch(() => { if (asked === cell.name) asked = ""; }); // asked again when the cell has the focus again
});
