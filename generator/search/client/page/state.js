// What a reader asked, as the address keeps it: a link shows the same results again.
import { KINDS } from "../index/facets.js";

export const PAGE_SIZE = 10;
const MONTH = /^\d{4}(-\d\d)?$/;

// {q, from, to, sort, show, section: [], author: [], publisher: [], tag: []}; what makes no sense is left out.
export function parseState(search) {
  const asked = new URLSearchParams(search);
  const month = (key) => (MONTH.test(asked.get(key) || "") ? asked.get(key) : "");
  return {
    q: asked.get("q") || "",
    from: month("from"),
    to: month("to"),
    sort: asked.get("sort") === "date" ? "date" : "relevance",
    show: Math.min(Math.max(Number.parseInt(asked.get("show"), 10) || 0, PAGE_SIZE), 1000),
    ...Object.fromEntries(KINDS.map((kind) => [kind, asked.getAll(kind)])),
  };
}

// The way back: "" or "?q=…".
export function dumpState(state) {
  const parameters = new URLSearchParams();
  for (const key of ["q", "from", "to"]) if (state[key].trim()) parameters.set(key, state[key]);
  for (const kind of KINDS) for (const name of state[kind]) parameters.append(kind, name);
  if (state.sort === "date") parameters.set("sort", "date");
  if (state.show > PAGE_SIZE) parameters.set("show", state.show);
  return parameters.size ? `?${parameters}` : "";
}
