// The index, whole or by shards, fetched when it is asked; the number of matched words comes first, then Lunr's score.
import lunr from "lunr";
import { entryOf, keyOf, stem, termFor, tokens, withoutArticle } from "./analysis.js";
import { unpacked } from "./documents.js";
import { Files } from "./fetching.js";
import { Order } from "./order.js";
import { ranked, scored } from "./ranking.js";
import { hashBits, leafFile, leavesFor, leavesOf, placeOf, placesOf, postingsOf, textBits } from "./shards.js";
import { settle, tieredOf } from "./tiers.js";
import { askWhole } from "./whole.js";
import { byRank, isNear, termOf, wordOf } from "./words.js";

const MOST_EXPANSIONS = 200; // terms that a prefix or a fuzzy word stands for
const SUGGESTIONS = 8;

export class Engine {
  constructor(base, load) {
    this.files = new Files(`${base}search/`, load);
    this.opened = new Map();
    this.read = new WeakMap();
    this.blocks = new Map();
    this.known = new Map();
  }

  json(name, signal) {
    return this.files.json(name, signal);
  }

  async load() {
    const manifest = await this.json("manifest.json");
    if (!this.manifest) {
      const [leaves, keys] = [(tree) => leavesOf(tree || "-"), Object.entries(manifest.keys || {})];
      this.keys = new Map(keys);
      this.names = leaves(manifest.names);
      this.leaves = new Set(leaves(manifest.shards));
      this.vocabularyLeaves = leaves(manifest.vocabulary);
      this.manifest = manifest;
    }
    if (manifest.kind === "whole") await this.openWhole();
    return manifest;
  }

  async openWhole() {
    const [index, rows] = await Promise.all([this.json("index.json"), this.json("documents.json")]);
    if (this.rows) return;
    this.rows = rows;
    this.index = index && lunr.Index.load(index);
    const terms = {};
    const aliases = {};
    for (const [form, term] of Object.entries(this.manifest.aliases)) aliases[term] = `${aliases[term] || ""} ${form}`.trim();
    for (const { term, rank } of this.manifest.words.map(wordOf)) {
      terms[term] = [2 ** rank, aliases[term] || ""];
    }
    this.terms = terms;
  }

  key(form) {
    return keyOf(form, this.keys);
  }

  leafOf(form) {
    const bits = hashBits(this.key(form));
    for (let length = 0; length <= bits.length; length++) {
      if (this.leaves.has(bits.slice(0, length))) return bits.slice(0, length);
    }
    return undefined;
  }

  // The shard that would hold a form's term, and an empty one where none does.
  async shard(form, signal) {
    if (this.terms) return this.terms;
    const leaf = this.leafOf(form);
    if (leaf === undefined) return {};
    const terms = await this.json(leafFile("t", leaf), signal);
    this.opened.set(leaf, terms);
    return terms;
  }

  // By field, the documents of a term of the index and their places. A long term's stand in a file of their own.
  async postings(term, signal) {
    if (!this.known.has(term)) {
      const { postings } = entryOf((await this.shard(term, signal))[term]);
      const text = typeof postings === "number" ? await this.json(fileOf(term), signal) : postings;
      const lists = text.includes(" ") ? tieredOf(text) : postingsOf(text);
      const { at } = placesOf(this.manifest);
      this.known.set(term, lists.map((list) => ({ ...list, places: list.numbers.map(at) })));
    }
    return this.known.get(term);
  }

  // Fetches what the postings of these terms leave open of some documents.
  async settle(terms, numbers, signal) {
    const tiered = terms.filter((term) => this.known.get(term)[0].most);
    const load = (term) => (part) => this.json(fileOf(term, part), signal);
    await Promise.all(tiered.map((term) => settle(this.known.get(term)[0], numbers, load(term))));
  }

  // The term that a form stands for among what is fetched, or null.
  means(form) {
    const terms = this.terms || this.opened.get(this.leafOf(form));
    const term = terms && termFor(form, terms);
    return term && Object.hasOwn(terms, term) ? term : null;
  }

  // The terms of a text's words, null where one is not among what is fetched.
  termsOf(text) {
    return tokens(text).map((form) => this.means(form));
  }

  // A query of query.js: {numbers, order: of order.js, unknown: typed words that nothing knows, wanted: terms to mark}.
  async search(query, signal) {
    await this.load();
    const clauses = (await Promise.all(query.clauses.map((clause) => this.understood(clause, signal)))).flat();
    const asked = clauses.filter((clause) => clause.presence !== "prohibited");
    const unknown = asked.filter((clause) => !clause.terms.length).map((clause) => clause.text);
    const wanted = new Set(asked.flatMap((clause) => clause.terms));
    if (!asked.length) return { ...this.inOrder(NOTHING), unknown, wanted };
    const found = this.terms ? this.inOrder(askWhole(this.index, clauses)) : await this.askShards(clauses, signal);
    return { ...found, unknown, wanted };
  }

