// Comforts for readers with JavaScript: the page is complete without them.
"use strict";
(() => {
  const root = document.documentElement;
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

  const isDark = () =>
    (root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  const menu = document.querySelector(".menu");
  if (!menu) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "tool";
  const label = () => (button.textContent = isDark() ? menu.dataset.light : menu.dataset.dark);
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    try {
      localStorage.setItem("theme", root.dataset.theme);
    } catch {
      // Not remembered, but shown.
    }
    label();
  });
  label();
  const place = document.createElement("li");
  place.append(button);
  menu.querySelector("ul").append(place);
})();
