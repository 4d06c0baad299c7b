// From what a reader asked to the numbers that answer it, in order.
import { inOrder } from "./order.js";
import { parse, unfinished } from "./query.js";
import { KINDS, hasFilters } from "./state.js";

// {query, numbers, order, fits, marking, unknown, begun}; null where nothing is asked. `fits` says of every number before the
// filters which of them it passes, so that each filter can count what it would leave.
export async function answered(page, state, signal) {
  const { engine } = page;
  const query = parse(state.q);
  const isAsked = query.clauses.length || query.filters.length || query.phrases.length || hasFilters(state);
  if (!isAsked) return null;
  await engine.load();
  const { found, begun } = await searched(engine, query, state.q, signal);
  const fits = await filtered(page, query, state, found.numbers, signal);
  const numbers = fits.said.filter((number) => fits.isLeft(number));
  const isByDate = state.sort === "date" || !found.order;
  const order = isByDate ? inOrder(newestFirst(numbers, engine)) : orderAmong(numbers, found);
  const marking = { wanted: found.wanted, means: (form) => engine.means(form) };
  return { query, numbers, order, fits, marking, unknown: found.unknown, begun };
}

const newestFirst = (numbers, engine) => [...numbers].sort((one, other) => engine.age(other) - engine.age(one));

function orderAmong(numbers, found) {
  if (numbers.length === found.numbers.length) return found.order;
  const left = new Set(numbers);
  return found.order.among((number) => left.has(number));
}

async function searched(engine, query, text, signal) {
  const unwanted = query.phrases.filter((phrase) => phrase.prohibited).flatMap((phrase) => phrase.forms);
  await Promise.all(unwanted.map((form) => engine.shard(form, signal)));
  if (!query.clauses.some((clause) => clause.presence !== "prohibited")) return { found: await rest(engine, query, signal) };
  const found = await engine.search(query, signal);
  const last = query.clauses.at(-1);
  // The last word may not be typed to its end.
  if (!found.unknown.includes(last.text) || last.kind !== "word" || /\s$/.test(text)) return { found };
  const longer = await engine.search(unfinished(query), signal);
  return longer.unknown.includes(last.text) ? { found } : { found: longer, begun: last.text };
}

// Everything but what is unwanted, which has no order: `-word` or `section:…` alone.
async function rest(engine, query, signal) {
  const unwanted = query.clauses.map((clause) => ({ ...clause, presence: "optional" }));
  const without = new Set(unwanted.length ? (await engine.search({ clauses: unwanted }, signal)).numbers : []);
  return { numbers: engine.all().filter((number) => !without.has(number)), unknown: [], wanted: new Set() };
}

async function filtered(page, query, state, numbers, signal) {
  const isChosen = KINDS.some((kind) => state[kind].length);
  const isNamed = isChosen || query.filters.length;
  const named = isNamed ? await (await page.tools()).named(query, state, numbers, signal) : { said: numbers, members: [] };
  const isInTime = (number) => isWithin(page.engine.month(number), state.from, state.to);
  // Whether a number passes all filters but one's own kind.
  const isLeft = (number, kind = "") =>
    (kind === "time" || isInTime(number)) && named.members.every(([own, set]) => own === kind || set.has(number));
  return { said: named.said, isLeft };
}

// Whether a month ("2019-05", "2019", "" for undated) lies in a range of months, either end of which may be open.
export function isWithin(month, from, to) {
  if (!from && !to) return true;
  const shorter = (end) => end.slice(0, month.length);
  return Boolean(month) && (!from || month >= shorter(from)) && (!to || month.slice(0, to.length) <= shorter(to));
}