  inOrder(found, settled) {
    const order = new Order(found, { settled, age: (number) => this.age(number) });
    return { numbers: found.numbers, order };
  }

  // A clause of the query, one a word, with the index terms that it stands for.
  async understood(clause, signal) {
    const { field, presence, text } = clause;
    const shown = { field, presence, text };
    if (clause.kind === "prefix" || clause.kind === "fuzzy") {
      return [{ ...shown, terms: await this.expanded(clause, signal) }];
    }
    return Promise.all(
      clause.forms.map(async (form) => {
        const terms = await this.shard(form, signal);
        const term = termFor(form, terms);
        return { ...shown, text: clause.forms.length > 1 ? form : text, terms: Object.hasOwn(terms, term) ? [term] : [] };
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
    return words.sort(byRank).slice(0, MOST_EXPANSIONS).map(({ term }) => term);
  }

  // The words of the archive whose terms fit, among those that may begin with some letters: {term, rank, shown}.
  async vocabulary(start, fits, signal) {
    const lines = this.terms ? this.manifest.words : await this.lines(start, signal);
    return lines.filter((line) => fits(termOf(line))).map(wordOf);
  }

  async lines(start, signal) {
    const files = leavesFor(textBits(start), this.vocabularyLeaves).map((leaf) => leafFile("v", leaf));
    const lists = await Promise.all(files.map((file) => this.json(file, signal)));
    return lists.flat();
  }

  async askShards(clauses, signal) {
    const terms = [...new Set(clauses.flatMap((clause) => clause.terms))];
    const postings = new Map(await Promise.all(terms.map(async (term) => [term, await this.postings(term, signal)])));
    const found = ranked(clauses, postings, this.manifest);
    const { at } = placesOf(this.manifest);
    return this.inOrder(found, async (numbers, later) => {
      await this.settle(terms, numbers, later);
      return scored(numbers.map(at), clauses, postings, this.manifest);
    });
  }

  // What results show of these documents, in their order.
  async documents(numbers, signal) {
    const manifest = await this.load();
    if (this.rows) return numbers.map((number) => this.rows[number]);
    return Promise.all(
      numbers.map(async (number) => {
        const { month, place } = placeOf(number, manifest);
        const file = Math.floor(place / manifest.per_file);
        return (await this.rowsOf(`d/${month || "undated"}-${file}.json`, signal))[place % manifest.per_file];
      })
    );
  }

  async rowsOf(name, signal) {
    const file = await this.json(name, signal);
    if (!this.read.has(file)) this.read.set(file, unpacked(file));
    return this.read.get(file);
  }

  // "2019-05", "2019" where no month is known, "" for undated.
  month(number) {
    if (this.rows) return (this.rows[number].date || "").slice(0, 7);
    const block = Math.floor(number / this.manifest.capacity);
    if (!this.blocks.has(block)) this.blocks.set(block, placeOf(number, this.manifest).month);
    return this.blocks.get(block);
  }

  // The months in which anything was printed, in order.
  months() {
    return this.rows ? [...new Set(this.rows.map((_, number) => this.month(number)))].sort() : this.manifest.months;
  }

  // A key by which documents sort from oldest to newest, undated ones first.
  age(number) {
    return this.rows ? -number - (this.rows[number].date ? 0 : this.rows.length) : number;
  }

  // Every number of the archive, the newest first.
  all() {
    if (this.rows) return this.rows.map((_, number) => number);
    return Array.from(placesOf(this.manifest).numbers).reverse();
  }

  // A written word near one that nothing knows, or null: the same first letter, or the first one too many.
  async suggest(form, signal) {
    await this.load();
    const near = stem(form);
    const starts = [...new Set([near[0], near[1]])].filter(Boolean);
    const fits = (term) => term !== near && isNear(term, near);
    const words = (await Promise.all(starts.map((start) => this.vocabulary(start, fits, signal)))).flat();
    const [best] = words.sort(byRank);
    return best ? best.shown : null;
  }

  // What a reader may be typing: names of the archive and titles, at most eight of {text, kind, url}.
  async complete(text, signal) {
    await this.load();
    const forms = tokens(text);
    if (!forms.length) return [];
    const start = [withoutArticle(forms[0])[0], ...forms.slice(1)].join(" ");
    const files = leavesFor(textBits(start), this.names).slice(0, 3).map((leaf) => leafFile("n", leaf));
    const lists = await Promise.all(files.map((file) => this.json(file, signal)));
    const found = new Map();
    for (const [key, kind, name, url] of lists.flat()) {
      if (key.startsWith(start)) found.set(url, { text: name, kind, url });
    }
    return [...found.values()].slice(0, SUGGESTIONS);
  }
}

const NOTHING = { numbers: [], words: [], scores: [], most: [] };

// A long term's own file, or that of a part of its counts.
const fileOf = (term, part = "") => leafFile("p", textBits(`${term}\0`) + part);
