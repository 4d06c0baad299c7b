// One spelling of Arabic for searching. Twin of generator/text/arabic.py (tests/vectors/analysis.tsv).
// Python replaces the commonest letters in sweeps over the text, which is faster there; the result is the same.

const FOLD = new Map();
const foldAll = (chars, plain) => [...chars].forEach((char) => FOLD.set(char, plain));
const POINTS = [[0x591, 0x5bd], [0x5c1, 0x5c2], [0x5c4, 0x5c5], [0x610, 0x61a], [0x64b, 0x65f], [0x6d6, 0x6ed]];
const DROPPED_RANGES = [...POINTS, [0x200b, 0x200f], [0x202a, 0x202e], [0x2060, 0x2069]];
for (const [first, last] of DROPPED_RANGES) {
  for (let code = first; code <= last; code++) FOLD.set(String.fromCharCode(code), "");
}
foldAll("\u05bf\u05c7\u0640\u0670\ufeff\u00ad\u061c", "");
foldAll("\u0622\u0623\u0625\u0671\u0672\u0673\u0675", "\u0627");
foldAll("\u0649\u06cc\u06d2\u06d3\u06d0\u06cd\u0678", "\u064a");
foldAll("\u0629\u06c3\u06d5\u06c0\u06c1\u06c2\u06be", "\u0647");
foldAll("\u06a9\u06aa\u06ad\u06ac", "\u0643");
foldAll("\u06af", "\u063a");
foldAll("\u06ba", "\u0646");
foldAll("\u06a4", "\u0641");
foldAll("\u067e", "\u0628");
foldAll("\u0686", "\u062c");
for (let digit = 0; digit < 10; digit++) {
  foldAll(String.fromCharCode(0x660 + digit, 0x6f0 + digit), String(digit));
}

const LATIN = /[\u00c0-\u024f\u1e00-\u1eff]/g;
const MARKS = /\p{M}/gu;

export function fold(text) {
  let folded = "";
  for (const char of text.normalize("NFKC").toLowerCase()) {
    const plain = FOLD.get(char);
    folded += plain === undefined ? char : plain;
  }
  return folded.replace(LATIN, (char) => char.normalize("NFD").replace(MARKS, ""));
}

// A hamza within a word is one letter, whatever carries it; at the end of a word it falls.
export function oneHamza(token) {
  if (!/[\u0621\u0624\u0626]/.test(token)) return token;
  const last = token[token.length - 1];
  if (last === "\u0626") token = token.slice(0, -1) + "\u064a";
  else if (last === "\u0624") token = token.slice(0, -1) + "\u0648";
  token = token.replace(/[\u0624\u0626]/g, "\u0621");
  return token.endsWith("\u0621") && token.length > 2 ? token.slice(0, -1) : token;
}
