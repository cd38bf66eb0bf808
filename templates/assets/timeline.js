// Filters the timeline and keeps what is chosen in the address. Without it the page has all its words and links.
(() => {
  "use strict";
  const form = document.getElementById("filters");
  const years = document.querySelector("nav.years");
  const selects = [...form.querySelectorAll("select")];
  const status = form.querySelector("[role=status]");
  const lines = [...document.querySelectorAll("li[data-f]")].map((li) => ({
    li,
    codes: li.dataset.f.split(" "),
    groups: [li.closest(".day"), li.closest("section")],
  }));
  const groups = new Set(lines.flatMap((line) => line.groups));
  const codes = new Map();
  let index = null;

  for (const select of selects) {
    [...select.options].forEach((option, at) => at && codes.set(option, select.dataset.letter + (at - 1)));
  }

  const number = (count) => count.toLocaleString(document.documentElement.lang);
  const has = (own, wanted) => wanted.every((code) => own.includes(code));
  const state = () => {
    const chosen = selects.filter((select) => select.value).map((select) => [select.name, select.value]);
    return chosen.length ? "?" + new URLSearchParams(chosen) : "";
  };

  // What the address says; a value that the page does not know is taken into the list all the same.
  const read = () => {
    const told = new URLSearchParams(location.search);
    for (const select of selects) {
      const value = told.get(select.name) || "";
      if (![...select.options].some((option) => option.value === value)) select.add(new Option(value, value));
      select.value = value;
    }
  };

  const apply = () => {
    const wanted = selects.filter((select) => select.value).map((select) => codes.get(select.selectedOptions[0]) || "-");
    const shown = new Set();
    let count = 0;
    for (const { li, codes: own, groups: around } of lines) {
      const fits = has(own, wanted);
      if (li.hidden === fits) li.hidden = !fits;
      if (fits) {
        count += 1;
        around.forEach((group) => shown.add(group));
      }
    }
    for (const group of groups) group.hidden = !shown.has(group);
    const query = state();
    for (const link of document.querySelectorAll('main a[href^="timeline"]')) link.search = query;
    const told = wanted.length ? `${number(count)} of ${number(lines.length)} entries on this page` : "";
    status.textContent = told;
    if (!index) {
      if (query) load();
    } else {
      elsewhere(told);
    }
  };

  // Counts on all pages, by month and year, with links that keep the choice.
  const elsewhere = (told) => {
    const wanted = selects
      .filter((select) => select.value)
      .map((select) => index.codes.get(select.dataset.letter + " " + select.value) || "-");
    const counts = new Map();
    const total = new Map();
    for (const [key, , own] of index.groups) {
      const count = wanted.length ? own.filter((line) => has(line, wanted)).length : own.length;
      for (const part of new Set([key, key.slice(0, 4), key.startsWith("u") ? key : "all"])) {
        counts.set(part, (counts.get(part) || 0) + count);
      }
      if (key.startsWith("u")) counts.delete(key.slice(0, 4));
      total.set("all", (total.get("all") || 0) + own.length);
    }
    for (const place of document.querySelectorAll("[data-n]")) {
      place.textContent = number(counts.get(place.dataset.n) || 0);
    }
    const all = [...counts].reduce((sum, [key, count]) => (key === "all" || key === "undated" ? sum + count : sum), 0);
    if (told) status.textContent = `${told}; ${number(all)} of ${number(total.get("all"))} in the whole timeline`;
    const row = form.querySelector("ul");
    row.replaceChildren();
    for (const [key, href] of wanted.length ? index.pages : []) {
      if (!counts.get(key)) continue;
      const link = Object.assign(document.createElement("a"), { href: href + state(), textContent: key, className: "chip" });
      const place = Object.assign(document.createElement("span"), { textContent: " " + number(counts.get(key)), className: "count" });
      const item = document.createElement("li");
      item.append(link, place);
      row.append(item);
    }
  };

  window.timelineIndex = (names, found) => {
    index = {
      codes: new Map(names.flatMap(([letter, values]) => values.map(([id], at) => [`${letter} ${id}`, letter + at]))),
      groups: found.map(([key, href, own]) => [key, href, own.split("|").map((line) => line.split(" "))]),
      pages: new Map(),
    };
    const base = form.dataset.index.replace("-index.js", "-");
    for (const [key] of found) {
      const year = key.startsWith("u") ? key : key.slice(0, 4);
      index.pages.set(year, `${base}${year}.html`);
    }
    for (const [letter, values] of names) {
      const select = selects.find((one) => one.dataset.letter === letter);
      const known = new Map([...select.options].map((option) => [option.value, option]));
      for (const [id, name] of values) {
        if (!known.has(id)) select.add(new Option(name, id));
        else if (!codes.has(known.get(id))) known.get(id).text = name;
      }
    }
    apply();
  };

  let asked = false;
  const load = () => {
    if (asked) return;
    asked = true;
    document.head.append(Object.assign(document.createElement("script"), { src: form.dataset.index }));
  };

  form.addEventListener("focusin", load);
  form.addEventListener("pointerover", load);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", () => {
    history.pushState(null, "", location.pathname + state());
    apply();
  });
  form.addEventListener("reset", () => {
    setTimeout(() => {
      selects.forEach((select) => (select.value = ""));
      history.pushState(null, "", location.pathname);
      apply();
    });
  });
  addEventListener("popstate", () => {
    read();
    apply();
  });

  // A digit goes to a year, a letter to a month of the year in which the focus is.
  years?.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.key.length > 1) return;
    const rows = [...years.querySelectorAll(".year")];
    const at = rows.indexOf(event.target.closest(".year"));
    const found = /\d/.test(event.key)
      ? [...rows.slice(at + 1), ...rows].map((row) => row.firstChild).find((link) => link.text.endsWith(event.key))
      : rows[at]?.querySelector(`[data-k="${CSS.escape(event.key.toLowerCase())}"]`);
    if (found) {
      found.focus();
      event.preventDefault();
    }
  });

  // A line that has moved to a page of its month: its fragment names the day.
  const day = location.hash.match(/-(\d{4}-\d\d-\d\d)-/);
  const moved = day && !document.getElementById(location.hash.slice(1)) && document.querySelector(`#d-${day[1]} > a`);
  if (moved) location.replace(moved.href.split("#")[0] + location.hash);

  for (const part of document.querySelectorAll("[data-script]")) part.hidden = false;
  read();
  apply();
})();
