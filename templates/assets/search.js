/* The search of search.html. Its index in search/ is loaded as scripts, since that works from disk too: each file hands its data
   to siteSearch. Words are made as in site_gen/site/search/words.py, lists read as postings.py there writes them. */
(() => {
"use strict";
const KINDS = ["article", "statement", "event", "figure"];
const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const BINS = 512, STEM = 3, PAGE = 10, READ = 200, LONG = 6, NEAR = 3;
/* What a word weighs in title, text, statement, event, figure: itself, as the beginning of another, as a name of who is tagged */
const WORD = [8, 2, 6, 5, 4], BEGINNING = [7, 1, 5, 4, 3], NAME = [1, 1, 3, 2, 2];
const SPACELESS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\u{20000}-\u{3ffff}";
const LETTERS = `(?:(?![${SPACELESS}])[\\p{L}\\p{N}]|[\u0900-\u0963\u0966-\u0df3])+`;
const RUNS = new RegExp(`[${SPACELESS}]+|${LETTERS}(?:[-\u2010\u2011]${LETTERS})*`, "gu");
const IS_SPACELESS = new RegExp(`^[${SPACELESS}]`, "u");
const PIECES = /[\p{L}\p{M}\p{N}\xad]+/gu;
const MARKS = /(?<!и)\u0306|[\u0300-\u0305\u0307-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\xad]/gu;
const PLAIN = {ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ł: "l", ð: "d", þ: "th", ı: "i", ς: "σ"};
const NARROW = ["kind", "by", "actor", "topic", "source"], FIELDS = ["q", ...NARROW, "from", "to", "sort"];
const $ = (id) => document.getElementById(id);
const box = $("q"), hits = $("hits"), told = $("told"), more = $("more"), SAID = JSON.parse($("results").dataset.said);
const say = (name, ...values) => values.reduce((text, value) => text.replace("…", () => value), SAID[name]);

/* Words */
const fold = (text) => text.normalize("NFKD").toLowerCase().replace(/[ßæœøđłðþıς]/g, (char) => PLAIN[char]).replace(MARKS, "").normalize("NFC");
const isSpaceless = (word) => IS_SPACELESS.test(word);
const parts = (run) => {
  const chars = [...run];
  if (!isSpaceless(run)) return run.split(/[-\u2010\u2011]/);
  return chars.length > 1 ? chars.slice(1).map((char, at) => chars[at] + char) : [run];
};
const runs = (text) => (fold(text).match(RUNS) || []).map(parts);
const words = (text) => runs(text).flat();

/* Files */
const files = new Map(), calls = {};
window.siteSearch = (data) => calls[data.name || data[0]](data);
function load(name) {
  if (!files.has(name)) files.set(name, new Promise((resolve, reject) => {
    const script = document.createElement("script");
    calls[name] = resolve;
    script.onerror = () => { files.delete(name); reject(name); };
    script.src = `search/${name}.js`;
    document.head.append(script);
  }));
  return files.get(name);
}
let index, names;
async function open() {
  const [found, all] = await Promise.all([load("index"), load("names")]);
  if (index) return;
  const {actors, topics, sources} = all, ranges = [], starts = KINDS.map(() => new Map());
  let total = 0;
  KINDS.forEach((_, kind) => found.blocks.forEach(([block, counts]) => {
    starts[kind].set(block, total);
    ranges.push({kind, block, start: total, end: total += counts[kind]});
  }));
  names = {by: actors.filter((one) => one[5]), actor: actors, topic: topics, source: sources};
  names.get = Object.fromEntries(NARROW.slice(1).map((field) => [field, new Map(names[field].map((one) => [one[0], one]))]));
  names.known = actors.flatMap((actor) => spellings(actor).map((spelling) => ({actor, spelling: words(spelling)})));
  for (const field of NARROW.slice(1)) $(field).append(...names[field].map(([id, name]) => new Option(name, id)));
  index = {...found, ranges, starts, total, long: new Set(found.long.split(" "))};
}
const spellings = ([, name, , , also]) => [name, ...also];

/* Lists: for a word, what it weighs in each doc. Docs are counted by kind, in each from the oldest */
const hash = (text) => [...text].reduce((found, char) => Math.imul(found ^ char.codePointAt(0), 16777619) >>> 0, 2166136261);
const shard = (word) => `t${hash(word.includes(":") ? word : [...word].slice(0, STEM).join("")) % BINS % index.shards}`;
const file = (word) => index.long.has(word) ? `w${hash(word).toString(16).padStart(8, "0")}` : shard(word);
const none = () => new Uint8Array(index.total);
function numbers(text) {
  const found = [];
  let value = 0, shift = 0;
  for (const char of text) {
    const digit = DIGITS.indexOf(char);
    value += (digit & 31) << shift;
    shift += 5;
    if (digit < 32) { found.push(value); value = shift = 0; }
  }
  return found;
}
function add(weights, line, by) {
  line.split("\t").slice(1).forEach((list, field) => {
    const starts = index.starts[Math.max(0, field - 1)], told = numbers(list);
    for (let at = 0, block = 0; at < told.length;) {
      let doc = starts.get(block += told[at++]);
      for (let left = told[at++]; left--;) {
        doc += told[at++];
        weights[doc] = Math.max(weights[doc], by[field]);
      }
    }
  });
}
const lines = async (name) => (await load(name))[1].split("\n");
async function exact(word, by = WORD, weights = none()) {
  for (const line of await lines(file(word))) if (line.startsWith(`${word}\t`)) add(weights, line, by);
  return weights;
}
async function beginning(word) {
  const weights = await exact(word);
  if ([...word].length < STEM) return weights;
  for (const line of await lines(shard(word))) if (line.startsWith(word) && line[word.length] !== "\t") add(weights, line, BEGINNING);
  const long = [...index.long].filter((other) => other.startsWith(word) && other !== word && !other.includes(":"));
  await Promise.all(long.slice(0, LONG).map((other) => exact(other, BEGINNING, weights)));
  return weights;
}
const both = (one, other) => one.map((weight, doc) => Math.min(weight, other[doc]));
const either = (one, other) => one.map((weight, doc) => Math.max(weight, other[doc]));
const all = async (found) => (await Promise.all(found.map((word) => exact(word)))).reduce(both);

/* What is asked */
function read(state) {
  const wanted = {groups: [], phrases: [], filters: [], marked: [], also: [], problems: []};
  const text = state.q.replace(/[“”„«»]/g, '"').replace(/\b(by|actor|topic|source):("[^"]*"|\S+)/g, (_, field, value) => {
    const asked = words(value);
    const fits = (name) => asked.length && asked.every((word) => words(name).some((part) => part.startsWith(word)));
    const found = names[field].filter((one) => one[0] === value || spellings(one).some(fits));
    if (!found.length) wanted.problems.push(say("nobody", value));
    wanted.filters.push([field, found.map((one) => one[0])]);
    return " ";
  }).replace(/"([^"]*)"?/g, (_, phrase) => {
    if (words(phrase).length) wanted.phrases.push(words(phrase));
    return " ";
  });
  const asked = runs(text), flat = asked.flat(), runAt = {};
  asked.reduce((at, run) => (runAt[at] = run, at + run.length), 0);
  for (let at = 0; at < flat.length;) {
    const run = runAt[at] || [flat[at]];
    const known = names.known.filter(({spelling}) => spelling.length >= run.length && spelling.every((word, next) => flat[at + next] === word));
    const length = Math.max(run.length, ...known.map(({spelling}) => spelling.length));
    wanted.groups.push({
      words: flat.slice(at, at += length),
      joined: run.length > 1 && length === run.length && !isSpaceless(run[0]) && run.join(""),
      actors: new Set(known.filter(({spelling}) => spelling.length === length).map(({actor}) => actor)),
      last: at === flat.length && /[^\s"”»]$/.test(state.q),
    });
  }
  NARROW.forEach((field) => { if (state[field]) wanted.filters.push([field, [state[field]]]); });
  return wanted;
}
async function weigh(group, wanted) {
  const last = group.last && group.words.at(-1);
  let weights = (await Promise.all(group.words.map((word) => word === last ? beginning(word) : exact(word)))).reduce(both);
  const also = async (found) => { weights = either(weights, await found); };
  const fits = ({spelling}) => group.words.every((word) => spelling.some((part) => part === word || word === last && word.length >= STEM && part.startsWith(word)));
  const near = new Set(names.known.filter(fits).map(({actor}) => actor));
  wanted.marked.push(...group.words.map((word) => ({word, begins: word === last})));
  if (group.joined) await also(exact(group.joined));
  for (const actor of group.actors) for (const name of spellings(actor)) {
    const spelling = words(name);
    if (!spelling.length || String(spelling) === String(group.words)) continue;
    await also(all(spelling));
    wanted.also.push(name);
    wanted.marked.push(...spelling.map((word) => ({word})));
  }
  for (const actor of near.size > NEAR ? group.actors : near) {
    await also(exact(`by:${actor[0]}`, NAME));
    await also(exact(`of:${actor[0]}`, NAME));
    if (String(words(actor[1])) !== String(group.words)) wanted.also.push(actor[1]);
  }
  return weights;
}
async function narrow([field, ids]) {
  const passing = none();
  if (field === "kind") index.ranges.forEach(({kind, start, end}) => passing.fill(ids.includes(KINDS[kind]), start, end));
  else for (const id of ids) {
    await exact(`${{by: "by", actor: "of", topic: "on", source: "in"}[field]}:${id}`, WORD, passing);
    for (const name of field === "actor" ? spellings(names.get.actor.get(id) || [, id, , , []]) : []) {
      (await all(words(name))).forEach((weight, doc) => { if (weight) passing[doc] = 1; });
    }
  }
  return passing;
}
async function days() {
  const {blocks} = await load("days"), found = new Int32Array(index.total);
  blocks.forEach((lists, at) => lists.forEach((list, kind) => {
    let doc = index.starts[kind].get(index.blocks[at][0]), day = 0;
    for (const step of numbers(list)) found[doc++] = day += step;
  }));
  return found;
}
const dayOf = (text, open) => text ? Date.parse(text) / 864e5 + 719163 : open;
async function find(state) {
  const wanted = read(state), {phrases} = wanted;
  const groups = await Promise.all([...wanted.groups.map((group) => weigh(group, wanted)), ...phrases.map(all)]);
  phrases.flat().forEach((word) => wanted.marked.push({word}));
  const passing = await Promise.all(wanted.filters.map(narrow));
  const {from, to, sort} = state, day = from || to || sort ? await days() : none();
  const first = dayOf(from, to ? 1 : 0), last = dayOf(to, Infinity), sums = none(), docs = [];
  for (const {start, end} of index.ranges) for (let doc = start; doc < end; doc++) {
    if (day[doc] < first || day[doc] > last || !groups.every((one) => one[doc]) || !passing.every((one) => one[doc])) continue;
    sums[doc] = groups.reduce((sum, one) => sum + one[doc], 0);
    docs.push(doc);
  }
  const rank = sort ? day : sums, kinds = none();
  for (const {kind, start, end} of index.ranges) kinds.fill(kind, start, end);
  docs.sort((one, other) => rank[other] - rank[one] || kinds[one] - kinds[other] || other - one);
  return {...wanted, docs};
}

