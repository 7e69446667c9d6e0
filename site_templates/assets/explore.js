/* The search. Its state is the page's address; its words stand in the page; its engine is fetched when it is first wanted. */
const form = document.getElementById("explore");
const count = document.getElementById("explore-count");
const list = document.getElementById("explore-found");
const more = document.getElementById("explore-more");
const pattern = document.getElementById("explore-result");
const facets = Array.from(form.querySelectorAll("select"));
const folding = JSON.parse(form.dataset.fold), marks = new RegExp(`[${folding.marks}]`, "gu");
const STEP = 10, PAUSE = 150, NAME = 6;
let asked = 0, found = [], engine = null, typing = null;

/* The engine runs in the page: its worker would be another 12 kB, and a search takes milliseconds. */
function load() {
  const program = new URL(form.dataset.engine, document.baseURI).href;
  engine ??= import(program).then((pagefind) => pagefind.createInstance({
    noWorker: true, excerptLength: 34, ranking: { pageLength: 0.5, termFrequency: 0.9, metaWeights: { title: 8, headline: 0.5, kind: 0.2, when: 0.5, status: 0.2 } },
  }));
  engine.catch(() => { engine = null; });
  return engine;
}

function read() {
  const state = new URLSearchParams(location.search);
  form.q.value = state.get("q") ?? "";
  for (const facet of facets) {
    facet.value = state.get(facet.name) ?? "";
    if (facet.selectedIndex < 0) facet.value = "";
  }
}

function address() {
  const state = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value.trim()) state.set(name, value.trim());
  const query = state.toString();
  return location.pathname + (query ? `?${query}` : "");
}

/* All that is typed in one go is one step of the history; so is every choice. */
function remember(typed) {
  const to = address();
  if (to === location.pathname + location.search) return;
  if (typed && history.state?.typed) history.replaceState({ typed }, "", to);
  else history.pushState({ typed }, "", to);
}

/* Each language has forms of its own for numbers of things; its messages stand in the page by the names that the browser gives them. */
const tongue = document.documentElement.lang || "en";
const forms = new Intl.PluralRules(tongue), digits = new Intl.NumberFormat(`${tongue}-u-nu-latn`);
const say = (words) => { count.textContent = words.replace("{q}", () => form.q.value.trim()); };
function counted(name, n) {
  const messages = JSON.parse(count.dataset[name]);
  return (messages[forms.select(n)] ?? messages.other).replace("{n}", digits.format(n));
}

/* Words are compared as generator/text/folding.py folds them, letters and digits alone. */
export function fold(text) {
  const small = text.normalize("NFKD").replace(marks, "").toLowerCase();
  return Array.from(small, (letter) => folding.letters[letter] ?? letter).join("").replace(/\s+/gu, "").normalize("NFC");
}

const bare = (text) => fold(text).replace(/[^\p{Alphabetic}\p{N}]+/gu, "");
const common = new Set(form.dataset.common.split(" ").map(bare));
const wordsOf = (text) => text.split(/\s+/u).filter(bare);

/* What is asked for: phrases in quotation marks, and words but for those that say nothing, unless there are no others. */
function termsOf(query) {
  const phrases = [];
  const rest = query.replace(/(?<!\S)["“”„«»](.+?)["“”«»](?!\S)/gu, (_, phrase) => { phrases.push(phrase); return " "; });
  const words = wordsOf(rest), telling = words.filter((word) => !common.has(bare(word)));
  const asked = [...phrases, ...(telling.length || phrases.length ? telling : words)];
  return asked.map((text) => ({ text, words: wordsOf(text).map(bare) })).filter((term) => term.words.length);
}

/* Which records have a term: all its words, one after the other. Only a search for a phrase, which may be of one word, tells: any other
   takes words that begin alike, and leaves out what is not there. A word with signs in it that is not on record counts as its parts. */
