// From what a reader asked to the numbers that answer it, in order. Twin of generator/search/answer/answer.py; filters
// that are chosen by hand, and counts for each of them, are for the search page alone.
import { KINDS } from "../index/facets.js";
import { inOrder } from "./order.js";
import { parse } from "./query.js";

// {query, numbers, order, titled, fits, marking, unknown, begun}; null where nothing is asked. All of it comes of one
// evaluation of the query. `titled` asks for documents whose titles hold all of its words. `fits` decides for every number
// before the filters which of them it passes, so that each filter can count what it would leave.
export async function ask(page, state, signal) {
  const { engine } = page;
  const query = parse(state.q);
  const isAsked = query.clauses.length || query.filters.length || query.phrases.length || hasFilters(state);
  if (!isAsked) return null;
  await engine.load();
  const found = await searched(engine, query, state.q, signal);
  const fits = await filtered(page, query, state, found.numbers, signal);
  const numbers = fits.numbers.filter((number) => fits.isLeft(number));
  const isByDate = state.sort === "date" || !found.order;
  const order = isByDate ? inOrder(newestFirst(numbers, engine)) : orderAmong(numbers, found);
  const titled = (count, later) => titledRows(engine, found, count, later);
  const marking = { wanted: found.wanted, means: (form) => engine.means(form) };
  return { query, numbers, order, titled, fits, marking, unknown: found.unknown, begun: found.begun };
}

export const hasFilters = (state) => Boolean(state.from || state.to || KINDS.some((kind) => state[kind].length));

async function searched(engine, query, text, signal) {
  // The terms of an unwanted phrase must be fetched before it is looked for.
  const unwanted = query.phrases.filter((phrase) => phrase.prohibited).flatMap((phrase) => phrase.forms);
  await Promise.all(unwanted.map((form) => engine.index.termsNear(form, signal)));
  return engine.search(query, { isEnded: /\s$/.test(text), signal });
}

const newestFirst = (numbers, engine) => [...numbers].sort((one, other) => engine.age(other) - engine.age(one));

function orderAmong(numbers, found) {
  if (numbers.length === found.numbers.length) return found.order;
  const left = new Set(numbers);
  return found.order.among((number) => left.has(number));
}

// Ranked by the postings that the query has fetched already.
async function titledRows(engine, { clauses, begun, order }, count, signal) {
  if (begun || !order) return [];
  const isUnwanted = ({ presence }) => presence === "prohibited";
  const all = clauses.map((clause) => (isUnwanted(clause) ? clause : { ...clause, field: "title", presence: "required" }));
  const best = await engine.ranked(all, signal);
  return engine.documents(await best.first(count, signal), signal);
}

async function filtered(page, query, state, numbers, signal) {
  const isChosen = KINDS.some((kind) => state[kind].length);
  const isNamed = isChosen || query.filters.length;
  const named = isNamed ? await (await page.tools()).named(query, state, numbers, signal) : { numbers, members: [] };
  const isInTime = (number) => isWithin(page.engine.month(number), state.from, state.to);
  // Whether a number passes all filters but one's own kind.
  const isLeft = (number, kind = "") =>
    (kind === "time" || isInTime(number)) && named.members.every(([own, set]) => own === kind || set.has(number));
  return { numbers: named.numbers, isLeft };
}

// Whether a month ("2019-05", "2019", "" for undated) lies in a range of months, either end of which may be open.
function isWithin(month, from, to) {
  if (!from && !to) return true;
  const shorter = (end) => end.slice(0, month.length);
  return Boolean(month) && (!from || month >= shorter(from)) && (!to || month.slice(0, to.length) <= shorter(to));
}
