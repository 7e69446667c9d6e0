/* Five small helps; the site is complete without them. Words that a reader sees stand in the templates, not here. */
(function (root) {
  "use strict";
  const find = (selector, within = document) => within.querySelector(selector);
  const all = (selector) => Array.from(document.querySelectorAll(selector));

  /* The reader's choice of light or dark holds from the first paint. */
  const KEY = "onrecord-theme";
  const stored = () => { try { return localStorage.getItem(KEY); } catch { return null; } };
  const store = (value) => { try { localStorage.setItem(KEY, value); } catch { /* private windows */ } };
  root.classList.replace("no-js", "js");
  if (["light", "dark"].includes(stored())) root.dataset.theme = stored();

  addEventListener("DOMContentLoaded", () => { theme(); search(); sections(); contents(); cards(); });

  /* 1. Light or dark, when the reader wants it other than the system does. */
  function theme() {
    const button = find(".tools__theme"), system = matchMedia("(prefers-color-scheme: dark)");
    const other = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches) ? "light" : "dark";
    const name = () => { button.textContent = button.dataset[other()]; };
    button.hidden = false;
    name();
    system.addEventListener("change", name);
    button.addEventListener("click", () => { store(root.dataset.theme = other()); name(); });
  }

  /* 2. Ctrl-K leads to the search: the box on this page, or the page that has one. */
  function search() {
    const link = find(".tools__search");
    addEventListener("keydown", (event) => {
      if (!(event.ctrlKey || event.metaKey) || event.key !== "k") return;
      event.preventDefault();
      const box = all("#explore-q, .tools__box input").find((one) => one.offsetParent);
      if (box) box.focus();
      else if (link) location.assign(link.href);
    });
  }

  /* 3. On a phone the sections scroll sideways: begin where the reader is. */
  function sections() {
    const row = find(".sections"), here = find("[aria-current]", row);
    if (here) row.scrollLeft = here.offsetLeft - (row.clientWidth - here.offsetWidth) / 2;
  }

  /* 4. Where the reader is, in the contents. */
  function contents() {
    const list = find(".contents details");
    if (list) list.open = matchMedia("(min-width: 76.25em)").matches;
    const links = new Map(all(".contents a").map((link) => [link.hash.slice(1), link]));
    const heads = all(".page h2[id]").filter((head) => links.has(head.id));
    if (!heads.length) return;
    const mark = () => {
      const now = heads.filter((head) => head.getBoundingClientRect().top < innerHeight * 0.3).pop();
      links.forEach((link, id) => { if (now && id === now.id) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current"); });
    };
    const watch = new IntersectionObserver(mark, { rootMargin: "0px 0px -70% 0px" });
    heads.forEach((head) => watch.observe(head));
  }

  /* 5. A reference mark shows its entry in the list of sources as a card: on hover, on focus, on the first tap.
        The card stands behind its mark, so that Tab leads into it. Escape, a tap elsewhere or moving on closes it. */
  function cards() {
    const pattern = find("#__card");
    if (!pattern) return;
    const card = pattern.content.firstElementChild.cloneNode(true);
    const [number, body, link, button] = [".card__n", ".card__body", ".card__go a", ".card__go button"].map((name) => find(name, card));
    let mark = null, timer = 0, leaving = false, tapped = null;

    const wait = (what, time) => { clearTimeout(timer); leaving = what === close; timer = setTimeout(what, time); };
    const stay = () => { clearTimeout(timer); leaving = false; };

    function close() {
      stay();
      if (!mark) return;
      mark.classList.remove("ref--open");
      mark = null;
      card.remove();
    }

    function leave() {
      const from = card.contains(document.activeElement) ? mark : null;
      close();
      if (from) { tapped = from; from.focus(); tapped = null; }
    }

    function open(ref) {
      stay();
      if (ref === mark) return true;
      close();
      const entry = document.getElementById(decodeURIComponent(ref.hash.slice(1)));
      if (!entry || !entry.closest(".srcs")) return false;
      mark = ref;
      mark.classList.add("ref--open");
      number.textContent = ref.textContent;
      body.replaceChildren(...Array.from(entry.childNodes, (node) => node.cloneNode(true)));
      body.querySelectorAll(".back").forEach((node) => node.remove());
      body.querySelectorAll("[id]").forEach((node) => node.removeAttribute("id"));
      link.href = ref.hash;
      card.setAttribute("aria-label", ref.getAttribute("aria-label"));
      if (card.showPopover) { ref.after(card); card.showPopover(); } else document.body.append(card);
      place(ref.getBoundingClientRect());
      return true;
    }

    function place(at) {
      const edge = 8, room = root.clientWidth - card.offsetWidth - edge;
      const start = getComputedStyle(mark).direction === "rtl" ? at.right - card.offsetWidth : at.left;
      const above = at.bottom + card.offsetHeight + edge > innerHeight && at.top > card.offsetHeight + edge;
      card.style.left = scrollX + Math.max(edge, Math.min(start, room)) + "px";
      card.style.top = scrollY + (above ? at.top - card.offsetHeight - 2 : at.bottom + 2) + "px";
    }

    document.addEventListener("pointerover", (event) => {
      if (event.pointerType === "touch") return;
      const ref = event.target.closest(".ref");
      if (ref && ref !== mark) wait(() => open(ref), 150);
      else if (ref || card.contains(event.target)) stay();
      else if (!mark) stay();
      else if (!leaving && document.activeElement !== mark && !card.contains(document.activeElement)) wait(close, 300);
    });
    document.addEventListener("pointerdown", (event) => {
      const ref = event.target.closest(".ref");
      tapped = event.pointerType === "mouse" || ref === mark ? null : ref;
      if (mark && ref !== mark && !card.contains(event.target)) close();
    });
    document.addEventListener("click", (event) => {
      const ref = event.target.closest(".ref");
      if (ref && ref === tapped && open(ref)) event.preventDefault();
      else if (ref || event.target.closest(".card__go")) leave();
      tapped = null;
    });
    document.addEventListener("focusin", (event) => {
      const ref = event.target.closest(".ref");
      if (ref && ref !== tapped && ref.matches(":focus-visible")) open(ref);
      else if (mark && ref !== mark && !card.contains(event.target)) close();
    });
    document.addEventListener("keydown", (event) => { if (event.key === "Escape" && mark) leave(); });
  }
})(document.documentElement);
