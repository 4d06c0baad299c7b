// Proof that shards are a whole Lunr index cut by term: stock lunr.js ranks from those of a query's words.
import lunr from "./lunr.js";
import { eachScore } from "./ranking.js";

// A stock Lunr index of these terms (a Map term -> lists by field); its refs are the documents' numbers.
export function smallIndex(postings, manifest) {
  const terms = [...postings.keys()].sort();
  const inverted = new Map(terms.map((term, position) => [term, { _index: position, ...fieldsOf(manifest) }]));
  const vectors = new Map();
  const ordered = new Map(terms.map((term) => [term, postings.get(term)]));
  eachScore(ordered, manifest, (term, field, number, score) => {
    const name = manifest.fields[field];
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

const fieldsOf = (manifest) => Object.fromEntries(manifest.fields.map((name) => [name, {}]));

export { lunr };
