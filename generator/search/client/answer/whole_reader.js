// The one index of a small archive, asked through stock lunr.js. Twin of generator/search/answer/whole_reader.py, which
// reads the vectors of the same file itself: lunr.py would bring NLTK along.
// A small archive has no shards to read instead, and those round lengths, which would change scores: the stock file is
// what other programs read too, so both twins keep a second reader.
import lunr from "lunr";
import { termFor } from "../analysis/lexicon.js";
import { wordOf } from "./words.js";

export class Whole {
  static async open(files, manifest) {
    const [index, rows] = await Promise.all([files.json("index.json"), files.json("documents.json")]);
    return new Whole(index, rows, manifest);
  }

  constructor(index, rows, manifest) {
    this.index = index && lunr.Index.load(index);
    this.rows = rows;
    this.lines = manifest.words;
    const postings = new Map(manifest.words.map(wordOf).map(({ term, rank }) => [term, 2 ** rank]));
    this.terms = { postings, aliases: new Map(Object.entries(manifest.aliases)) };
    this.months = [...new Set(rows.map((_, number) => this.month(number)))].sort();
  }

  async termsNear() {
    return this.terms;
  }

  means(form) {
    const term = termFor(form, this.terms);
    return this.terms.postings.has(term) ? term : null;
  }

  async vocabulary() {
    return this.lines;
  }

  async rank(clauses) {
    return { found: this.index ? rank(this.index, clauses) : nothing() };
  }

  async documents(numbers) {
    return numbers.map((number) => this.rows[number]);
  }

  month(number) {
    return (this.rows[number].date || "").slice(0, 7);
  }

  // The newest document is the first, and undated ones are the oldest.
  age(number) {
    return -number - (this.rows[number].date ? 0 : this.rows.length);
  }

  numbers() {
    return this.rows.map((_, number) => number);
  }
}

// Nothing is left open, so what a score can be at most is the score.
function nothing() {
  const scores = [];
  return { numbers: [], words: [], scores, most: scores };
}

function rank(index, clauses) {
  const found = nothing();
  const asked = clauses.filter((clause) => clause.presence !== "prohibited");
  if (asked.some((clause) => clause.presence === "required" && !clause.terms.length)) return found;
  for (const { ref, score, matchData } of resultsOf(index, clauses)) {
    const matched = asked.filter((clause) => matches(matchData.metadata, clause));
    if (asked.some((clause) => clause.presence === "required" && !matched.includes(clause))) continue;
    if (!matched.length) continue;
    found.numbers.push(Number(ref));
    found.words.push(matched.length);
    found.scores.push(score);
  }
  return found;
}

function resultsOf(index, clauses) {
  const { OPTIONAL: optional, REQUIRED: required, PROHIBITED: prohibited } = lunr.Query.presence;
  const presences = { optional, required, prohibited };
  return index.query((query) => {
    for (const { field, presence, terms } of clauses) {
      if (field && !index.fields.includes(field)) continue;
      const options = { usePipeline: false, ...(field ? { fields: [field] } : {}) };
      // A word that stands for several terms asks for any of them: each is optional, and `rank` checks the word.
      const isOne = terms.length === 1 || presence === "prohibited";
      for (const term of terms) query.term(term, { ...options, presence: isOne ? presences[presence] : optional });
    }
  });
}

const matches = (metadata, { field, terms }) =>
  terms.some((term) => metadata[term] && (!field || field in metadata[term]));
