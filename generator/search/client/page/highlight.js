// Text with the found words marked, in the spelling of the original.
import { wordSpans } from "../answer/snippet.js";

// Fills an element with text; only text nodes and <mark>, whatever the text says.
export function fill(element, text, marking) {
  const parts = [];
  let end = 0;
  for (const [start, stop] of wordSpans(text, marking)) {
    const mark = document.createElement("mark");
    mark.textContent = text.slice(start, stop);
    parts.push(text.slice(end, start), mark);
    end = stop;
  }
  element.replaceChildren(...parts, text.slice(end));
}
