// Titles and snippets with the found words marked, in the spelling of the original.
import { tokens } from "./analysis.js";

// A written word with all that may stand inside it: marks, tatweel, joiners and direction marks.
const WRITTEN = /[\p{L}\p{N}][\p{L}\p{N}\p{M}\u0640\u200b-\u200f\u061c]*/gu;
const SNIPPET_LENGTH = 200;

// `means` gives the index term of a token, `wanted` are those to mark.
function found(text, { wanted, means }) {
  const places = [];
  for (const match of text.matchAll(WRITTEN)) {
    if (tokens(match[0]).some((token) => wanted.has(means(token)))) places.push([match.index, match.index + match[0].length]);
  }
  return places;
}

// Fills an element with text; only text nodes and <mark>, whatever the text says.
export function fill(element, text, wanted) {
  let end = 0;
  for (const [start, stop] of found(text, wanted)) {
    element.append(text.slice(end, start));
    const mark = document.createElement("mark");
    mark.textContent = text.slice(start, stop);
    element.append(mark);
    end = stop;
  }
  element.append(text.slice(end));
}

// The stretch of a text around its first found word, cut between words.
export function snippet(text, wanted) {
  const [first] = found(text, wanted);
  if (text.length <= SNIPPET_LENGTH) return text;
  const middle = first ? first[0] : 0;
  let start = Math.max(0, Math.min(middle - SNIPPET_LENGTH / 2, text.length - SNIPPET_LENGTH));
  let stop = Math.min(text.length, start + SNIPPET_LENGTH);
  if (start > 0) start = text.indexOf(" ", start) + 1 || start;
  if (stop < text.length) stop = Math.max(text.lastIndexOf(" ", stop), start + 1);
  return (start > 0 ? "… " : "") + text.slice(start, stop) + (stop < text.length ? " …" : "");
}
