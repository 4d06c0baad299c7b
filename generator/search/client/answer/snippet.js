// The stretch of a text that shows found words. Twin of generator/search/answer/snippet.py, which cuts around the first
// found word; here it is the stretch with the most of them. `marking` is {wanted: terms, means: form -> term or null}.
import { tokens } from "../analysis/analyzer.js";

// A written word with all that may stand inside it: marks, tatweel, joiners and direction marks.
const WRITTEN = /[\p{L}\p{N}][\p{L}\p{N}\p{M}\u0640\u200b-\u200f\u061c]*/gu;
const SNIPPET_LENGTH = 200;

// Where the wanted words are: [start, end, term].
export function wordSpans(text, { wanted, means }) {
  const spans = [];
  if (!wanted.size) return spans;
  for (const match of text.matchAll(WRITTEN)) {
    const term = tokens(match[0]).map(means).find((meant) => wanted.has(meant));
    if (term !== undefined) spans.push([match.index, match.index + match[0].length, term]);
  }
  return spans;
}

// How many of the wanted words stand within a snippet's length, and where that stretch begins and ends.
function best(text, marking) {
  const spans = wordSpans(text, marking);
  let choice = { words: 0, start: 0, stop: 0 };
  spans.forEach(([start], first) => {
    const near = spans.slice(first).filter(([, stop]) => stop - start <= SNIPPET_LENGTH);
    const words = new Set(near.map(([, , term]) => term)).size;
    const stop = near.length ? near.at(-1)[1] : start;
    if (words > choice.words) choice = { words, start, stop };
  });
  return choice;
}

// The text, of several, with the most wanted words close together; the first of equals.
export function richest(texts, marking) {
  const counts = texts.map((text) => best(text, marking).words);
  return texts[counts.indexOf(Math.max(...counts))] || "";
}

export const wordsIn = (text, marking) => best(text, marking).words;

// The stretch of a text around its found words, cut between words.
export function snippet(text, marking) {
  if (text.length <= SNIPPET_LENGTH) return text;
  const { start: first, stop: last } = best(text, marking);
  const middle = (first + last) / 2;
  let start = Math.max(0, Math.min(Math.floor(middle - SNIPPET_LENGTH / 2), text.length - SNIPPET_LENGTH));
  let stop = Math.min(text.length, start + SNIPPET_LENGTH);
  if (start > 0) start = text.indexOf(" ", start) + 1 || start;
  if (stop < text.length) stop = Math.max(text.lastIndexOf(" ", stop), start + 1);
  return (start > 0 ? "… " : "") + text.slice(start, stop) + (stop < text.length ? " …" : "");
}
