"use strict";
// Draw the map and the chart, then link the table: sort by column, select by row.
const plan = JSON.parse(document.getElementById("document").textContent);
const roots = Object.fromEntries(plan.roots.map((root) => [root.id, root.attributes.name]));

const table = document.getElementById("zones");
const scroll = table.parentElement;
const body = table.tBodies[0];
const rows = Array.from(body.rows);

for (const heading of table.tHead.rows[0].cells) {
  heading.addEventListener("click", () => sortBy(heading));
}

function sortBy(heading) {
  const descending = heading.getAttribute("aria-sort") === "ascending";
  for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
  heading.setAttribute("aria-sort", descending ? "descending" : "ascending");
  const value = (row) => Number(row.cells[heading.cellIndex].dataset.value);
  rows.sort((one, other) => (descending ? value(other) - value(one) : value(one) - value(other)));
  body.append(...rows);
}

function linkSelection(zones) {
  body.addEventListener("click", (event) => {
    const row = event.target.closest("tr");
    const clicked = Number(row.dataset.row);
    const others = zones.selected.indices.filter((zone) => zone !== clicked);
    const kept = event.ctrlKey || event.metaKey ? others : [];
    zones.selected.indices = row.classList.contains("selected") ? kept : [...kept, clicked];
  });
  zones.selected.properties.indices.change.connect(() => {
    const selected = new Set(zones.selected.indices);
    for (const row of rows) row.classList.toggle("selected", selected.has(Number(row.dataset.row)));
    const first = body.querySelector(".selected");
    if (first) reveal(first);
  });
}

// Scrolls the table alone; scrollIntoView would move the page away under the reader's pointer.
function reveal(row) {
  const top = row.offsetTop - table.tHead.offsetHeight;
  const bottom = row.offsetTop + row.offsetHeight - scroll.clientHeight;
  if (scroll.scrollTop > top || scroll.scrollTop < bottom) scroll.scrollTop = (top + bottom) / 2;
}

const item = {docid: "plan", roots, root_ids: Object.keys(roots)};
Bokeh.embed.embed_items({plan}, [item]).then(() => {
  linkSelection(Bokeh.documents[0].get_model_by_name("zones"));
});

// Canvases keep their size from the screen: shrink the whole page, as it is, to the width of A4 on its side.
const sheet_px = 1040;
addEventListener("beforeprint", () => {
  const width_px = document.body.offsetWidth;
  Object.assign(document.body.style, {width: `${width_px}px`, zoom: sheet_px / width_px});
});
addEventListener("afterprint", () => Object.assign(document.body.style, {width: "", zoom: ""}));