/* What is shown */
async function fetchShown(doc) {
  const {kind, block, start} = index.ranges.find(({end}) => doc < end), size = index.slots[kind], slot = doc - start;
  const file = await load(`${KINDS[kind][0]}${block}-${Math.floor(slot / size)}`);
  const [href, text, date, source, confirmed, lang, ...more] = file[2][slot % size];
  return {kind, href, text, date, source, confirmed, lang, more};
}
const has = (text, phrase) => {
  const found = words(text);
  return found.some((_, at) => phrase.every((word, next) => found[at + next] === word));
};
const keeps = ({kind, text, more}, phrases) => phrases.every((phrase) => [text, ...(kind ? [] : more)].some((part) => has(part, phrase)));
const isHit = (piece, {word, begins}) => begins ? fold(piece).startsWith(word) : fold(piece) === word;
const count = (text, {marked, phrases}) => phrases.filter((phrase) => has(text, phrase)).length * 9 + marked.filter((one) =>
  isSpaceless(one.word) ? text.includes(one.word) : (text.match(PIECES) || []).some((piece) => isHit(piece, one))).length;
function mark(element, text, {marked}) {
  let done = 0;
  const put = (from, to) => { element.append(text.slice(done, from), make("mark", "", text.slice(from, done = to))); };
  for (const {0: piece, index: at} of text.matchAll(PIECES)) {
    if (marked.some((one) => isHit(piece, one))) put(at, at + piece.length);
    else for (const {word} of marked) {
      const from = isSpaceless(word) ? text.indexOf(word, Math.max(done, at)) : -1;
      if (from >= 0 && from < at + piece.length) put(from, from + word.length);
    }
  }
  element.append(text.slice(done));
  return element;
}
function best(text, wanted) {
  const found = (text.match(/[^.!?。؟।\n]+[.!?。؟।]*["'”’»)]*/gu) || []).map((one) => [count(one, wanted), one.trim()]);
  return found.reduce((one, other) => other[0] > one[0] ? other : one, [0, ""])[1];
}
function fragment(text) {
  const encode = (part) => encodeURIComponent(part.join(" ")).replace(/[-!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
  const part = text.split(/\s+/);
  return `#:~:text=${part.length > 12 ? `${encode(part.slice(0, 5))},${encode(part.slice(-5))}` : encode(part)}`;
}
function make(tag, name, ...inside) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.append(...inside.filter(Boolean));
  return element;
}
const link = (name, href, ...inside) => Object.assign(make("a", name, ...inside), {href});
function chip(id, wanted) {
  const [, name, href, kind] = names.get.actor.get(id);
  return link(`actor ${kind}`, href, mark(make("bdi"), name, wanted));
}
function entry({kind, href, text, date, source, confirmed, lang, more}, wanted) {
  const told = (element, text) => mark(Object.assign(element, {dir: "auto", ...(lang && {lang})}), text, wanted);
  const body = make("div"), meta = make("p", "meta");
  const quoted = kind === 1 && more[4];
  let sentence = text, says;
  if (kind === 0) {
    body.append(told(link("title", href), more[0]));
    sentence = best(text, wanted);
    if (sentence) href += fragment(sentence);
    else sentence = more[1];
  }
  if (kind === 1) {
    const [speaker, named, role, cue] = more;
    says = make("p", "", speaker ? chip(speaker, wanted) : named || SAID.speaker, role && make("span", "role", `, ${role}${cue && ","}`), cue && ` ${cue}`, quoted || !cue || /^\p{Lu}/u.test(text) ? ":" : "");
    if (quoted) body.append(says);
    else says.append(" ");
  }
  if (says && !quoted) body.append(says), says.append(told(make("span", "words"), sentence));
  else if (sentence) body.append(make("p", "words", quoted && "“", told(make("span"), sentence), quoted && "”"));
  meta.append(make("span", "kind", kind === 2 ? SAID.states[more[0]] : SAID.kinds[kind]), kind === 1 && more[5] ? ` · ${SAID.reported}` : "");
  if (kind === 2) more[1].forEach((id) => meta.append(" · ", chip(id, wanted)));
  if (kind === 3) meta.append(` · ${more[2]}`, more[0] || more[1] ? ` · ${SAID.by} ` : "", more[0] ? chip(more[0], wanted) : more[1]);
  meta.append(" · ", link("source", href, names.get.source.get(source)?.[1] || SAID.source));
  if (!confirmed) meta.append(" · ", make("span", "unconfirmed", SAID.unconfirmed));
  body.append(meta);
  return make("li", "line", make("span", "when", date), body);
}

/* The page */
let run = 0, next, wait;
async function show(further) {
  clearTimeout(wait);
  const mine = ++run, state = Object.fromEntries(FIELDS.map((field) => [field, $(field).value.trim()]));
  try {
    if (!FIELDS.some((field) => field !== "sort" && state[field])) {
      told.textContent = "";
      return $("results").hidden = true;
    }
    await open();
    const wanted = further ? next : await find({...state, q: box.value});
    const found = [];
    let at = further ? wanted.at : 0;
    for (const stop = at + READ; mine === run && found.length < PAGE && at < Math.min(stop, wanted.docs.length);) {
      const batch = await Promise.all(wanted.docs.slice(at, at + PAGE - found.length).map(fetchShown));
      at += batch.length;
      found.push(...batch.filter((shown) => keeps(shown, wanted.phrases)));
    }
    if (mine !== run) return;
    next = {...wanted, at, shown: (further ? wanted.shown : 0) + found.length};
    if (!further) hits.replaceChildren();
    const items = found.map((shown) => entry(shown, wanted));
    hits.append(...items);
    if (further) (items[0]?.querySelector(".source") || box).focus();
    more.hidden = at >= wanted.docs.length;
    told.textContent = tell(next);
  } catch (error) {
    if (typeof error !== "string") throw error;
    if (mine === run) told.textContent = say("failed", `search/${error}.js`);
  }
  $("results").hidden = false;
}
const digits = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, SAID.thousand[1]);
function tell({docs, phrases, problems, also, shown, at}) {
  const left = phrases.length && docs.length - at, number = phrases.length ? shown : docs.length;
  const first = left ? say("first", digits(number), digits(left)) : number === 1 ? SAID.one : say("many", digits(number));
  return [first, ...problems, ...(also.length ? [say("also", [...new Set(also)].join(", "))] : [])].join(" ");
}
function keep(how) {
  const query = new URLSearchParams(FIELDS.map((field) => [field, $(field).value]).filter(([, value]) => value));
  history[how](null, "", String(query) ? `?${query}` : location.pathname);
}
function restore() {
  const query = new URLSearchParams(location.search);
  FIELDS.forEach((field) => { $(field).value = query.get(field) || ""; });
  $("narrow").open ||= FIELDS.slice(1).some((field) => $(field).value);
  return show();
}
const on = (target, type, what) => target.addEventListener(type, what);
on($("search"), "submit", (event) => { event.preventDefault(); keep("pushState"); show(); });
on(box, "input", () => { /* who types "ce" will mostly type on */
  keep("replaceState");
  clearTimeout(wait);
  wait = setTimeout(show, /(^|\s)\w{1,2}$/.test(box.value) ? 300 : 0);
});
on($("narrow"), "change", () => { keep("pushState"); show(); });
on($("search"), "focusin", () => open().catch(() => {}));
on(more, "click", () => show(true));
on(window, "popstate", restore);
on(document, "keydown", (event) => {
  const {key, target} = event, stops = [box, ...hits.querySelectorAll(".source")];
  const step = {ArrowDown: 1, ArrowUp: -1}[key], here = stops.findIndex((stop) => stop === target || stop.closest("li")?.contains(target));
  const goal = step && here >= 0 ? stops[here + step] : key === "/" && !target.closest("input, select") && box;
  if (!goal || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  goal.focus();
});
(location.search ? open() : Promise.resolve()).then(restore, restore);
})();
