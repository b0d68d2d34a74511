"use strict";
(() => {
  const find = (id) => document.getElementById(id);
  const [text, date, format, report, verdict] = ["text", "date", "format", "report", "verdict"].map(find);
  // How long typing has to pause, in milliseconds.
  const pause = 30;
  let file = null;
  let timer;
  let running = null;

  const body = () => file ?? text.value;
  const address = (path, more = {}) => {
    const query = new URLSearchParams({
      name: file?.name ?? "article", format: format.value, date: date.value, ...more,
    });
    // The format that "by name or content" finds must not be overruled by the type that a browser gives a text.
    return `${path}?${query}`;
  };
  const ask = (path, more, signal) => fetch(address(path, more), {
    method: "POST", body: body(), signal, headers: { "Content-Type": "application/octet-stream" },
  });

  const say = (words, refused = false) => {
    verdict.textContent = words;
    verdict.classList.toggle("refused", refused);
  };

  const check = async () => {
    running?.abort();
    if (!file && text.value.trim() === "") {
      report.replaceChildren();
      find("tools").hidden = true;
      say("Paste or drop an article.");
      return;
    }
    running = new AbortController();
    const mine = running;
    const start = performance.now();
    try {
      const answer = await ask("/v1/report", { as: "section" }, mine.signal);
      const content = await answer.text();
      if (mine !== running) return;
      if (!answer.ok) {
        say(JSON.parse(content).error.message, true);
        return;
      }
      // The server has escaped all that is the article's, and the page's policy runs no script in it.
      report.innerHTML = content;
      decorate();
      say(report.querySelector(".verdict")?.textContent ?? "");
      report.dataset.milliseconds = Math.round(performance.now() - start);
      report.dataset.checks = Number(report.dataset.checks ?? 0) + 1;
    } catch (error) {
      if (error.name !== "AbortError") say("The program does not answer; is it still running?", true);
    }
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(check, pause);
  };

  // Adds what a report has on this page only: buttons that copy a finding, and the checks to choose from.
  const decorate = () => {
    find("tools").hidden = false;
    const chosen = find("check").value;
    const names = new Set();
    for (const finding of report.querySelectorAll(".finding")) {
      names.add(finding.dataset.check);
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = "Copy";
      button.addEventListener("click", async () => {
        const lines = [...finding.querySelectorAll("h3, p, li")].map((line) => line.innerText.trim());
        await navigator.clipboard.writeText(lines.join("\n"));
        button.textContent = "Copied";
      });
      finding.prepend(button);
    }
    find("check").replaceChildren(...["", ...[...names].sort()].map(
      (name) => new Option(name || "all", name, false, name === chosen)));
    filter();
  };
  const filter = () => {
    for (const box of document.querySelectorAll("#severities input")) {
      report.classList.toggle(`hide-${box.value}`, !box.checked);
    }
    const name = find("check").value;
    for (const element of report.querySelectorAll("[data-check]")) {
      element.classList.toggle("filtered", name !== "" && element.dataset.check !== name);
    }
  };

  const take = async (dropped) => {
    if (!dropped) return;
    const isText = /\.(txt|text|md|markdown)$/i.test(dropped.name);
    if (isText) {
      text.value = await dropped.text();
      format.value = /\.(md|markdown)$/i.test(dropped.name) ? "markdown" : "auto";
    } else {
      file = dropped;
      format.value = "auto";
    }
    text.disabled = !isText;
    find("dropped").hidden = isText;
    find("name").textContent = isText ? "" : dropped.name;
    check();
  };

  text.addEventListener("input", soon);
  for (const element of [date, format]) element.addEventListener("change", check);
  find("severities").addEventListener("change", filter);
  find("check").addEventListener("change", filter);
  find("file").addEventListener("change", (event) => take(event.target.files[0]));
  find("clear").addEventListener("click", () => {
    file = null;
    text.disabled = false;
    find("file").value = "";
    find("dropped").hidden = true;
    check();
  });
  find("download").addEventListener("change", async (event) => {
    const kind = event.target.value;
    event.target.value = "";
    if (!kind) return;
    const answer = await ask("/v1/report", { as: kind });
    if (!answer.ok) return say((await answer.json()).error.message, true);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await answer.blob());
    link.download = `factlint.${{ html: "html", markdown: "md", json: "json", text: "txt" }[kind]}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  });
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    document.body.classList.add("dropping");
  });
  document.addEventListener("dragleave", () => document.body.classList.remove("dropping"));
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    document.body.classList.remove("dropping");
    take(event.dataTransfer.files[0]);
  });
  document.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
  check();
})();
