// The scores of a Lunr index that holds the whole archive, from the postings of a query's words alone.
import { placesOf } from "./shards.js";

const K1 = 1.2;
const B = 0.75;

// What each document's vector says of each term: calls back with (term, field, place, score as Lunr rounds it). Where
// counts are open these are the least they can be, or the `most`.
export function eachScore(postings, manifest, call, bound = "counts") {
  const places = placesOf(manifest);
  const lengths = manifest.steps.map((steps, field) => {
    const average = manifest.totals[field] / manifest.documents;
    return Float64Array.from(steps, (length) => K1 * (1 - B + B * (length / average)));
  });
  for (const [term, lists] of postings) {
    const frequency = lists.reduce((sum, { numbers }) => sum + numbers.length, 0);
    const idf = Math.log(1 + Math.abs((manifest.documents - frequency + 0.5) / (frequency + 0.5)));
    lists.forEach(({ numbers, ...list }, field) => {
      const counts = list[bound] || list.counts;
      const [letters, boost] = [places.letters[field], manifest.boosts[field]];
      for (let one = 0; one < numbers.length; one++) {
        const place = places.at(numbers[one]);
        const score = (idf * ((K1 + 1) * counts[one])) / (lengths[field][letters[place]] + counts[one]);
        call(term, field, place, Math.round(score * boost * 1000) / 1000);
      }
    });
  }
}

// Clauses {terms, field: "" or a name, presence}: {numbers, words: clauses matched, scores: as Lunr scores them, or the
// least that they can be, most: the most}.
export function ranked(clauses, postings, manifest) {
  const places = placesOf(manifest);
  const scores = scored(clauses, postings, manifest);
  const words = new Uint32Array(places.count);
  const required = new Uint32Array(places.count);
  for (const clause of clauses) {
    eachPlace(clause, postings, manifest, (place) => {
      if (clause.presence === "prohibited") scores[place] = NaN;
      else words[place]++;
      if (clause.presence === "required") required[place]++;
    });
  }
  const asked = clauses.filter((clause) => clause.presence === "required").length;
  const isOpen = [...postings.values()].some(([list]) => list.most);
  const highest = isOpen ? scored(clauses, postings, manifest, "most") : scores;
  const found = { numbers: [], words: [], scores: [], most: [] };
  for (let place = 0; place < places.count; place++) {
    if (Number.isNaN(scores[place]) || required[place] < asked) continue;
    found.numbers.push(places.numbers[place]);
    found.words.push(words[place]);
    found.scores.push(scores[place]);
    found.most.push(highest[place]);
  }
  return found;
}

// By place, NaN where no wanted word stands.
function scored(clauses, postings, manifest, bound) {
  const boosts = manifest.fields.map((name) => boostsOf(clauses, name));
  const sizes = boosts.map((found) => Math.sqrt([...found.values()].reduce((sum, boost) => sum + boost * boost, 0)) || 1);
  const scores = new Float64Array(placesOf(manifest).count).fill(NaN);
  for (const [term, lists] of postings) {
    const shares = manifest.fields.map((_, field) => boosts[field].get(term) || 0);
    const add = (_, field, place, score) => {
      if (shares[field]) scores[place] = (scores[place] || 0) + (shares[field] * score) / sizes[field];
    };
    eachScore([[term, lists]], manifest, add, bound);
  }
  return scores;
}

// How often the wanted clauses of a field name each term.
function boostsOf(clauses, name) {
  const found = new Map();
  for (const clause of clauses) {
    if (clause.presence === "prohibited" || (clause.field && clause.field !== name)) continue;
    for (const term of clause.terms) found.set(term, (found.get(term) || 0) + 1);
  }
  return found;
}

// Calls back once with each document of a clause.
function eachPlace(clause, postings, manifest, call) {
  const places = placesOf(manifest);
  const isSeen = new Uint8Array(places.count);
  for (const term of clause.terms) {
    for (const [field, { numbers }] of (postings.get(term) || []).entries()) {
      if (clause.field && clause.field !== manifest.fields[field]) continue;
      for (let one = 0; one < numbers.length; one++) {
        const place = places.at(numbers[one]);
        if (!isSeen[place]) call(place);
        isSeen[place] = 1;
      }
    }
  }
}