async function look(pagefind, term, filters) {
  const { results, unfilteredResultCount } = await pagefind.search(`"${term.words.join(" ")}"`, { filters });
  const known = results.length > 0 || (Object.keys(filters).length > 0 && unfilteredResultCount > 0);
  const parts = known || term.words.length > 1 ? [] : fold(term.text).split(/[^\p{Alphabetic}\p{M}\p{N}]+/u).filter(Boolean);
  const telling = parts.some((part) => part.length < 2) ? [] : parts.filter((part) => !common.has(part));
  if (parts.length < 2 || !telling.length) return [{ ...term, known, ids: new Set(results.map((one) => one.id)) }];
  return (await Promise.all(telling.map((part) => look(pagefind, { text: part, words: [bare(part)] }, filters)))).flat();
}

const ranked = async (pagefind, terms, filters) =>
  (await pagefind.search(terms.flatMap((term) => term.words).join(" ") || null, { filters })).results.filter((one) => terms.every((term) => term.ids.has(one.id)));

/* First the actor of that name, then what has all of the terms, those first that have them side by side, then what has some, the most first. */
async function search(pagefind, asked, filters) {
  const terms = (await Promise.all(asked.map((term) => look(pagefind, term, filters)))).flat();
  const known = terms.filter((term) => term.known), missing = terms.filter((term) => !term.known);
  const whole = !missing.length ? await ranked(pagefind, known, filters) : [];
  const some = new Map();
  for (const term of terms.length > 1 ? known : []) {
    for (const result of await ranked(pagefind, [term], filters)) {
      const one = some.get(result.id) ?? { result, terms: 0, score: 0, best: 0 };
      one.terms += 1;
      one.score += result.score;
      if (result.score > one.best) Object.assign(one, { result, best: result.score });
      some.set(result.id, one);
    }
  }
  for (const result of whole) some.delete(result.id);
  const part = Array.from(some.values()).sort((a, b) => b.terms - a.terms || b.score - a.score).map((one) => one.result);
  const named = await actorsNamed(pagefind, whole, filters);
  const beside = await having(pagefind, whole, known.flatMap((term) => term.words), filters);
  return { terms, missing, some: part, named, all: [...new Set([...named, ...beside, ...whole])] };
}

/* The actors among some results whose whole name is asked for, or one that they are also called by. */
async function actorsNamed(pagefind, results, filters) {
  const words = wordsOf(form.q.value);
  return words.length && words.length <= NAME ? having(pagefind, results, [`actor${bare(form.q.value)}`], filters) : [];
}

/* Those of some results that have words side by side. */
async function having(pagefind, results, words, filters) {
  if (!results.length) return [];
  const { ids } = (await look(pagefind, { text: "", words }, filters))[0];
  return results.filter((one) => ids.has(one.id));
}

async function run() {
  const mine = ++asked;
  const telling = termsOf(form.q.value);
  const filters = Object.fromEntries(facets.filter((facet) => facet.value).map((facet) => [facet.name, facet.value]));
  if (!telling.length && !Object.keys(filters).length) return show(mine, [], () => say(""));
  if (!list.childElementCount) say(count.dataset.wait);
  try {
    const answer = await search(await load(), telling, filters), offered = await offers(answer).catch(() => []);
    const others = await otherNames(answer);
    await show(mine, [...answer.all, ...answer.some], () => { tell(answer); offer("near", offered); offer("also", others); });
  } catch {
    await show(mine, [], () => say(count.dataset.failed));
  }
}

function tell({ terms, missing, all: { length: all }, some: { length: some } }) {
  if (!all && !some) return say(missing.length ? count.dataset.none : count.dataset.nothing);
  if (terms.length < 2) return say(counted("many", all));
  if (!all) { say(counted("onlySome", some)); return add("missing", missing.map((term) => term.text)); }
  const first = counted("all", all);
  say(some ? count.dataset.both.replace("{all}", first).replace("{some}", counted("some", some)) : first);
}

