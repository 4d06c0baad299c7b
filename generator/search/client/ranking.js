// The scores of a Lunr index that holds the whole archive, from the postings of a query's words alone.
import { from, placesOf } from "./shards.js";

const K1 = 1.2;
const B = 0.75;
const SEARCH = 16; // postings that are read while one is looked for

// What vectors say of each term: calls back with (term, field, place, score as Lunr rounds it, the most that it can be
// where counts are open). `wanted` are the places of which something is asked; where they are few the others are left out.
export function eachScore(postings, manifest, call, wanted = null) {
  const { letters } = placesOf(manifest);
  const lengths = manifest.steps.map((steps, field) => {
    const average = manifest.totals[field] / manifest.documents;
    return Float64Array.from(steps, (length) => K1 * (1 - B + B * (length / average)));
  });
  for (const [term, lists] of postings) {
    const frequency = lists.reduce((sum, { places }) => sum + places.length, 0);
    const idf = Math.log(1 + Math.abs((manifest.documents - frequency + 0.5) / (frequency + 0.5)));
    lists.forEach(({ places, counts, most = counts }, field) => {
      const [boost, steps, own] = [manifest.boosts[field], letters[field], lengths[field]];
      const scoreOf = (count, length) => Math.round(((idf * ((K1 + 1) * count)) / (length + count)) * boost * 1000) / 1000;
      const say = (one) => {
        const [place, count, highest] = [places[one], counts[one], most[one]];
        const length = own[steps[place]];
        const score = scoreOf(count, length);
        call(term, field, place, score, highest > count ? scoreOf(highest, length) : score);
      };
      if (wanted && wanted.length * SEARCH < places.length) eachShared(wanted, places, say);
      else for (let one = 0; one < places.length; one++) say(one);
    });
  }
}

function eachShared(wanted, places, call) {
  for (const place of wanted) {
    const one = from(places, place);
    if (places[one] === place) call(one);
  }
}

// Clauses {terms, field: "" or a name, presence}: {places, numbers, words: clauses matched} of the documents that answer,
// and their scores as `scored` gives them.
export function ranked(clauses, postings, manifest) {
  const { count, numbers } = placesOf(manifest);
  const words = new Uint32Array(count);
  const isOut = new Uint8Array(count);
  for (const clause of clauses) {
    const has = documentsOf(clause, postings, manifest);
    const [isWanted, isRequired] = [clause.presence !== "prohibited", clause.presence === "required"];
    for (let place = 0; place < count; place++) {
      if (isWanted) words[place] += has[place];
      if (isRequired ? !has[place] : !isWanted && has[place]) isOut[place] = 1;
    }
  }
  const found = { places: [], numbers: [], words: [] };
  for (let place = 0; place < count; place++) {
    if (!words[place] || isOut[place]) continue;
    found.places.push(place);
    found.numbers.push(numbers[place]);
    found.words.push(words[place]);
  }
  return { ...found, ...scored(found.places, clauses, postings, manifest) };
}

// Of documents at these places, in order: {scores: as Lunr scores them, or the least that they can be, most: the most}.
export function scored(places, clauses, postings, manifest) {
  const boosts = manifest.fields.map((name) => boostsOf(clauses, name));
  const sizes = boosts.map((own) => Math.sqrt([...own.values()].reduce((sum, boost) => sum + boost * boost, 0)) || 1);
  const [least, highest] = [0, 0].map(() => new Float64Array(placesOf(manifest).count));
  for (const [term, lists] of postings) {
    const shares = manifest.fields.map((_, field) => boosts[field].get(term) || 0);
    const add = (_, field, place, score, most) => {
      if (!shares[field]) return;
      least[place] += (shares[field] * score) / sizes[field];
      highest[place] += (shares[field] * most) / sizes[field];
    };
    eachScore([[term, lists]], manifest, add, places);
  }
  return { scores: at(places, least), most: at(places, highest) };
}

function at(places, scores) {
  const found = new Float64Array(places.length);
  for (let one = 0; one < places.length; one++) found[one] = scores[places[one]];
  return found;
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

// By place, whether a document has what a clause says.
function documentsOf(clause, postings, manifest) {
  const has = new Uint8Array(placesOf(manifest).count);
  for (const term of clause.terms) {
    for (const [field, { places }] of (postings.get(term) || []).entries()) {
      if (clause.field && clause.field !== manifest.fields[field]) continue;
      for (let one = 0; one < places.length; one++) has[places[one]] = 1;
    }
  }
  return has;
}
