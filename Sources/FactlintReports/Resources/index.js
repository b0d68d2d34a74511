"use strict";
// Sorts the table of articles by a column and filters its rows; without this script the table is whole and in order.
(() => {
  const table = document.querySelector("table.articles");
  const form = document.querySelector("form.filter");
  if (!table || !form) return;
  const body = table.tBodies[0];
  const rows = [...body.rows].map((row, place) => ({
    row, place, words: row.textContent.toLowerCase(),
    cells: [...row.cells].map((cell) => cell.textContent),
    checks: [...row.querySelectorAll(".checks code")].map((code) => code.textContent),
  }));
  const field = (name) => form.elements.namedItem(name);

  for (const check of [...new Set(rows.flatMap((row) => row.checks))].sort()) {
    field("check").append(new Option(check));
  }
  const filter = () => {
    const wanted = field("words").value.toLowerCase().split(/\s+/).filter(Boolean);
    const check = field("check").value;
    const severities = ["errors", "warnings", "notes"].map((name) => field(name).checked);
    let count = 0;
    for (const { row, words, cells, checks } of rows) {
      const found = severities.map((_, index) => Number(cells[2 + index]) > 0);
      // An article whose findings are all suppressed has none of any severity.
      const fits = found.includes(true) ? found.some((has, index) => has && severities[index]) : true;
      row.hidden = !(fits && (check === "" || checks.includes(check)) && wanted.every((word) => words.includes(word)));
      if (!row.hidden) count += 1;
    }
    form.querySelector("output").textContent = `${count} / ${rows.length}`;
  };
  for (const kind of ["input", "change"]) form.addEventListener(kind, filter);
  form.addEventListener("submit", (event) => event.preventDefault());

  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const isNumber = head.classList.contains("number");
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      // Numbers begin with the greatest, words with the first.
      const first = isNumber ? "descending" : "ascending";
      const order = head.getAttribute("aria-sort") === first
        ? (isNumber ? "ascending" : "descending") : first;
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", order);
      const sign = order === "ascending" ? 1 : -1;
      const compare = isNumber ? (a, b) => a - b : (a, b) => a.localeCompare(b, "en");
      body.append(...[...rows].sort(
        (a, b) => sign * compare(a.cells[column], b.cells[column]) || a.place - b.place).map(({ row }) => row));
    });
  });
  form.hidden = false;
  filter();
})();
