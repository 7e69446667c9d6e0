/* Cards: what stands behind a mark or a link, on hover, on focus, and of a mark on the first tap. A mark shows its entry in the list of
   sources; a link to an actor, a claim or a source shows the head of its page, fetched from this site. Nothing in a card is a
   stop of the tabulator: Enter on its mark leads to the same links in the list. Escape, a tap elsewhere or moving on closes it. Words that
   a reader sees stand in the templates. */
const root = document.documentElement;
const find = (selector, within = document) => within.querySelector(selector);
const RECORD = /\/(?:actors|claims|sources)\/[^/]+\/$/;
const ROUND = ".card, nav, .head, .srcs, .links, .found";

const card = find("#__card").content.firstElementChild.cloneNode(true);
const [number, body, go, button] = [".card__n", ".card__body", ".card__go a", ".card__go button"].map((name) => find(name, card));
const heads = new Map();
let owner = null, wanted = null, timer = 0, leaving = false, tapped = null, came = null;

const wait = (what, time) => { clearTimeout(timer); leaving = what === close; timer = setTimeout(what, time); };
const stay = () => { clearTimeout(timer); leaving = false; };

/* The mark, or the link to a record in running text, in which something is. */
function ownerOf(node) {
  const link = node.closest(".page a[href]");
  if (!link || link.matches(".ref")) return link;
  const leads = link.origin === location.origin && link.pathname !== location.pathname && !link.hash && RECORD.test(link.pathname);
  return leads && (link.closest(".note") || !link.closest(ROUND)) ? link : null;
}

function close() {
  stay();
  wanted = null;
  if (!owner) return;
  owner.classList.remove("ref--open");
  owner = null;
  card.remove();
}

function leave() {
  const from = card.contains(document.activeElement) ? owner : null;
  close();
  if (from) { tapped = from; from.focus(); tapped = null; }
}

function open(link) {
  stay();
  if (link === owner) return true;
  close();
  if (!link.matches(".ref")) { openRecord(link); return true; }
  const entry = document.getElementById(link.hash.slice(1));
  if (!entry || !entry.closest(".srcs")) return false;
  show(link, Array.from(entry.childNodes, (node) => node.cloneNode(true)));
  return true;
}

/* A page is asked for once; where it cannot be had, its link has no card. */
async function openRecord(link) {
  wanted = link;
  if (!heads.has(link.pathname)) heads.set(link.pathname, headOf(link.href).catch(() => null));
  const head = await heads.get(link.pathname);
  if (head && wanted === link) show(link, Array.from(head.childNodes, (node) => document.importNode(node, true)));
}

async function headOf(address) {
  const answer = await fetch(address);
  const page = new DOMParser().parseFromString(answer.ok ? await answer.text() : "", "text/html");
  const head = find(".page > .head", page), title = head && find("h1", head);
  if (!title) return null;
  const line = page.createElement("p");
  line.className = "card__title";
  line.dir = "auto";
  line.append(...title.childNodes);
  title.replaceWith(line);
  head.querySelectorAll("a").forEach((link) => link.replaceWith(...link.childNodes));
  return head;
}

function show(link, content) {
  const isMark = link.matches(".ref");
  owner = link;
  if (isMark) link.classList.add("ref--open");
  card.classList.toggle("card--record", !isMark);
  number.textContent = isMark ? link.textContent : "";
  body.replaceChildren(...content);
  body.querySelectorAll(".back, .refs").forEach((node) => node.remove());
  body.querySelectorAll("[id]").forEach((node) => node.removeAttribute("id"));
  [card, go, button, ...body.querySelectorAll("a")].forEach((node) => { node.tabIndex = -1; });
  go.href = link.href;
  card.setAttribute("aria-label", link.getAttribute("aria-label") || link.textContent);
  if (card.showPopover) { link.after(card); card.showPopover(); } else document.body.append(card);
  place(link.getBoundingClientRect());
}

function place(at) {
  const edge = 8, room = root.clientWidth - card.offsetWidth - edge;
  const start = getComputedStyle(owner).direction === "rtl" ? at.right - card.offsetWidth : at.left;
  const above = at.bottom + card.offsetHeight + edge > innerHeight && at.top > card.offsetHeight + edge;
  card.style.left = scrollX + Math.max(edge, Math.min(start, room)) + "px";
  card.style.top = scrollY + (above ? at.top - card.offsetHeight - 2 : at.bottom + 2) + "px";
}

function pointed(node) {
  const link = ownerOf(node);
  if (link && link !== owner) wait(() => open(link), link.matches(".ref") ? 150 : 300);
  else if (link || card.contains(node)) stay();
  else if (!owner) { stay(); wanted = null; }
  else if (!leaving && document.activeElement !== owner && !card.contains(document.activeElement)) wait(close, 300);
}

function focused(node) {
  const link = ownerOf(node);
  if (link && link !== tapped && link.matches(":focus-visible")) open(link);
  else if (link !== owner && !card.contains(node)) close();
}

document.addEventListener("pointerover", (event) => { if (event.pointerType !== "touch") pointed(event.target); });
document.addEventListener("pointerdown", (event) => {
  const mark = event.target.closest(".ref");
  tapped = event.pointerType === "mouse" || mark === owner ? null : mark;
  if (owner && ownerOf(event.target) !== owner && !card.contains(event.target)) close();
});
document.addEventListener("click", (event) => {
  const mark = event.target.closest(".ref"), back = event.target.closest(".back");
  if (mark && mark === tapped && open(mark)) event.preventDefault();
  else if (mark) { came = mark; leave(); }
  else if (event.target.closest(".card__go")) { came = owner; leave(); }
  else if (back && came && came.hash === `#${back.closest("li").id}`) {
    event.preventDefault();
    came.scrollIntoView({ block: "center" });
    tapped = came;
    came.focus();
  }
  tapped = null;
});
document.addEventListener("focusin", (event) => focused(event.target));
document.addEventListener("keydown", (event) => { if (event.key === "Escape") { if (owner) leave(); else close(); } });

/* What happened while this was on its way. */
focused(document.activeElement);
if (!owner && !wanted) pointed(Array.from(document.querySelectorAll(":hover")).pop() || root);
