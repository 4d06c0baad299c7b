// Before the first paint, so that nobody sees the wrong colours, or words for readers without scripts.
document.documentElement.classList.add("js");
try {
  const chosen = localStorage.getItem("theme");
  if (chosen === "dark" || chosen === "light") document.documentElement.dataset.theme = chosen;
} catch {
  // Storage may be forbidden: then the reader's system decides.
}
