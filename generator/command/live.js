/* On a page that 'onrecord serve' shows: reloads it when the site is rebuilt, or shows why the build failed. */
"use strict";
(() => {
  const box = document.createElement("pre");
  box.setAttribute("role", "alert");
  box.dir = "ltr";
  box.style.cssText =
    "position:fixed;inset:auto 0 0;max-height:60vh;overflow:auto;margin:0;padding:1rem;z-index:9999;white-space:pre-wrap;" +
    "font:0.875rem/1.5 ui-monospace,monospace;color:CanvasText;background:Canvas;border-block-start:4px solid #c62828";

  const show = (trouble) => {
    box.textContent = trouble;
    if (trouble) document.body.append(box);
    else box.remove();
  };

  const listen = async () => {
    let known = "";
    for (;;) {
      try {
        const told = await (await fetch(`/-/onrecord?known=${known}&page=${encodeURIComponent(location.pathname)}`)).json();
        if (known && told.number !== known && !told.trouble) return location.reload();
        known = told.number;
        show(told.trouble);
      } catch {
        await new Promise((go) => setTimeout(go, 500));
      }
    }
  };
  addEventListener("load", listen);
})();
