// From the words of a query to the numbers of the documents that hold them. Twin of generator/search/answer/engine.py;
// completing names and proposing other spellings are for the search page alone.
import { stem, tokens, withoutArticle } from "../analysis/analyzer.js";
import { termFor } from "../analysis/lexicon.js";
import { bitsOf, leavesOf, leavesUnder } from "../index/partition.js";
import { leafPath } from "../index/shards.js";
import { Files } from "./fetching.js";
import { Order } from "./order.js";
import { Shards } from "./shards_reader.js";
import { Whole } from "./whole_reader.js";
import { byRank, isNear, termOf, wordOf } from "./words.js";

const MOST_EXPANSIONS = 200; // terms that a prefix or a fuzzy word stands for
const SUGGESTIONS = 8;

export class Engine {
  constructor(base, load) {
    this.files = new Files(`${base}search/`, load);
  }

  json(name, signal) {
    return this.files.json(name, signal);
  }

  // The index is opened when it is first asked.
  async load() {
    const manifest = await this.json("manifest.json");
    const index = this.index || (await (manifest.kind === "whole" ? Whole : Shards).open(this.files, manifest));
    this.index ||= index;
    this.names ||= leavesOf(manifest.names);
  }

  // The rows of a small archive, which are all at hand.
  get rows() {
    return this.index instanceof Whole ? this.index.rows : null;
  }

  // The term that a form stands for among what is fetched, or null.
  means(form) {
    return this.index.means(form);
  }

  // The terms of a text's words, null where one is not among what is fetched.
  termsOf(text) {
    return tokens(text).map((form) => this.means(form));
  }

  // A query of query.js: {numbers, order: of order.js, clauses: as understood, begun: the last word where it was taken for
  // the beginning of one, unknown: words that the archive lacks, wanted: terms to mark}. A query that only excludes has
  // no order.
  async search(query, { isEnded = true, signal } = {}) {
    await this.load();
    const { clauses, begun } = await this.meant(query, isEnded, signal);
    const asked = clauses.filter(isWanted);
    const answer = { clauses, begun, unknown: unknownOf(clauses), wanted: new Set(asked.flatMap((clause) => clause.terms)) };
    if (!asked.length) return { ...answer, numbers: await this.rest(clauses, signal) };
    const order = await this.ranked(clauses, signal);
    return { ...answer, numbers: order.found.numbers, order };
  }

  async ranked(clauses, signal) {
    const { found, settled } = await this.index.rank(clauses, signal);
    return new Order(found, { settled, age: (number) => this.age(number) });
  }

  // Everything but what is unwanted.
  async rest(clauses, signal) {
    const unwanted = clauses.map((clause) => ({ ...clause, presence: "optional" }));
    const without = new Set(unwanted.length ? (await this.index.rank(unwanted, signal)).found.numbers : []);
    return this.index.numbers().filter((number) => !without.has(number));
  }

  // The clauses of a query with their terms. An unknown last word may not be typed to its end: it is taken for the
  // beginning of words where there are any.
  async meant(query, isEnded, signal) {
    const clauses = (await Promise.all(query.clauses.map((clause) => this.understood(clause, signal)))).flat();
    const last = query.clauses.at(-1);
    if (isEnded || last?.kind !== "word" || !unknownOf(clauses).includes(last.text)) return { clauses };
    const longer = [...clauses.slice(0, -1), await this.expanded({ ...last, kind: "prefix" }, signal)];
    return unknownOf(longer).includes(last.text) ? { clauses } : { clauses: longer, begun: last.text };
  }

  // A clause of the query, one a word, with the index terms that it stands for.
  async understood(clause, signal) {
    if (clause.kind === "prefix" || clause.kind === "fuzzy") return [await this.expanded(clause, signal)];
    return Promise.all(
      clause.forms.map(async (form) => {
        const near = await this.index.termsNear(form, signal);
        const term = termFor(form, near);
        const text = clause.forms.length > 1 ? form : clause.text;
        return { ...shownOf(clause), text, terms: near.postings.has(term) ? [term] : [] };
      })
    );
  }

  // Terms that begin with what was typed, or differ from it in one letter; the commonest where there are too many.
  async expanded(clause, signal) {
    const typed = clause.forms.join("");
    const start = withoutArticle(typed)[0];
    const near = stem(typed);
    const words =
      clause.kind === "prefix"
        ? await this.vocabulary(start, (term) => term.startsWith(start), signal)
        : await this.vocabulary("", (term) => isNear(term, near), signal);
    return { ...shownOf(clause), terms: words.sort(byRank).slice(0, MOST_EXPANSIONS).map(({ term }) => term) };
  }

  // The words of the archive whose terms fit, among those that may begin with some letters: {term, rank, shown}.
  async vocabulary(start, fits, signal) {
    const lines = await this.index.vocabulary(start, signal);
    return lines.filter((line) => fits(termOf(line))).map(wordOf);
  }

  // What results show of these documents, in their order.
  async documents(numbers, signal) {
    await this.load();
    return this.index.documents(numbers, signal);
  }

  // "2019-05", "2019" where no month is known, "" for undated.
  month(number) {
    return this.index.month(number);
  }

  // The months in which anything was printed, in order.
  months() {
    return this.index.months;
  }

  // A key by which documents sort from oldest to newest, undated ones first.
  age(number) {
    return this.index.age(number);
  }

  // A word of the archive near one that it lacks, or null: the same first letter, or the first one too many.
  async suggest(form, signal) {
    await this.load();
    const near = stem(form);
    const starts = [...new Set([near[0], near[1]])].filter(Boolean);
    const fits = (term) => term !== near && isNear(term, near);
    const words = (await Promise.all(starts.map((start) => this.vocabulary(start, fits, signal)))).flat();
    const [best] = words.sort(byRank);
    return best ? best.shown : null;
  }

  // Names of the archive that a reader may be typing, at most eight of {text, kind, url}.
  async complete(text, signal) {
    await this.load();
    const forms = tokens(text);
    if (!forms.length) return [];
    const start = [withoutArticle(forms[0])[0], ...forms.slice(1)].join(" ");
    const files = leavesUnder(bitsOf(start), this.names).slice(0, 3).map((leaf) => leafPath("n", leaf));
    const lists = await Promise.all(files.map((file) => this.json(file, signal)));
    const found = new Map();
    for (const [key, kind, name, url] of lists.flat()) {
      if (key.startsWith(start)) found.set(url, { text: name, kind, url });
    }
    return [...found.values()].slice(0, SUGGESTIONS);
  }
}

const isWanted = (clause) => clause.presence !== "prohibited";

const unknownOf = (clauses) => clauses.filter((clause) => isWanted(clause) && !clause.terms.length).map(({ text }) => text);

const shownOf = ({ field, presence, text }) => ({ field, presence, text });
