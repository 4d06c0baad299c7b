/**
 * Content files as the CMS reads and writes them. It would write the whole front matter anew, in its own style; here only the
 * lines of values that changed are replaced, so that a difference in git shows what somebody did and nothing else.
 *
 * Values are texts, as in content/front_matter.py, whose `quoted` and `dump_front_matter` have their twins below.
 */
import { Document, isMap, isScalar, isSeq, parseDocument, visit } from "yaml";

export const SOURCE = "_source"; // the file as it was read: a hidden field of each entry

const FENCE = /^---[ \t]*\n/;
const CLOSE = /^(?:---|\.\.\.)[ \t]*(?:\n|$(?![^]))/m;
const HEADING = /^\s*# +(.+?)(?: +#+)? *(?:\n|$(?![^]))/;
const BARE = /^(?:[\p{L}\p{Nl}\p{No}]|\p{Nd}[\p{Nd}~-]*\/)[^\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff:#[\]{},&*!|>'"%@`]*$/u;
const DATE = /^\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d))?$/;
const NAME = /^[A-Za-z_][\w-]*$/;
const ESCAPED = /["\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const NAMED = { '"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r" };
const WORDS = new Set("y n yes no on off true false null none nan inf".split(" "));
const SEPARATORS = /[،؛;,]/;

/** `keys` in the order of front matter, `dates` and `lists` among them. */
export function format({ keys, dates, lists }) {
  const rank = (key) => (keys.includes(key) ? keys.indexOf(key) : keys.length);

  function fromFile(text) {
    const { values, body } = parse(text);
    return { ...values, body, [SOURCE]: text };
  }

  function toFile(entry) {
    const { [SOURCE]: source, body = "", ...values } = entry;
    if (!source) return whole(values, body);
    const before = parse(source);
    const changed = Object.keys(values).filter((key) => !isSame(values[key], before.values[key]));
    const isKept = isSame(body, before.body);
    const written = isKept ? before.written : body;
    if (!before.pairs) {
      if (!changed.length && isKept) return source;
      return whole({ ...before.values, ...values }, isKept ? before.body : body);
    }
    const edits = changed.map((key) => edit(before, key, values[key])).sort((a, b) => b.from - a.from || b.rank - a.rank);
    let { head } = before;
    for (const { from, to, text } of edits) head = head.slice(0, from) + text + head.slice(to);
    return before.opening + head + before.closing + (isKept ? written : /^\n*/.exec(before.written)[0] + written);
  }

  /** A file in parts. `pairs` has the nodes of each key; without it, the front matter is not a list of lines. */
  function parse(text) {
    if (text.startsWith("+++")) throw new Error("forms show YAML front matter only; edit TOML (+++) as a file");
    const opening = FENCE.exec(text)?.[0];
    if (!opening) return bare(text);
    const rest = text.slice(opening.length);
    const closing = CLOSE.exec(rest);
    if (!closing) throw new Error("the front matter starts with `---` and never ends");
    const head = rest.slice(0, closing.index);
    const written = rest.slice(closing.index + closing[0].length);
    const document = parseDocument(head, { schema: "failsafe", logLevel: "silent" });
    if (document.errors.length) throw document.errors[0];
    const found = document.toJS() ?? {};
    if (typeof found !== "object" || Array.isArray(found)) throw new Error("the front matter is not a list of `key: value` lines");
    const values = {}, pairs = new Map();
    const lines = isMap(document.contents) ? document.contents.items : [];
    for (const [name, value] of Object.entries(found)) values[known(name)] = listed(known(name), value);
    for (const pair of lines) if (isScalar(pair.key)) pairs.set(known(String(pair.key.value)), pair);
    const parts = { opening, head, closing: closing[0], written, values, pairs: document.contents?.flow ? null : pairs };
    const heading = values.title ? null : HEADING.exec(written);
    if (heading) return { ...parts, pairs: null, values: { ...values, title: heading[1] }, body: written.slice(heading[0].length) };
    return { ...parts, body: written };
  }

  /** A file without front matter: its title may be a heading. */
  function bare(text) {
    const heading = HEADING.exec(text);
    return { values: heading ? { title: heading[1] } : {}, body: heading ? text.slice(heading[0].length) : text, written: text, pairs: null };
  }

  function known(name) {
    return !keys.includes(name) && keys.includes(name.toLowerCase()) ? name.toLowerCase() : name;
  }

  /** Lists may be written as one line. */
  function listed(key, value) {
    if (!lists.includes(key) || typeof value !== "string") return value;
    return value.split(key === "aliases" ? /\s+/ : SEPARATORS).map((item) => item.trim()).filter(Boolean);
  }

  /** What to put in place of which characters of the front matter, for one value. */
  function edit({ head, pairs }, key, value) {
    const pair = pairs.get(key);
    if (!pair) {
      const next = [...pairs].find(([other]) => rank(other) > rank(key));
      const from = next ? lineStart(head, next[1].key.range[0]) : head.length;
      const gap = !next && head && !head.endsWith("\n") ? "\n" : "";
      return { from, to: from, rank: rank(key), text: `${gap}${line(key, value)}\n` };
    }
    const colon = head.indexOf(":", pair.key.range[1]);
    const items = itemsOfLines(head, pair.value);
    const last = head.slice(0, pair.value?.range?.[1] ?? 0).trimEnd().length;
    const end = Math.max(colon + 1, items ? lineEnd(head, last) - 1 : last);
    if (isEmpty(value)) return { from: lineStart(head, pair.key.range[0]), to: lineEnd(head, end), rank: rank(key), text: "" };
    return { from: colon + 1, to: end, rank: rank(key), text: dumped(key, value, items) };
  }

  function whole(values, body) {
    const names = Object.keys(values).filter((key) => !isEmpty(values[key])).sort((a, b) => rank(a) - rank(b));
    return ["---", ...names.map((key) => line(key, values[key])), "---", body].join("\n");
  }

  function line(key, value) {
    return `${NAME.test(key) && !WORDS.has(key.toLowerCase()) ? key : quoted(key)}:${dumped(key, value)}`;
  }

  /** What stands behind the colon. Where the file has a list with one item a line, lines of items that stay are kept. */
  function dumped(key, value, lines = null) {
    const items = Array.isArray(value) ? value.filter((item) => !isEmpty(item)) : null;
    if (items?.every((item) => typeof item === "string")) {
      if (!lines) return ` [${items.map((item) => quoted(item)).join(", ")}]`;
      return items.map((item) => `\n${lines.known.get(item) ?? `${lines.indent}- ${quoted(item)}`}`).join("");
    }
    if (typeof value === "object") return nested(items ?? value);
    return ` ${quoted(String(value), dates.includes(key))}`;
  }

  return { fromFile, toFile };
}

/** Text as YAML, without quotes if that is safe in every parser. */
export function quoted(text, isDate = false) {
  if (isDate && DATE.test(text)) return text;
  if (BARE.test(text) && !WORDS.has(text.toLowerCase()) && !/\s$/.test(text)) return text;
  return `"${text.replace(ESCAPED, escaped)}"`;
}

function nested(value) {
  const document = new Document({ x: value }, { schema: "failsafe" });
  visit(document, {
    Scalar(place, node) {
      const text = String(node.value);
      if (place !== "key" && quoted(text, true) !== text) node.type = "QUOTE_DOUBLE";
    },
  });
  return document.toString({ lineWidth: 0 }).trimEnd().slice("x:".length);
}

function escaped(char) {
  const code = char.charCodeAt(0);
  return NAMED[char] ?? (code < 0x100 ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`);
}

function isEmpty(value) {
  return plain(value) === "";
}

function isSame(one, other) {
  return JSON.stringify(plain(one)) === JSON.stringify(plain(other));
}

/** A value without what means nothing: forms give empty texts and lists for fields that a file does not have. */
function plain(value) {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) {
    const items = value.map(plain).filter((item) => item !== "");
    return items.length ? items : "";
  }
  if (typeof value === "object") {
    const items = Object.entries(value).map(([key, item]) => [key, plain(item)]).filter(([, item]) => item !== "");
    return items.length ? items.sort(([a], [b]) => (a < b ? -1 : 1)) : "";
  }
  return String(value).trim();
}

/** Of a list with one item a line: its indent, and the line of each text with the comment behind it. */
function itemsOfLines(head, node) {
  if (!isSeq(node) || node.flow || !node.items.every(isScalar)) return null;
  const known = new Map(), start = lineStart(head, node.range[0]);
  for (const { value, range } of node.items) {
    const from = lineStart(head, range[0]), to = lineEnd(head, range[1]);
    known.set(String(value), head.slice(from, to).replace(/\n$/, ""));
  }
  return { indent: head.slice(start, node.range[0]), known };
}

function lineStart(text, index) {
  return text.lastIndexOf("\n", index - 1) + 1;
}

function lineEnd(text, index) {
  const end = text.indexOf("\n", index);
  return end < 0 ? text.length : end + 1;
}
