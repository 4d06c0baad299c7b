// One result: a title that leads to the article, when and where it was printed, and a stretch of its text.
import { richest, snippet, wordsIn } from "../answer/snippet.js";
import { element } from "./elements.js";
import { fill } from "./highlight.js";

// `page` gives addressOf, wording and marking.
export function resultItem(row, { addressOf, wording, marking }) {
  const item = document.createElement("li");
  item.className = "result";
  const link = element("a");
  link.href = addressOf(row.url);
  const [title, text] = [element("h2", "", link), element("p", "result-snippet")];
  for (const part of [title, text]) {
    part.dir = "auto";
    if (row.lang !== wording.language) part.lang = row.lang;
  }
  fill(link, row.title, marking);
  fill(text, snippet(row.text || "", marking), marking);
  item.append(printed(row, wording), title, text);
  return item;
}

function printed(row, wording) {
  const line = element("p", "result-meta");
  const time = element(row.date ? "time" : "span");
  if (row.date) time.dateTime = row.date;
  time.textContent = row.date ? wording.date(row.date) : wording.text("undated");
  line.append(time);
  for (const name of ["section", "publisher"]) {
    if (!row[name]) continue;
    line.append(" · ", element("bdi", `result-${name}`, row[name]));
  }
  return line;
}

// Shows the words in their context, once the page of the article is read, if the lede has fewer of them.
export function showContext(item, row, article, marking) {
  const [title, text] = [item.querySelector("h2 a"), item.querySelector(".result-snippet")];
  const block = richest(article.blocks, marking);
  if (wordsIn(block, marking) <= wordsIn(row.text || "", marking)) return;
  fill(text, snippet(block, marking), marking);
  fill(title, row.title, marking);
}

// Whether words of the query are missing from what the result shows.
export const lacksContext = (row, marking) => wordsIn(row.text || "", marking) < marking.wanted.size;
