// The index and the documents, fetched once; Lunr ranks, the number of matched words comes first.
import lunr from "lunr";

async function fetchJson(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.json();
}

export class Engine {
  constructor(base) {
    this.base = base;
    this.loading = null;
  }

  // Resolves to {index, documents}; after a failure the next call tries again.
  load() {
    this.loading ??= Promise.all([
      fetchJson(`${this.base}search/index.json`),
      fetchJson(`${this.base}search/documents.json`),
    ])
      .then(([index, documents]) => ({ index: index && lunr.Index.load(index), documents }))
      .catch((problem) => {
        this.loading = null;
        throw problem;
      });
    return this.loading;
  }

  // Documents that hold any of the words, best first.
  async search(wanted) {
    const { index, documents } = await this.load();
    if (!index || !wanted.length) return [];
    const results = index.query((query) => wanted.forEach((word) => query.term(word, { usePipeline: false })));
    const matched = (result) => Object.keys(result.matchData.metadata).length;
    return results
      .map((result, rank) => ({ document: documents[result.ref], matched: matched(result), rank }))
      .sort((one, other) => other.matched - one.matched || one.rank - other.rank)
      .map((result) => result.document);
  }
}
