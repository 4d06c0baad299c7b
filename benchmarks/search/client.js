// What the measurements and tests of search ask in a browser: the client's modules and stock lunr.js, in one bundle.
import lunr from "lunr";
import { ask } from "../../generator/search/client/answer/answer.js";
import { Engine } from "../../generator/search/client/answer/engine.js";
import { named } from "../../generator/search/client/answer/filters.js";
import { Articles } from "../../generator/search/client/answer/pages.js";
import { ProvenRows } from "../../generator/search/client/answer/phrases.js";
import { parse } from "../../generator/search/client/answer/query.js";
import { eachScore, ranked } from "../../generator/search/client/answer/ranking.js";
import { layoutOf } from "../../generator/search/client/index/numbering.js";
import { KnownRows } from "../../generator/search/client/page/results.js";
import { parseState } from "../../generator/search/client/page/state.js";

export { Engine, parse };

// All that the search page shows for what is typed: {urls, numbers: null for phrases, unknown, begun}.
export async function shownFor(base, text) {
  const engine = new Engine(base);
  const { signal } = new AbortController();
  const tools = async () => ({ named: (query, state, numbers) => named(engine, query, state, numbers, signal) });
  const state = parseState(`?${new URLSearchParams({ q: text })}`);
  const answer = await ask({ engine, tools }, state, signal);
  if (!answer) return { urls: [], unknown: [], begun: "" };
  const isProven = answer.query.phrases.length > 0;
  const articles = new Articles(base);
  const rows = isProven ? new ProvenRows({ engine, articles }, answer, signal) : new KnownRows(engine, answer, signal);
  const found = [];
  while (!rows.isDone) found.push(...(await rows.take(10)));
  return { urls: found.map(({ url }) => url), unknown: answer.unknown, begun: answer.begun || "" };
}

const PRESENCE = { optional: 1, required: 2, prohibited: 3 };

// A stock Lunr index of these terms (a Map term -> lists by field); its refs are the documents' numbers.
export function smallIndex(postings, manifest) {
  const terms = [...postings.keys()].sort();
  const fields = () => Object.fromEntries(manifest.fields.map((name) => [name, {}]));
  const inverted = new Map(terms.map((term, index) => [term, { _index: index, ...fields() }]));
  const vectors = new Map();
  const { numbers } = layoutOf(manifest);
  eachScore(new Map(terms.map((term) => [term, postings.get(term)])), manifest, (term, field, position, score) => {
    const [name, number] = [manifest.fields[field], numbers[position]];
    inverted.get(term)[name][number] = {};
    const key = `${name}/${number}`;
    if (!vectors.has(key)) vectors.set(key, []);
    vectors.get(key).push(inverted.get(term)._index, score);
  });
  return lunr.Index.load({
    version: lunr.version,
    fields: manifest.fields,
    fieldVectors: [...vectors],
    invertedIndex: [...inverted],
    pipeline: [],
  });
}

// Clauses over shards: [number, score] by the client's own scores and by stock lunr.js, and what each word means.
export async function bothRankings(engine, clauses) {
  await engine.load();
  const understood = await Promise.all(clauses.map(async (clause) => (await engine.understood(clause))[0]));
  const postings = new Map();
  for (const term of understood.flatMap((clause) => clause.terms)) {
    postings.set(term, await engine.index.postings(term));
  }
  const byLunr = smallIndex(postings, engine.index.manifest).query((query) => {
    clauses.forEach((clause, index) => {
      const options = { usePipeline: false, presence: PRESENCE[clause.presence] };
      if (clause.field) options.fields = [clause.field];
      if (clause.kind === "prefix") query.term(clause.forms[0], { ...options, wildcard: lunr.Query.wildcard.TRAILING });
      else if (clause.kind === "fuzzy") query.term(clause.forms[0], { ...options, editDistance: 1 });
      else for (const term of understood[index].terms) query.term(term, options);
    });
  });
  const own = ranked(understood, postings, engine.index.manifest);
  return {
    own: own.numbers.map((number, index) => [number, own.scores[index]]),
    lunr: byLunr.map(({ ref, score }) => [Number(ref), score]),
    terms: understood.map((clause) => clause.terms),
  };
}
