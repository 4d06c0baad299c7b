// What is fetched when it is first of use: filters, phrases, suggestions, words in context. A classic script of its own
// beside page.js, so that pages work from disk.
import { named } from "../answer/filters.js";
import { Articles } from "../answer/pages.js";
import { ProvenRows } from "../answer/phrases.js";
import { Chosen } from "./chosen.js";
import { Choices } from "./choices.js";
import { Combobox } from "./combobox.js";
import { watchContext } from "./context.js";
import { Histogram } from "./histogram.js";

const WIDE = "(min-width: 60rem)"; // as in search.css: filters are beside the results

globalThis.warraqTools = (page) => {
  const shared = { engine: page.engine, articles: new Articles(page.base) };
  const box = document.getElementById("search-panel");
  const inside = box.querySelector("div");
  const parts = [new Histogram(page, inside), new Choices(page, inside), new Chosen(page)];
  const wide = matchMedia(WIDE);
  const fold = () => (box.open = wide.matches);
  wide.addEventListener("change", fold);
  fold();
  new Combobox(page).start();
  return {
    named: (query, state, numbers, signal) => named(page.engine, query, state, numbers, signal),
    provenRows: (answer, signal) => new ProvenRows(shared, answer, signal),
    watch: (results, items) => watchContext(shared, results, items),
    update: (answer, state, signal) => parts.forEach((part) => part.update(answer, state, signal)),
  };
};
