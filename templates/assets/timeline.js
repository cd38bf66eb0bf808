// Filters the timeline and keeps what is chosen in the address. Without it the page has all its words and links.
(() => {
  "use strict";
  const form = document.getElementById("filters");
  const selects = [...form.querySelectorAll("select")];
  const status = form.querySelector("[role=status]");
  const elsewhere = form.querySelector("ul");
  const lines = [...document.querySelectorAll("li[data-f]")].map((li) => {
    const day = li.closest(".day");
    return { li, codes: li.dataset.f.split(" "), day: day.id.slice(2), around: [day, li.closest("section")] };
  });
  const groups = new Set(lines.flatMap((line) => line.around));
  const own = new Map(); // the code of each option that came with the page
  let index = null;
  let asked = false;
  let query = location.search;

  for (const select of selects) {
    [...select.options].forEach((option, at) => own.set(option, at ? select.dataset.letter + (at - 1) : ""));
  }

  const comma = form.dataset.comma[1];
  const number = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, comma);
  const tell = (text, count, all) => text.replace("%c", number(count)).replace("%a", number(all));
  const chosen = () => selects.filter((select) => select.value);
  const fits = (codes, wanted) => wanted.every((code) => codes.includes(code));
  const add = (counts, key, count) => counts.set(key, (counts.get(key) || 0) + count);

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
    const wanted = chosen().map((select) => own.get(select.selectedOptions[0]) || "none");
    const shown = new Set();
    const counts = new Map();
    let count = 0;
    for (const line of lines) {
      const fit = fits(line.codes, wanted);
      if (line.li.hidden === fit) line.li.hidden = !fit;
      if (!fit) continue;
      count += 1;
      add(counts, line.day, 1);
      line.around.forEach((group) => shown.add(group));
    }
    for (const group of groups) group.hidden = !shown.has(group);
    const told = wanted.length ? tell(form.dataset.here, count, lines.length) : "";
    status.textContent = index ? countAll(counts, told) : told;
    if (told) load();
    recount(counts);
  };

  // Adds what there is on all pages by month and year, lists the years, and tells the whole number.
  const countAll = (counts, told) => {
    const wanted = chosen().map((select) => index.codes.get(select.dataset.letter + select.value) || "none");
    let sum = 0;
    let total = 0;
    for (const [year, month, all] of index.groups) {
      const count = all.filter((codes) => fits(codes, wanted)).length;
      add(counts, year, count);
      if (month !== year) add(counts, month, count);
      sum += count;
      total += all.length;
    }
    const found = told ? index.pages.filter(([key]) => counts.get(key)) : [];
    elsewhere.replaceChildren(
      ...found.map(([key, name, href]) => {
        const item = document.createElement("li");
        const link = document.createElement("a");
        Object.assign(link, { href: href + query, textContent: name, className: "chip" });
        item.append(link, " " + number(counts.get(key)));
        return item;
      }),
    );
    return told && `${told}, ${tell(form.dataset.everywhere, sum, total)}`;
  };

  // Numbers of days, and numbers and bars of months and years once these are known.
  const recount = (counts) => {
    const of = (place) => counts.get(place.dataset.n) || 0;
    for (const place of document.querySelectorAll("[data-n]")) {
      if (index || place.dataset.n.length > 9) place.textContent = number(of(place));
    }
    if (!index) return;
    const rows = [...document.querySelectorAll(".bars")].map((row) => [...row.querySelectorAll("li")].map((cell) => {
      const place = cell.querySelector("small");
      return place ? of(place) : 0;
    }));
    const most = Math.max(1, ...rows.flat());
    document.querySelectorAll(".bars path").forEach((path, at) => {
      const bars = rows[at].map((count) => Math.ceil((count * 32) / most));
      path.setAttribute("d", bars.map((high, x) => `M${x * 10 + 1} 32v-${high}h8v${high}`).join(""));
    });
  };

  window.timelineIndex = (names, pages, found) => {
    index = { codes: new Map(), pages, groups: [] };
    for (const [letter, values] of names) {
      const select = selects.find((one) => one.dataset.letter === letter);
      const known = new Map([...select.options].map((option) => [option.value, option]));
      values.forEach(([id, name], at) => {
        index.codes.set(letter + id, letter + at);
        if (!known.has(id)) select.add(new Option(name, id));
        else if (!own.has(known.get(id))) known.get(id).label = name;
      });
      const { value, options: [first, ...rest] } = select;
      select.append(first, ...rest.sort((one, other) => (one.label < other.label ? -1 : 1)));
      select.value = value;
    }
    index.groups = found.map(([year, month, all]) => [year, month, all.split("|").map((codes) => codes.split(" "))]);
    if (chosen().length) apply();
  };

  const load = () => {
    if (asked) return;
    asked = true;
    document.head.append(Object.assign(document.createElement("script"), { src: form.dataset.index }));
  };

  const choose = () => {
    const pairs = chosen().map((select) => [select.name, select.value]);
    query = pairs.length ? "?" + new URLSearchParams(pairs) : "";
    history.pushState(null, "", location.pathname + query);
    apply();
  };

  form.addEventListener("focusin", load);
  form.addEventListener("pointerover", load);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", choose);
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    for (const select of selects) select.value = "";
    choose();
  });
  addEventListener("popstate", () => {
    query = location.search;
    read();
    apply();
  });

  // Links to other pages of the timeline keep the choice; the link that is about to be followed is enough.
  for (const kind of ["focusin", "pointerover"]) {
    document.getElementById("main").addEventListener(kind, ({ target }) => {
      const link = target.closest('a[href^="timeline"]');
      if (link && link.search !== query) link.search = query;
    });
  }

  // A digit goes to a year, a letter to a month of the year in which the focus is.
  const years = document.querySelector(".years");
  years?.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.key.length > 1) return;
    const rows = [...years.querySelectorAll(".year")];
    const at = rows.indexOf(event.target.closest(".year"));
    const link = /\d/.test(event.key)
      ? [...rows.slice(at + 1), ...rows].map((row) => row.querySelector("a")).find((year) => year.text.endsWith(event.key))
      : rows[at]?.querySelector(`[data-k="${CSS.escape(event.key.toLowerCase())}"]`);
    link?.focus();
  });

  // A line that has moved to the page of its month: its fragment names the day.
  const day = location.hash.match(/-(\d{4}-\d\d-\d\d)-/);
  const moved = day && !document.getElementById(location.hash.slice(1)) && document.querySelector(`#d-${day[1]} > a`);
  if (moved) location.replace(moved.href.split("#")[0] + location.hash);

  if (query) {
    read();
    apply();
  }
})();
