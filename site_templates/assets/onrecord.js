/* Eight small helps; the site is complete without them. Words that a reader sees stand in the templates, not here. */
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

  /* A page that has another address leads there by itself; with a script also to the same place on it. */
  const moved = find("meta[http-equiv=refresh]");
  if (moved && location.hash) location.replace(moved.content.split("url=")[1] + location.hash);

  addEventListener("DOMContentLoaded", () => { theme(); search(); sections(); contents(); cards(); copies(); unfold(); roving(); });

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

  /* 5. A button to copy the words before it, with the page's address where the site does not know its own. */
  function copies() {
    if (navigator.clipboard) all(".foot").forEach((foot) => {
      const fold = foot.closest(".trust");
      if (fold) fold.addEventListener("toggle", () => copy(foot), { once: true });
      else copy(foot);
    });
  }

  function copy(foot) {
    const { here } = foot.dataset;
    const address = here == null ? "" : " " + location.origin + location.pathname + (here && "#" + here);
    foot.querySelectorAll("p > span").forEach((words) => {
      const button = find("#__copy").content.firstElementChild.cloneNode(true), text = words.textContent + address;
      words.after(" ", button);
      button.addEventListener("click", () => navigator.clipboard.writeText(text).then(() => { button.textContent = button.dataset.done; }, () => {}));
    });
  }

  /* 6. Cards are fetched when the reader first points at, touches or tabs to something. */
  function cards() {
    const signs = ["pointerover", "pointerdown", "focusin", "scroll"];
    const load = () => {
      signs.forEach((sign) => removeEventListener(sign, load, true));
      import("./cards.js").catch(() => { /* marks and links lead on without */ });
    };
    if (find("#__card")) signs.forEach((sign) => addEventListener(sign, load, { capture: true, passive: true }));
  }

  /* 7. What is folded opens for a link into it, or to the heading before it, and for print, where the browser does not see to that. */
  function unfold() {
    const open = () => {
      const at = find(":target") || document.getElementById(location.hash.slice(1)), part = at && at.nextElementSibling;
      if (part && part.matches(".part")) part.open = true;
      for (let box; (box = at && at.closest("details:not([open])"));) { box.open = true; at.scrollIntoView(); }
    };
    open();
    addEventListener("hashchange", open);
    if (!CSS.supports("selector(::details-content)")) addEventListener("beforeprint", () => all(".page details:not(.fig__data)").forEach((box) => { box.open = true; }));
  }

  /* 8. The marks of a figure that has many, those behind one statement, and the files of a figure are one stop of the tabulator; arrow keys lead from one to the next. */
  function roving() {
    all("[data-rove]").forEach((figure) => rove(figure, figure.querySelectorAll("a.um__one")));
    all("figure:has(.plot a)").forEach(drawings);
    /* From the end of a figure in a fold Chromium leads back to the beginning of the fold, unless that end is a stop itself. */
    for (const [kind, stop] of [["focus", 0], ["blur", -1]]) all("figure > [tabindex]").forEach((end) => end.addEventListener(kind, () => { end.tabIndex = stop; }));
    all(".page .refs, .fig__get").forEach((links) => { if (links.childElementCount > 1) rove(links, links.children); });
  }

  /* Without scripts what a drawing links stands in the list or the table beside it; here each dot is a stop, the narrow drawing in the words of the wide one. */
  function drawings(figure) {
    const titles = new Map(Array.from(figure.querySelectorAll(".plot title"), (title) => [title.parentNode.getAttribute("href"), title.textContent]));
    figure.querySelectorAll(".plot > svg:has(a)").forEach((drawing) => {
      const links = new Map();
      drawing.querySelectorAll("a").forEach((link) => {
        const to = link.getAttribute("href");
        if (links.has(to) || !titles.has(to)) return link.setAttribute("aria-hidden", "true");
        link.setAttribute("aria-label", titles.get(to));
        links.set(to, link).get(to).tabIndex = 0;
      });
      drawing.removeAttribute("aria-hidden");
      drawing.setAttribute("role", "group");
      drawing.setAttribute("aria-labelledby", figure.getAttribute("aria-labelledby"));
      if (links.size > 8) rove(drawing, links.values());
    });
  }

  function rove(group, found) {
    const marks = Array.from(found), onward = root.dir === "rtl" ? -1 : 1, steps = { ArrowRight: onward, ArrowDown: 1, ArrowLeft: -onward, ArrowUp: -1 };
    const only = (mark) => marks.forEach((one) => { one.tabIndex = one === mark ? 0 : -1; });
    only(marks[0]);
    group.addEventListener("keydown", (event) => {
      const at = marks.indexOf(event.target), step = steps[event.key];
      const next = event.key === "Home" ? 0 : event.key === "End" ? marks.length - 1 : at + step;
      if (at < 0 || !(next >= 0 && next < marks.length)) return;
      event.preventDefault();
      only(marks[next]);
      marks[next].focus();
    });
  }
})(document.documentElement);
