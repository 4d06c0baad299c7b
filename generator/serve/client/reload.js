// Only the development server sends this: reloads the page after a build, shows what went wrong over it.
"use strict";
(() => {
  const PLACE = "warraq-scroll";
  let version = null;
  let overlay = null;

  const kept = sessionStorage.getItem(PLACE);
  if (kept) {
    sessionStorage.removeItem(PLACE);
    const [path, top] = JSON.parse(kept);
    if (path === location.pathname) addEventListener("load", () => scrollTo(0, top));
  }

  function reload() {
    sessionStorage.setItem(PLACE, JSON.stringify([location.pathname, scrollY]));
    location.reload();
  }

  function line(tag, text) {
    const element = document.createElement(tag);
    element.textContent = text;
    return element;
  }

  function show(problems) {
    overlay?.remove();
    overlay = null;
    if (!problems.length) return;
    overlay = document.createElement("div");
    overlay.id = "warraq-overlay";
    overlay.dir = "ltr";
    overlay.lang = "en";
    overlay.setAttribute("role", "alert");
    overlay.append(line("h2", "This edit cannot be shown yet"));
    for (const problem of problems) {
      const place = [problem.path, problem.line, problem.column].filter(Boolean).join(":");
      overlay.append(line("p", `${place} ${problem.code} ${problem.what}`));
      if (problem.hint) overlay.append(line("small", problem.hint));
    }
    document.body.append(overlay);
  }

  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = "/_warraq/reload.css";
  document.head.append(style);

  const events = new EventSource("/_warraq/events");
  events.onmessage = (event) => {
    const state = JSON.parse(event.data);
    if (version !== null && state.version !== version) reload();
    version = state.version;
    show(state.problems);
  };
})();
