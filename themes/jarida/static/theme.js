// Before the first paint, so that nobody sees the wrong colours or sizes, or words for readers without scripts.
document.documentElement.classList.add("js");
try {
  for (const name of ["theme", "size"]) {
    const chosen = localStorage.getItem(name);
    if (/^[a-z]+$/.test(chosen || "")) document.documentElement.dataset[name] = chosen;
  }
} catch {
  // Storage may be forbidden: then the reader's system decides.
}
