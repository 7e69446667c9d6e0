/* The search. Its state is the page's address; its words stand in the page; its engine is fetched when it is first wanted. */
const form = document.getElementById("explore");
const count = document.getElementById("explore-count");
const list = document.getElementById("explore-found");
const more = document.getElementById("explore-more");
const pattern = document.getElementById("explore-result");
const facets = Array.from(form.querySelectorAll("select"));
const common = new Set(form.dataset.common.split(" "));
const STEP = 10, PAUSE = 150, MOST = 24000;
let asked = 0, found = [], engine = null, typing = null, weights = null;

/* The engine runs in the page: its worker would be another 12 kB, and a search takes milliseconds. */
function load() {
  const program = new URL(form.dataset.engine, document.baseURI).href;
  weights ??= fetch(new URL("weights.json", program)).then((answer) => answer.json()).catch(() => null);
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

function wordsOf(query) {
  const all = query.split(/[^\p{L}\p{N}\p{M}'’-]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const telling = all.filter((word) => !common.has(word.toLowerCase()));
  return telling.length ? telling : all;
}

/* What of the words weighs at most MOST bytes together, the lightest first: where there are very many records, those on most of them
   are left out. The parts of the index have stems, with which words begin but for a letter. */
async function carried(words) {
  const { light, heavy } = await weights ?? { light: 0, heavy: [] };
  const weight = (word) => {
    const stems = Array.from(word.toLowerCase()).map((_, length, letters) => letters.slice(0, length + 1).join("")).slice(-5);
    return Math.max(light, ...heavy.filter(([from, to]) => stems.some((stem) => from <= stem && stem <= to)).map((part) => part[2]));
  };
  let left = MOST;
  const ordered = words.map((word) => [weight(word), word]).sort((a, b) => a[0] - b[0]);
  const kept = ordered.filter(([bytes], number) => { left -= bytes; return !number || left >= 0; }).map((one) => one[1]);
  return words.filter((word) => kept.includes(word));
}

/* First what has all of the words, then what has some of them, the most words first. */
async function search(pagefind, words, filters) {
  const all = (await pagefind.search(words.join(" ") || null, { filters })).results;
  if (words.length < 2) return [all, []];
  const some = new Map();
  for (const word of words) {
    for (const result of (await pagefind.search(word, { filters })).results) {
      const one = some.get(result.id) ?? { result, words: 0, score: 0, best: 0 };
      one.words += 1;
      one.score += result.score;
      if (result.score > one.best) Object.assign(one, { result, best: result.score });
      some.set(result.id, one);
    }
  }
  for (const result of all) some.delete(result.id);
  return [all, Array.from(some.values()).sort((a, b) => b.words - a.words || b.score - a.score).map((one) => one.result)];
}

async function run() {
  const mine = ++asked;
  const telling = wordsOf(form.q.value);
  const filters = Object.fromEntries(facets.filter((facet) => facet.value).map((facet) => [facet.name, facet.value]));
  if (!telling.length && !Object.keys(filters).length) return show(mine, [], () => say(""));
  if (!list.childElementCount) say(count.dataset.wait);
  try {
    const pagefind = await load(), words = await carried(telling), out = telling.filter((word) => !words.includes(word));
    const [all, some] = await search(pagefind, words, filters);
    await show(mine, [...all, ...some], () => { tell(words, all.length, some.length); if (out.length) count.append(` ${count.dataset.out.replace("{q}", out.join(", "))}`); });
  } catch {
    await show(mine, [], () => say(count.dataset.failed));
  }
}

function tell(words, all, some) {
  if (!all && !some) return say(words.length ? count.dataset.none : count.dataset.nothing);
  if (words.length < 2) return say(counted("many", all));
  if (!all) return say(counted("onlySome", some));
  const first = counted("all", all);
  say(some ? count.dataset.both.replace("{all}", first).replace("{some}", counted("some", some)) : first);
}

async function show(mine, results, told) {
  const items = await Promise.all(results.slice(0, STEP).map(item));
  if (mine !== asked) return;
  found = results;
  list.replaceChildren(...items);
  more.hidden = results.length <= items.length;
  told();
}

async function item(result) {
  const data = await result.data();
  const part = pattern.content.cloneNode(true).querySelector("li");
  const link = part.querySelector("a");
  link.href = data.url;
  link.textContent = data.meta.title ?? data.meta.headline;
  if (data.meta.lang) for (const one of [link, part.querySelector(".found__text")]) one.lang = data.meta.lang;
  part.querySelector(".kicker").textContent = data.meta.kind;
  part.querySelector(".found__when").textContent = data.meta.when ?? "";
  part.querySelector(".found__status").textContent = data.meta.status ?? "";
  part.querySelector(".found__text").append(...excerpt(data.excerpt));
  return part;
}

/* An excerpt is text with marks, nothing else: it is taken apart, never read as HTML. */
function excerpt(text) {
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
