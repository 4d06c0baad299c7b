// The page that was not found looks for the article that a wrong address meant: cut, encoded twice, of another day.
"use strict";
(() => {
  const place = document.getElementById("meant");
  if (!place) return;
  const { base, width } = place.dataset;
  const LETTERS = 6;

  // As long as something is encoded in it; of a letter that was cut the rest is left out.
  const decoded = (text) => {
    for (let round = 0; round < 6 && text.includes("%"); round++) {
      let next;
      for (let cut = text, tries = 0; next === undefined && tries < 4; tries++) {
        try {
          next = decodeURIComponent(cut);
        } catch {
          cut = cut.replace(/%[0-9a-f]{0,2}$/i, "");
        }
      }
      if (next === undefined || next === text) break;
      text = next;
    }
    return text;
  };

  const FORMS = { أ: "ا", إ: "ا", آ: "ا", ٱ: "ا", ى: "ي", ة: "ه" };
  const key = (words) =>
    words
      .normalize("NFKC")
      .toLowerCase()
      .replace(/^\p{Nd}+[-_ ]+(?=\S)/u, "")
      .replace(/[أإآٱىة]/g, (letter) => FORMS[letter])
      .replace(/[^\p{L}\p{N}]|\u0640/gu, "");

  const shard = (words, digits) => {
    let hash = 0x811c9dc5;
    const text = [...words].slice(0, LETTERS).join("");
    for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
    return digits ? hash.toString(16).padStart(8, "0").slice(-digits) : "all";
  };

  const lastPart = (path) => path.split("/").filter((part) => part && !part.startsWith("index.")).pop() || "";
  const bare = (part) => part.replace(/\.(html?|php)$/i, "");

  const lookUp = async (asked) => {
    // A file that grew too long says by how many digits those that hold its articles are named.
    let rows = Number(width);
    while (typeof rows === "number") {
      const answer = await fetch(`${base}lost/${shard(asked, rows)}.json`);
      if (!answer.ok) return [];
      rows = await answer.json();
    }
    const found = [];
    for (const one of rows) {
      const [words, url] = typeof one === "string" ? [bare(lastPart(one)), one] : one;
      const known = key(words);
      if (known === asked) found.push({ url, isExact: true });
      else if (known.startsWith(asked) || asked.startsWith(known)) found.push({ url, isExact: false });
    }
    return found;
  };

  const nameOf = (url) => bare(lastPart(url)).replaceAll("-", " ");
  const suggest = (found) => {
    place.hidden = false;
    for (const { url } of found.slice(0, 8)) {
      const link = document.createElement("a");
      link.href = base + url.slice(1);
      link.dir = "auto";
      link.textContent = nameOf(url);
      const item = document.createElement("li");
      item.append(link);
      place.querySelector("ul").append(item);
    }
  };

  const search = (words) => {
    const link = document.getElementById("search-words");
    if (!link || !words.trim()) return;
    link.href = `${link.dataset.search}?q=${encodeURIComponent(words)}`;
    link.querySelector("bdi").textContent = words;
    link.parentElement.hidden = false;
  };

  const main = async () => {
    // `?s=` is how WordPress is asked for words.
    const asked = `${location.pathname}/${new URLSearchParams(location.search).get("s") || ""}`;
    const path = asked.split("/").map(decoded).join("/");
    const parts = (path.startsWith(base) ? path.slice(base.length) : path).split("/").filter(Boolean).map(bare);
    const wordy = parts.filter((part) => key(part).length >= LETTERS && !/^\d+$/.test(part)).reverse();
    search(nameOf(wordy[0] || parts.pop() || ""));
    for (const part of wordy.slice(0, 3)) {
      const found = await lookUp(key(part));
      const exact = new Set(found.filter((one) => one.isExact).map((one) => one.url));
      const [only] = exact;
      if (exact.size === 1 && new URL(base + only.slice(1), location).pathname !== location.pathname) {
        location.replace(base + only.slice(1) + location.hash);
        return;
      }
      if (found.length) {
        suggest(found.sort((one, other) => other.isExact - one.isExact));
        return;
      }
    }
  };
  // Without the map the page still offers its links.
  main().catch(() => {});
})();
