"use strict";
(() => {
  const find = (id) => document.getElementById(id);
  const [text, date, format, report, verdict] = ["text", "date", "format", "report", "verdict"].map(find);
  // How long typing has to pause, in milliseconds.
  const pause = 30;
  let file = null;
  let timer;
  let running = null;
  // When the article last changed.
  let changed = performance.now();

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
    const [since, asked] = [changed, performance.now()];
    try {
      const answer = await ask("/v1/report", { as: "section" }, mine.signal);
      const content = await answer.text();
      const arrived = performance.now();
      if (mine !== running) return;
      if (!answer.ok) {
        say(JSON.parse(content).error.message, true);
        return;
      }
      const showRest = show(content);
      decorate();
      say(report.querySelector(".verdict")?.textContent ?? "");
      const placed = performance.now();
      // A task that a frame has set up runs once the frame is painted.
      requestAnimationFrame(() => setTimeout(() => {
        performance.clearMeasures();
        performance.measure("pause", { start: since, end: asked });
        performance.measure("answer", { start: asked, end: arrived });
        performance.measure("placing", { start: arrived, end: placed });
        performance.measure("painting", { start: placed });
        performance.measure("change to shown", { start: since });
        if (mine === running) showRest();
        report.dataset.checks = Number(report.dataset.checks ?? 0) + 1;
      }));
    } catch (error) {
      if (error.name !== "AbortError") say("The program does not answer; is it still running?", true);
    }
  };
  const soon = (event) => {
    changed = event.timeStamp;
    clearTimeout(timer);
    timer = setTimeout(check, pause);
  };

  // Shows the verdict, the findings and the marked text of a new report, and returns what shows the rest: the tables
  // under the text take a browser several times as long, and until then those of the report before stand there.
  const show = (content) => {
    const fresh = document.createElement("template");
    // The server has escaped all that is the article's, and the page's policy runs no script in it.
    fresh.innerHTML = content;
    const parts = (element) => {
      const children = [...element?.children ?? []];
      const end = children.findIndex((child) => child.matches("section.article")) + 1;
      return end === 0 ? [children, []] : [children.slice(0, end), children.slice(end)];
    };
    const [first, rest] = parts(fresh.content.firstElementChild);
    const [oldFirst, oldRest] = parts(report.firstElementChild);
    if (oldFirst.length === 0) {
      for (const part of rest) part.remove();
      report.replaceChildren(fresh.content);
    } else {
      for (const part of oldFirst) part.remove();
      report.firstElementChild.prepend(...first);
    }
    return () => {
      for (const part of oldRest) part.remove();
      report.firstElementChild?.append(...rest);
      filter();
    };
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
    const content = /\.(txt|text|md|markdown)$/i.test(dropped.name) ? await dropped.text() : null;
    // What is not UTF-8 goes to the server as it is, which tells so.
    const isText = content !== null && !content.includes("\uFFFD");
    if (isText) {
      file = null;
      text.value = content;
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

  const clear = () => {
    file = null;
    text.disabled = false;
    find("file").value = "";
    find("dropped").hidden = true;
  };

  text.addEventListener("input", soon);
  for (const element of [date, format]) element.addEventListener("change", check);
  find("severities").addEventListener("change", filter);
  find("check").addEventListener("change", filter);
  find("file").addEventListener("change", (event) => take(event.target.files[0]));
  find("clear").addEventListener("click", () => {
    clear();
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
    document.body.classList.remove("dropping");
    const [dropped] = event.dataTransfer.files;
    // A text that is dropped into the field goes where it is dropped, as in any field.
    if (!dropped && event.target === text) return;
    event.preventDefault();
    if (dropped) take(dropped);
    else if (event.dataTransfer.getData("text/plain")) {
      clear();
      text.value = event.dataTransfer.getData("text/plain");
      check();
    }
  });
  document.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
  check();
})();
