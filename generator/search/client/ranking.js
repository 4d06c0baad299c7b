// The scores of a Lunr index that holds the whole archive, from the postings of a query's words alone.
import { eachPosting, lengthsOf } from "./shards.js";

const K1 = 1.2;
const B = 0.75;

// What each document's vector says of each term: calls back with (term, field, number, score as Lunr rounds it).
export function eachScore(postings, manifest, call) {
  const lengthAt = lengthsOf(manifest);
  const averages = manifest.totals.map((total) => total / manifest.documents);
  for (const [term, lists] of postings) {
    let frequency = 0;
    for (const list of lists) eachPosting(list, () => frequency++);
    const idf = Math.log(1 + Math.abs((manifest.documents - frequency + 0.5) / (frequency + 0.5)));
    lists.forEach((list, field) => {
      eachPosting(list, (number, count) => {
        const share = lengthAt(field, number) / averages[field];
        const score = (idf * ((K1 + 1) * count)) / (K1 * (1 - B + B * share) + count);
        call(term, field, number, Math.round(score * manifest.boosts[field] * 1000) / 1000);
      });
    });
  }
}

// Clauses {terms, field: "" or a name, presence}: number -> [clauses matched, score], as Lunr scores them.
export function ranked(clauses, postings, manifest) {
  const fields = manifest.fields.map((name) => clauses.filter((clause) => !clause.field || clause.field === name));
  const boosts = fields.map((own) => {
    const found = new Map();
    for (const clause of own) {
      if (clause.presence === "prohibited") continue;
      for (const term of clause.terms) found.set(term, (found.get(term) || 0) + 1);
    }
    return found;
  });
  const sizes = boosts.map((found) => Math.sqrt([...found.values()].reduce((sum, boost) => sum + boost * boost, 0)) || 1);
  const scores = new Map();
  eachScore(postings, manifest, (term, field, number, score) => {
    const boost = boosts[field].get(term);
    if (boost) scores.set(number, (scores.get(number) || 0) + (boost * score) / sizes[field]);
  });
  const matched = new Map();
  for (const clause of clauses) {
    const hits = documentsOf(clause, postings, manifest);
    if (clause.presence === "prohibited") for (const number of hits) scores.delete(number);
    else for (const number of hits) matched.set(number, (matched.get(number) || 0) + 1);
  }
  for (const clause of clauses) {
    if (clause.presence !== "required") continue;
    const hits = documentsOf(clause, postings, manifest);
    for (const number of scores.keys()) if (!hits.has(number)) scores.delete(number);
  }
  return new Map([...scores].map(([number, score]) => [number, [matched.get(number) || 0, score]]));
}

function documentsOf(clause, postings, manifest) {
  const found = new Set();
  for (const term of clause.terms) {
    (postings.get(term) || []).forEach((list, field) => {
      if (!clause.field || clause.field === manifest.fields[field]) eachPosting(list, (number) => found.add(number));
    });
  }
  return found;
}
