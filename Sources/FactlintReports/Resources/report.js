"use strict";
// Highlights together what belongs to one finding: its card, its places in the text, its line in the summary.
(() => {
  const keys = (element) => (element?.dataset.finding ?? "").split(" ").filter(Boolean);
  const holder = (target) => target instanceof Element ? target.closest("[data-finding]") : null;
  let shown = [];
  const show = (wanted) => {
    for (const element of shown) element.classList.remove("on");
    shown = wanted.length === 0 ? [] : [...document.querySelectorAll("[data-finding]")].filter(
      (element) => keys(element).some((key) => wanted.includes(key)));
    for (const element of shown) element.classList.add("on");
  };
  for (const kind of ["mouseover", "focusin"]) {
    document.addEventListener(kind, (event) => show(keys(holder(event.target))));
  }
  document.addEventListener("focusout", () => show([]));
  // A finding that a link leads to takes the focus, so that a reader goes on from there.
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[href^='#']") : null;
    const target = link && document.getElementById(link.getAttribute("href").slice(1));
    if (!target) return;
    if (!target.matches("a, [tabindex]")) target.tabIndex = -1;
    setTimeout(() => target.focus(), 0);
  });
  document.addEventListener("change", (event) => {
    const kind = event.target.dataset?.kind;
    if (kind) event.target.closest(".report").classList.toggle(`hide-${kind}`, !event.target.checked);
  });
})();
