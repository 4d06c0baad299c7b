// What results show of the articles. Twin of generator/search/index/documents.py (tests/vectors/twins.jsonl): it
// unpacks what `packed` packs there, and keeps empty values, which make no difference to a page.

// Spelled out, not by Unicode's properties: both twins must agree on every code point.
const BREAKS = /[ -,./:-@\[-`{-~\u00a0-\u00bf\u060c\u061b\u061f\u066a-\u066d\u06d4\u2000-\u206f]+/g;

// The rows of a file of documents.
export function unpacked({ folder, ...columns }) {
  return columns.title.map((title, index) => {
    const row = {};
    for (const [key, values] of Object.entries(columns)) row[key] = values[index];
    return { ...row, url: longUrl(row.url, folder, title) };
  });
}

function longUrl(short, folder, title) {
  return short.startsWith("/") ? short : folder + short.replace("*", () => hyphened(title));
}

const hyphened = (title) => title.replace(BREAKS, "-").replace(/^-+|-+$/g, "");
