// Text becomes search words, letter for letter as generator/search/analysis.py does it.

const FOLD = new Map();
const fold_all = (chars, plain) => [...chars].forEach((char) => FOLD.set(char, plain));
const DROPPED_RANGES = [[0x610, 0x61a], [0x64b, 0x65f], [0x6d6, 0x6ed], [0x200b, 0x200f], [0x202a, 0x202e], [0x2060, 0x2069]];
for (const [first, last] of DROPPED_RANGES) {
  for (let code = first; code <= last; code++) FOLD.set(String.fromCharCode(code), "");
}
fold_all("\u0640\u0670\ufeff\u00ad\u061c", "");
fold_all("\u0622\u0623\u0625\u0671\u0672\u0673\u0675", "\u0627");
fold_all("\u0649\u06cc\u06d2\u06d0\u06cd\u0678", "\u064a");
fold_all("\u0629\u06c3\u06d5\u06c1\u06be", "\u0647");
fold_all("\u06a9\u06aa\u06ad\u06ac", "\u0643");
fold_all("\u06af", "\u063a");
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

export function stem(token) {
  return ARABIC.test(token) ? withoutEnding(withoutArticle(token)) : token;
}

export function withoutArticle(token) {
  for (const article of ARTICLES) {
    const rest = token.length - article.length;
    if (token.startsWith(article) && (rest > 2 || (rest === 2 && SHORT_ARTICLES.includes(article)))) {
      return token.slice(article.length);
    }
  }
  return token;
}

function withoutEnding(token) {
  for (const ending of ENDINGS) {
    if (token.endsWith(ending) && token.length - ending.length >= SHORTEST_STEM) {
      token = token.slice(0, -ending.length);
      break;
    }
  }
  return token.length > SHORTEST_STEM && token.endsWith("\u0621") ? token.slice(0, -1) : token;
}

export function words(text) {
  return tokens(text).map(stem);
}

const LEADING = new Set("وفبكلسا");
const TRAILING = new Set("هانويتكم");

export function skeleton(form) {
  let word = stem(form);
  if (!ARABIC.test(word)) return word;
  word = word.replace(/\u0621/g, "") || word;
  let [start, end] = [0, word.length];
  while (end - start > SHORTEST_STEM && LEADING.has(word[start])) start++;
  while (end - start > SHORTEST_STEM && TRAILING.has(word[end - 1])) end--;
  return word.slice(start, end);
}

export function termFor(form, terms) {
  for (const [term, lists] of Object.entries(terms)) {
    const last = lists[lists.length - 1];
    if (typeof last === "string" && last.split(" ").includes(form)) return term;
  }
  return stem(form);
}