const after = () => (/[.!?؟]$/.test(count.textContent) ? " " : ". ");
const add = (name, texts) => { if (texts.length) count.append(after(), count.dataset[name].replace("{q}", () => texts.join(", "))); };

/* What may have been meant by words that are not on record. */
async function offers({ terms, missing }) {
  if (!missing.length) return [];
  const { near } = await import(new URL("near.js", import.meta.url));
  return near(new URL("near.json", new URL(form.dataset.engine, document.baseURI)), bare, form.q.value.trim(), terms, missing);
}

/* What the record calls actors whose other name is asked for: most that is on record of them says that. */
async function otherNames({ named }) {
  const titles = (await Promise.all(named.map((one) => one.data()))).map(({ meta }) => meta.title);
  return titles.filter((title) => !bare(title).includes(bare(form.q.value)));
}

function offer(name, queries) {
  if (!queries.length) return;
  const links = queries.map((query) => {
    const state = new URLSearchParams(address().split("?")[1]);
    state.set("q", query);
    return Object.assign(document.createElement("a"), { href: `?${state}`, textContent: query, dir: "auto" });
  });
  const [before, end] = count.dataset[name].split("{q}");
  count.append(after(), before, ...links.flatMap((link, number) => number ? [", ", link] : [link]), end);
}

async function show(mine, results, announce) {
  const items = await Promise.all(results.slice(0, STEP).map(item));
  if (mine !== asked) return;
  found = results;
  list.replaceChildren(...items);
  more.hidden = results.length <= items.length;
  announce();
}

async function item(result) {
  const data = await result.data();
  const part = pattern.content.cloneNode(true).querySelector("li");
  const link = part.querySelector("a");
  link.href = data.url;
  link.textContent = data.meta.title;
  if (data.meta.lang) link.lang = data.meta.lang;
  if (data.meta.textLang) part.querySelector(".found__text").lang = data.meta.textLang;
  part.querySelector(".kicker").textContent = data.meta.kind;
  part.querySelector(".found__when").textContent = data.meta.when ?? "";
  part.querySelector(".found__status").textContent = data.meta.status ?? "";
  part.querySelector(".found__text").append(...excerpt(data));
  return part;
}

/* An excerpt is text with marks, nothing else: it is taken apart, never read as HTML. Where it is cut off, it says so. */
function excerpt(data) {
  const found = data.plain_excerpt.trim(), all = data.content.trim();
  const text = `${all.startsWith(found) ? "" : "… "}${data.excerpt.trim()}${all.endsWith(found) ? "" : " …"}`;
  return text.split(/(<mark>.*?<\/mark>)/s).map((piece) => {
    const marked = piece.startsWith("<mark>");
    const words = (marked ? piece.slice(6, -7) : piece).replaceAll("&lt;", "<").replaceAll("&gt;", ">");
    return marked ? Object.assign(document.createElement("mark"), { textContent: words }) : words;
  });
}

form.addEventListener("input", (event) => {
  clearTimeout(typing);
  if (event.target === form.q) typing = setTimeout(() => { remember(true); run(); }, PAUSE);
});
form.addEventListener("change", (event) => { if (event.target !== form.q) { remember(false); run(); } });
form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(typing); remember(false); run(); });
form.addEventListener("reset", () => setTimeout(() => { remember(false); run(); form.q.focus(); }));
form.addEventListener("focusin", () => load().catch(() => {}), { once: true });
addEventListener("popstate", () => { read(); run(); });
more.firstElementChild.addEventListener("click", async () => {
  const mine = asked, shown = list.childElementCount;
  const items = await Promise.all(found.slice(shown, shown + STEP).map(item));
  if (mine !== asked) return;
  list.append(...items);
  more.hidden = found.length <= list.childElementCount;
  items[0]?.querySelector("a").focus();
});

/* What was typed before this script came stays. */
if (location.search) read();
else remember(true);
run();
