// Comforts for readers with JavaScript: the page is complete without them.
"use strict";
(() => {
  const assets = document.currentScript.src.replace(/[^/]*$/, "");
  const find = document.getElementById("search-input") || document.getElementById("find");
  addEventListener("keydown", (event) => {
    const isTyping = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping || !find) return;
    event.preventDefault();
    find.focus();
    find.select();
  });

  const section = document.querySelector(".head .section a")?.href || location.href;
  for (const link of document.querySelectorAll(".sections a")) if (link.href === section) link.setAttribute("aria-current", "true");

  // What few readers use is fetched when one reaches for it.
  const scripts = {};
  const fetched = (name) =>
    (scripts[name] ||= new Promise((resolve, reject) => {
      const script = Object.assign(document.createElement("script"), { src: `${assets}${name}.js`, onload: resolve });
      script.onerror = () => reject(delete scripts[name]);
      document.head.append(script);
    }));
  const offer = (button, name, act) => {
    for (const reach of ["pointerover", "focus"]) button?.addEventListener(reach, () => fetched(name).catch(() => {}));
    button?.addEventListener("click", () => fetched(name).then(() => act(button)));
  };
  offer(document.querySelector(".display"), "display", () => globalThis.warraqDisplay());
  const [cite, link, print, share] = document.querySelectorAll(".keep button");
  offer(cite, "keep", () => globalThis.warraqKeep.cite());
  offer(link, "keep", (button) => globalThis.warraqKeep.link(button));
  print?.addEventListener("click", () => globalThis.print());
  if (share && navigator.share) {
    const url = () => new URL(document.querySelector('[property="og:url"]').content).href;
    share.hidden = false;
    share.addEventListener("click", () => navigator.share({ title: document.querySelector("h1").textContent, url: url() }).catch(() => {}));
  }
{% if site.has_integrity %}
  offer(document.querySelector(".proof button"), "verify", (button) => globalThis.warraqVerify(button));
{% endif %}

{% if site.is_offline %}
  // Pages that were read stay readable without a network: sw.js.
  const workers = navigator.serviceWorker;
  const settle = async () => {
    const isNew = !workers.controller;
    await workers.register(new URL("../sw.js", assets));
    const { active } = await workers.ready;
    if (!isNew) return;
    const seen = performance.getEntriesByType("resource").map(({ name }) => ({ url: name }));
    active.postMessage([{ url: location.href, isPage: true }, ...seen]);
  };
  if (workers) addEventListener("load", () => settle().catch(() => {}));

{% endif %}
  // On paper: how to cite it, in the words that stand on the page.
  const cited = () => {
    const text = (place) => document.querySelector(place)?.textContent.trim();
    const { publisher } = JSON.parse(text('[type="application/ld+json"]'));
    const isRight = document.querySelector("article").closest("[dir]").dir === "rtl";
    const title = isRight ? `«${text("h1")}»` : `“${text("h1")}”`;
    const parts = [text(".head .authors"), title, publisher.name, text(".head time")].filter(Boolean);
    const address = document.createElement("bdi");
    address.textContent = document.querySelector('[property="og:url"]').content;
    const line = document.createElement("p");
    line.className = "cited";
    line.append(`${parts.join(isRight ? "، " : ", ")}. `, address);
    document.querySelector(".keep").after(line);
  };
  if (cite) addEventListener("beforeprint", cited, { once: true });
})();
