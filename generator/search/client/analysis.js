// Text becomes search words, letter for letter as generator/search/analysis/analyzer.py does it.
import { documents } from "./shards.js";

const FOLD = new Map();
const fold_all = (chars, plain) => [...chars].forEach((char) => FOLD.set(char, plain));
const POINTS = [[0x591, 0x5bd], [0x5c1, 0x5c2], [0x5c4, 0x5c5], [0x610, 0x61a], [0x64b, 0x65f], [0x6d6, 0x6ed]];
const DROPPED_RANGES = [...POINTS, [0x200b, 0x200f], [0x202a, 0x202e], [0x2060, 0x2069]];
for (const [first, last] of DROPPED_RANGES) {
  for (let code = first; code <= last; code++) FOLD.set(String.fromCharCode(code), "");
}
fold_all("\u05bf\u05c7\u0640\u0670\ufeff\u00ad\u061c", "");
fold_all("\u0622\u0623\u0625\u0671\u0672\u0673\u0675", "\u0627");
fold_all("\u0649\u06cc\u06d2\u06d3\u06d0\u06cd\u0678", "\u064a");
fold_all("\u0629\u06c3\u06d5\u06c0\u06c1\u06c2\u06be", "\u0647");
fold_all("\u06a9\u06aa\u06ad\u06ac", "\u0643");
fold_all("\u06af", "\u063a");
fold_all("\u06ba", "\u0646");
fold_all("\u06a4", "\u0641");
fold_all("\u067e", "\u0628");
fold_all("\u0686", "\u062c");
for (let digit = 0; digit < 10; digit++) {
  fold_all(String.fromCharCode(0x660 + digit, 0x6f0 + digit), String(digit));
}

const LATIN = /[\u00c0-\u024f\u1e00-\u1eff]/g;
const MARKS = /\p{M}/gu;
const TOKEN = /[\p{L}\p{N}]+/gu;
const ARABIC = /^[\u0621-\u064a]+$/;

export function fold(text) {
  let folded = "";
  for (const char of text.normalize("NFKC").toLowerCase()) {
    const plain = FOLD.get(char);
    folded += plain === undefined ? char : plain;
  }
  return folded.replace(LATIN, (char) => char.normalize("NFD").replace(MARKS, ""));
}

export function tokens(text) {
  return (fold(text).match(TOKEN) || []).map(oneHamza);
}

function oneHamza(token) {
  if (!/[\u0621\u0624\u0626]/.test(token)) return token;
  const last = token[token.length - 1];
  if (last === "\u0626") token = token.slice(0, -1) + "\u064a";
  else if (last === "\u0624") token = token.slice(0, -1) + "\u0648";
  token = token.replace(/[\u0624\u0626]/g, "\u0621");
  return token.endsWith("\u0621") && token.length > 2 ? token.slice(0, -1) : token;
}

const ARTICLES = "وبال فبال وكال ولل فلل وال فال بال كال ال لل".split(" ");
const SHORT_ARTICLES = ["ال", "لل"];
const ENDINGS =
  "هما كما اتهم اتها اته اتنا تهم تها تنا تين تان يات يون يين ياه ات ان ون ين ها هم هن كم نا يه يا ته وا ه ي ت ا".split(" ");
const SHORTEST_STEM = 3;

// The plain rule: a form without article and one ending.
export function stem(form) {
  return ARABIC.test(form) ? withoutEnding(withoutArticle(form)[0]) : form;
}

// What may follow the article, or the form itself; what follows لل may begin with one more ل.
export function withoutArticle(form) {
  for (const article of ARTICLES) {
    const rest = form.slice(article.length);
    if (form.startsWith(article) && (rest.length > 2 || (rest.length === 2 && SHORT_ARTICLES.includes(article)))) {
      return article.endsWith("لل") ? [rest, "ل" + rest] : [rest];
    }
  }
  return [form];
}

function withoutEnding(form) {
  for (const ending of ENDINGS) {
    if (form.endsWith(ending) && form.length - ending.length >= SHORTEST_STEM) {
      form = form.slice(0, -ending.length);
      break;
    }
  }
  return form.length > SHORTEST_STEM && form.endsWith("\u0621") ? form.slice(0, -1) : form;
}

const CONJUNCTIONS = ["و", "ف"];
const PREPOSITIONS = ["ب", "ل", "ك"];
const FUTURE = ["ي", "ن", "ت", "ا"];

