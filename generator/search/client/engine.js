// The index, whole or by shards, fetched when it is asked; Lunr ranks, the number of matched words comes first.
import lunr from "lunr";
import { placeOf, shardOf, smallIndex } from "./shards.js";

export class Engine {
  constructor(base) {
    this.base = `${base}search/`;
    this.fetched = new Map();
  }

  // The JSON of a file, fetched once; after a failure the next call tries again.
  json(name) {
    if (!this.fetched.has(name)) {
      const coming = fetch(this.base + name).then((response) => {
        if (!response.ok) throw new Error(`${name}: ${response.status}`);
        return response.json();
      });
      coming.catch(() => this.fetched.delete(name));
      this.fetched.set(name, coming);
    }
    return this.fetched.get(name);
  }

  async load() {
    const manifest = await this.json("manifest.json");
    if (manifest.kind === "whole") await Promise.all([this.json("index.json"), this.json("documents.json")]);
    return manifest;
  }

  // Numbers of the documents that hold any of the words, best first.
  async search(wanted) {
    if (!wanted.length) return [];
    const manifest = await this.load();
    const index = manifest.kind === "whole" ? await this.whole() : await this.small(wanted, manifest);
    if (!index) return [];
    const results = index.query((query) => wanted.forEach((word) => query.term(word, { usePipeline: false })));
    const matched = (result) => Object.keys(result.matchData.metadata).length;
    return results
      .map((result, rank) => ({ number: Number(result.ref), matched: matched(result), rank }))
      .sort((one, other) => other.matched - one.matched || one.rank - other.rank)
      .map((result) => result.number);
  }

  async whole() {
    if (this.index === undefined) {
      const data = await this.json("index.json");
      this.index = data && lunr.Index.load(data);
    }
    return this.index;
  }

  async small(wanted, manifest) {
    const shards = new Set(manifest.shards);
    const found = await Promise.all(
      wanted.map(async (word) => {
        const shard = shardOf(word, shards);
        const terms = shard === undefined ? {} : await this.json(`t/${shard}.json`);
        return [word, Object.hasOwn(terms, word) ? terms[word] : null];
      })
    );
    const postings = new Map(found.filter(([, lists]) => lists));
    return postings.size ? smallIndex(postings, manifest) : null;
  }

  // What results show of these documents, in their order.
  async documents(numbers) {
    const manifest = await this.load();
    if (manifest.kind === "whole") {
      const all = await this.json("documents.json");
      return numbers.map((number) => all[number]);
    }
    return Promise.all(
      numbers.map(async (number) => {
        const { month, place } = placeOf(number, manifest);
        const file = Math.floor(place / manifest.per_file);
        const rows = await this.json(`d/${month || "undated"}-${file}.json`);
        return rows[place % manifest.per_file];
      })
    );
  }
}
