// Which documents have which names, and which of them a reader's filters leave. Twin of the readers' `facets` and of
// `_filtered` in generator/search/answer/answer.py; a module of its own, since it comes with the second script.
import { KINDS, numbersOf } from "../index/facets.js";

// {section, author, publisher, tag: Map name -> numbers in order}, at least for the years of these documents.
export async function facetsOf(engine, numbers, signal) {
  const found = Object.fromEntries(KINDS.map((kind) => [kind, new Map()]));
  const add = (kind, name, number) => {
    if (!found[kind].has(name)) found[kind].set(name, []);
    found[kind].get(name).push(number);
  };
  if (engine.rows) engine.rows.forEach((row, number) => addRow(row, number, add));
  else for (const file of await filesOf(engine, numbers, signal)) addYear(file, add);
  return found;
}

function addRow(row, number, add) {
  for (const kind of ["section", "publisher"]) if (row[kind]) add(kind, row[kind], number);
  for (const name of row.authors || []) add("author", name, number);
  for (const name of row.tags || []) add("tag", name, number);
}

function filesOf(engine, numbers, signal) {
  const years = new Set(numbers.map((number) => engine.month(number).slice(0, 4)));
  return Promise.all([...years].sort().map((year) => engine.json(`f/${year || "undated"}.json`, signal)));
}

function addYear(kinds, add) {
  for (const [kind, names] of Object.entries(kinds)) {
    for (const [name, distances] of Object.entries(names)) {
      for (const number of numbersOf(distances)) add(kind, name, number);
    }
  }
}

// {numbers: those that the filters in the query's own words leave, such as author:…, members: for each kind of which
// names are chosen, the documents that have one of them}.
export async function named(engine, query, state, numbers, signal) {
  const facets = await facetsOf(engine, numbers, signal);
  const tests = query.filters.map(({ field, fits, prohibited }) => {
    const members = union(facets[field], [...facets[field].keys()].filter(fits));
    return (number) => members.has(number) !== prohibited;
  });
  const chosen = KINDS.filter((kind) => state[kind].length);
  return {
    numbers: numbers.filter((number) => tests.every((test) => test(number))),
    members: chosen.map((kind) => [kind, union(facets[kind], state[kind])]),
  };
}

const union = (names, chosen) => new Set(chosen.flatMap((name) => names.get(name) || []));
