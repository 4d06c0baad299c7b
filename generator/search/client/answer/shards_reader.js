// The index of a larger archive: only the files that a query's words need. Twin of
// generator/search/answer/shards_reader.py. Files come over a network here, so all is asynchronous, scores keep bounds
// for what is not fetched yet, and the names of facets are read in filters.js.
import { keyOf, termFor } from "../analysis/lexicon.js";
import { unpacked } from "../index/documents.js";
import { layoutOf, monthOf } from "../index/numbering.js";
import { bitsOf, leafOf, leavesOf, leavesUnder } from "../index/partition.js";
import { countPostings, readFields } from "../index/posting_codec.js";
import { hashBits, leafPath } from "../index/shards.js";
import { ranked, scored } from "./ranking.js";
import { readTiers, settle } from "./tiers.js";

const NONE = { file: {}, postings: new Map(), aliases: new Map() };

export class Shards {
  static async open(files, manifest) {
    return new Shards(files, manifest);
  }

  constructor(files, manifest) {
    this.files = files;
    this.manifest = manifest;
    this.keys = new Map(Object.entries(manifest.keys));
    this.leaves = new Set(leavesOf(manifest.shards));
    this.vocabularyLeaves = leavesOf(manifest.vocabulary);
    this.opened = new Map(); // leaf -> the terms of its shard
    this.fetched = new Map(); // term -> its postings by field
    this.rows = new WeakMap(); // file of documents -> its rows
    this.months = manifest.months;
    this.monthByBlock = new Map();
  }

  // The shard that would hold a form's term, and an empty one where none does.
  async termsNear(form, signal) {
    const leaf = this.leafOf(form);
    if (leaf === undefined) return NONE;
    const file = await this.files.json(leafPath("t", leaf), signal);
    if (!this.opened.has(leaf)) this.opened.set(leaf, termsOf(file));
    return this.opened.get(leaf);
  }

  // The term that a form stands for among what is fetched, or null.
  means(form) {
    const terms = this.opened.get(this.leafOf(form));
    const term = terms && termFor(form, terms);
    return terms?.postings.has(term) ? term : null;
  }

  leafOf(form) {
    return leafOf(hashBits(keyOf(form, this.keys)), this.leaves);
  }

  // The lines of the vocabulary that may begin with some letters.
  async vocabulary(start, signal) {
    const files = leavesUnder(bitsOf(start), this.vocabularyLeaves).map((leaf) => leafPath("v", leaf));
    return (await Promise.all(files.map((file) => this.files.json(file, signal)))).flat();
  }

  // By field, the documents of a term of the index and their positions. Those of a long term are in a file of their own.
  async postings(term, signal) {
    if (!this.fetched.has(term)) {
      const { file } = await this.termsNear(term, signal);
      const { postings } = entryOf(file[term]);
      const text = typeof postings === "number" ? await this.files.json(fileOf(term), signal) : postings;
      const lists = text.includes(" ") ? readTiers(text) : readFields(text);
      const { positionOf } = layoutOf(this.manifest);
      this.fetched.set(term, lists.map((list) => ({ ...list, positions: list.numbers.map(positionOf) })));
    }
    return this.fetched.get(term);
  }

  // What answers clauses: {found: of order.js, settled: asks for the exact scores of some documents}.
  async rank(clauses, signal) {
    const terms = [...new Set(clauses.flatMap((clause) => clause.terms))];
    const postings = new Map(await Promise.all(terms.map(async (term) => [term, await this.postings(term, signal)])));
    const settled = async (numbers, later) => {
      await this.settle(terms, numbers, later);
      return scored(numbers.map(layoutOf(this.manifest).positionOf), clauses, postings, this.manifest);
    };
    return { found: ranked(clauses, postings, this.manifest), settled };
  }

  // Fetches what the postings of these terms leave open of some documents.
  async settle(terms, numbers, signal) {
    const tiered = terms.filter((term) => this.fetched.get(term)[0].most);
    const load = (term) => (part) => this.files.json(fileOf(term, part), signal);
    await Promise.all(tiered.map((term) => settle(this.fetched.get(term)[0], numbers, load(term))));
  }

  async documents(numbers, signal) {
    const { capacity, per_file: size } = this.manifest;
    return Promise.all(
      numbers.map(async (number) => {
        const index = number % capacity;
        const name = `d/${monthOf(number, this.manifest) || "undated"}-${Math.floor(index / size)}.json`;
        return (await this.rowsOf(name, signal))[index % size];
      })
    );
  }

  async rowsOf(name, signal) {
    const file = await this.files.json(name, signal);
    if (!this.rows.has(file)) this.rows.set(file, unpacked(file));
    return this.rows.get(file);
  }

  month(number) {
    const block = Math.floor(number / this.manifest.capacity);
    if (!this.monthByBlock.has(block)) this.monthByBlock.set(block, monthOf(number, this.manifest));
    return this.monthByBlock.get(block);
  }

  age(number) {
    return number;
  }

  // Every number of the archive, the newest first.
  numbers() {
    return Array.from(layoutOf(this.manifest).numbers).reverse();
  }
}

// A long term's own file, or that of a part of its counts.
const fileOf = (term, part = "") => leafPath("p", bitsOf(`${term}\0`) + part);

// How many postings each term of a shard has, and form -> term of the aliases.
function termsOf(file) {
  const [postings, aliases] = [new Map(), new Map()];
  for (const [term, entry] of Object.entries(file)) {
    const own = entryOf(entry);
    postings.set(term, typeof own.postings === "number" ? own.postings : countPostings(own.postings));
    for (const form of own.aliases.split(" ").filter(Boolean)) aliases.set(form, term);
  }
  return { file, postings, aliases };
}

// An entry of a shard: a term's postings as text, or only how many where they are long; and forms that mean it.
function entryOf(entry) {
  const [postings, aliases = ""] = [entry].flat();
  return { postings, aliases };
}
