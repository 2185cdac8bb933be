"use strict";
// Shows the tidy row of the value that was clicked, or chosen with the keyboard.
const names = [
  ["rowLabel", "row label"], ["columnLabel", "column label"], ["text", "text"], ["value", "value"],
  ["kind", "kind"], ["unit", "unit"], ["variable", "variable"], ["checks", "checks"], ["problems", "problems"],
  ["place", "place"], ["settled", "settled"], ["line", "line"], ["page", "page"], ["confidence", "confidence"],
];
const detail = document.getElementById("detail");
let chosen = null;

function show(cell) {
  if (chosen) chosen.classList.remove("chosen");
  chosen = cell;
  chosen.classList.add("chosen");
  const list = document.createElement("dl");
  for (const [key, name] of names) {
    if (!(key in cell.dataset)) continue;
    const term = document.createElement("dt");
    term.textContent = name;
    const words = document.createElement("dd");
    words.textContent = cell.dataset[key];
    list.append(term, words);
  }
  detail.replaceChildren(list);
}

document.addEventListener("click", (event) => {
  const cell = event.target.closest("[data-kind]");
  if (cell) show(cell);
});
document.addEventListener("focusin", (event) => {
  if (event.target.matches("[data-kind]")) show(event.target);
});