function withoutLetters(form) {
  const first = form.slice(0, 1);
  const behind = form.slice(1);
  const isFuture = (text) => text.startsWith("س") && FUTURE.includes(text.slice(1, 2));
  const rests = [];
  if (CONJUNCTIONS.includes(first)) {
    rests.push(behind);
    if (PREPOSITIONS.includes(behind.slice(0, 1)) || isFuture(behind)) rests.push(behind.slice(1));
  } else if (PREPOSITIONS.includes(first) || isFuture(form)) {
    rests.push(behind);
  }
  return rests.filter((rest) => rest.length >= SHORTEST_STEM).flatMap((rest) => [...withoutArticle(rest), rest]);
}

// Terms that a form could mean, the plain rule's first.
export function readings(form) {
  const cores = ARABIC.test(form) ? [...withoutArticle(form), form, ...withoutLetters(form)] : [];
  return [...new Set([stem(form), ...cores.map(withoutEnding)])];
}

const LEADING = new Set("وفبكلس");
const TRAILING = new Set("هانويتم");
const OPEN = new Set("هاتي");
const SHORTEST_SKELETON = 2;

// What no letter written onto a word changes: see generator/search/analysis/analyzer.py.
export function skeleton(form) {
  if (!ARABIC.test(form)) return form;
  const bare = form.replaceAll("\u0621", "") || form;
  const start = startOfSkeleton(bare);
  let end = bare.length;
  while (end - start > SHORTEST_SKELETON && TRAILING.has(bare[end - 1])) end--;
  const kept = bare.slice(start, end);
  return kept.length === SHORTEST_SKELETON && OPEN.has(kept[1]) ? kept[0] : kept;
}

function startOfSkeleton(bare) {
  const last = bare[bare.length - 1];
  const isFirm = !TRAILING.has(last) && !LEADING.has(last);
  let start = 0;
  for (let left = bare.length; left > 1; left = bare.length - start) {
    if (left >= SHORTEST_SKELETON + 2 && bare.startsWith("ال", start)) start += 2;
    else if (LEADING.has(bare[start]) && (left > SHORTEST_SKELETON || isFirm)) start += 1;
    else break;
  }
  return start;
}

// The key of the shard that holds a form; `redirects` is the manifest's, term -> key, as a Map.
export function keyOf(form, redirects) {
  const key = skeleton(form);
  if (!movedSkeletons(redirects).has(key)) return key;
  const term = readings(form).find((reading) => redirects.has(reading));
  return term === undefined ? key : redirects.get(term);
}

const moved = new WeakMap();

function movedSkeletons(redirects) {
  if (!moved.has(redirects)) moved.set(redirects, new Set([...redirects.keys()].map(skeleton)));
  return moved.get(redirects);
}

// The term that a form of a query means. `shard` is a Map or object {term: [postings, …, "alias alias"]}: aliases are
// forms whose term is not the plain rule's. A form the archive lacks takes the best attested of its readings.
export function termFor(form, shard) {
  const { postings, aliases } = read(shard);
  if (aliases.has(form)) return aliases.get(form);
  const plain = stem(form);
  if (postings.has(plain)) return plain;
  let best = plain;
  for (const reading of [...readings(form), ...withoutArticle(form), form]) {
    const term = aliases.has(reading) ? aliases.get(reading) : reading;
    if (postings.has(term) && !(postings.get(best) >= postings.get(term))) best = term;
  }
  return best;
}

const shards = new WeakMap();

// How many postings each term has, and form -> term of the aliases; read once for each shard.
function read(shard) {
  if (shards.has(shard)) return shards.get(shard);
  const postings = new Map();
  const aliases = new Map();
  for (const [term, entry] of Object.entries(shard)) {
    const own = entryOf(entry);
    postings.set(term, typeof own.postings === "number" ? own.postings : documents(own.postings));
    for (const form of own.aliases.split(" ").filter(Boolean)) aliases.set(form, term);
  }
  shards.set(shard, { postings, aliases });
  return shards.get(shard);
}

// What a shard says of a term: its postings as text, or only how many where they are long; forms that mean it.
export function entryOf(entry) {
  const [postings, aliases = ""] = [entry].flat();
  return { postings, aliases };
}

export function words(text) {
  return tokens(text).map(stem);
}
