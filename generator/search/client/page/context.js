// The words of a query in their context: the page of an article is read once a reader looks at the result.

const GLANCE = 400; // milliseconds for which a result is looked at

// Watches [item, row] pairs of results that do not show all that was asked.
export function watchContext({ articles }, results, items) {
  if (isSparing()) return;
  const timers = new Map();
  const rows = new Map(items);
  const glance = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      clearTimeout(timers.get(target));
      if (isIntersecting) timers.set(target, setTimeout(() => look(target), GLANCE));
    }
  });
  const look = async (item) => {
    if (results.signal.aborted) return;
    glance.unobserve(item);
    const row = rows.get(item);
    // Where the page cannot be read, the lede stays.
    const article = await articles.article(row.url, results.signal).catch(() => null);
    if (article) results.showContext(item, row, article);
  };
  results.signal.addEventListener("abort", () => glance.disconnect(), { once: true });
  for (const [item, row] of items) if (results.lacksContext(row)) glance.observe(item);
}

// A reader who pays for every byte, or waits for it, is shown the lede; on a disk pages cannot read each other.
function isSparing() {
  const { saveData, effectiveType } = navigator.connection || {};
  return location.protocol === "file:" || saveData || /2g|3g/.test(effectiveType || "");
}
