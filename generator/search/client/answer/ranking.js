// The scores of a Lunr index that holds the whole archive, from the postings of a query's words alone. Twin of
// generator/search/answer/ranking.py; here scores are in typed arrays by position, for archives of a million articles,
// and each has an upper bound, since counts may not be fetched yet.
import { bisectLeft } from "../index/bisect.js";
import { layoutOf } from "../index/numbering.js";

const K1 = 1.2;
const B = 0.75;
const SEARCH = 16; // postings that are read in the time in which one is looked for

// The score of each term in each field: calls `visit` with (term, field, position, score as Lunr rounds it, the most that
// it can be where counts are open). `wanted` are the positions of which something is asked; the others may be left out.
export function eachScore(postings, manifest, visit, wanted = null) {
  const { steps } = layoutOf(manifest);
  const lengths = manifest.steps.map((table, field) => {
    const average = manifest.totals[field] / manifest.documents;
    return Float64Array.from(table, (length) => K1 * (1 - B + B * (length / average)));
  });
  for (const [term, lists] of postings) {
    const frequency = lists.reduce((sum, { positions }) => sum + positions.length, 0);
    const idf = Math.log(1 + Math.abs((manifest.documents - frequency + 0.5) / (frequency + 0.5)));
    lists.forEach(({ positions, counts, most = counts }, field) => {
      const [boost, ownSteps, ownLengths] = [manifest.boosts[field], steps[field], lengths[field]];
      const scoreOf = (count, length) => Math.round(((idf * ((K1 + 1) * count)) / (length + count)) * boost * 1000) / 1000;
      const visitOne = (index) => {
        const [position, count, highest] = [positions[index], counts[index], most[index]];
        const length = ownLengths[ownSteps[position]];
        const score = scoreOf(count, length);
        visit(term, field, position, score, highest > count ? scoreOf(highest, length) : score);
      };
      if (wanted && wanted.length * SEARCH < positions.length) eachShared(wanted, positions, visitOne);
      else for (let index = 0; index < positions.length; index++) visitOne(index);
    });
  }
}

function eachShared(wanted, positions, visit) {
  for (const position of wanted) {
    const index = bisectLeft(positions, position);
    if (positions[index] === position) visit(index);
  }
}

// Clauses {terms, field: "" or a name, presence}: {positions, numbers, words: clauses matched} of the documents that
// answer, and their scores as `scored` gives them.
export function ranked(clauses, postings, manifest) {
  const { count, numbers } = layoutOf(manifest);
  const words = new Uint32Array(count);
  const isOut = new Uint8Array(count);
  for (const clause of clauses) {
    const has = documentsOf(clause, postings, manifest);
    const [isWanted, isRequired] = [clause.presence !== "prohibited", clause.presence === "required"];
    for (let position = 0; position < count; position++) {
      if (isWanted) words[position] += has[position];
      if (isRequired ? !has[position] : !isWanted && has[position]) isOut[position] = 1;
    }
  }
  const found = { positions: [], numbers: [], words: [] };
  for (let position = 0; position < count; position++) {
    if (!words[position] || isOut[position]) continue;
    found.positions.push(position);
    found.numbers.push(numbers[position]);
    found.words.push(words[position]);
  }
  return { ...found, ...scored(found.positions, clauses, postings, manifest) };
}

// Of documents at these positions, in order: {scores: as Lunr scores them, or the least that they can be, most: the most}.
export function scored(positions, clauses, postings, manifest) {
  const boosts = manifest.fields.map((name) => boostsOf(clauses, name));
  const sizes = boosts.map((own) => Math.sqrt([...own.values()].reduce((sum, boost) => sum + boost * boost, 0)) || 1);
  const [least, highest] = [0, 0].map(() => new Float64Array(layoutOf(manifest).count));
  for (const [term, lists] of postings) {
    const shares = manifest.fields.map((_, field) => boosts[field].get(term) || 0);
    const add = (_, field, position, score, most) => {
      if (!shares[field]) return;
      least[position] += (shares[field] * score) / sizes[field];
      highest[position] += (shares[field] * most) / sizes[field];
    };
    eachScore([[term, lists]], manifest, add, positions);
  }
  return { scores: pick(positions, least), most: pick(positions, highest) };
}

function pick(positions, scores) {
  const found = new Float64Array(positions.length);
  for (let index = 0; index < positions.length; index++) found[index] = scores[positions[index]];
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

// By position, whether a document has what a clause asks for.
function documentsOf(clause, postings, manifest) {
  const has = new Uint8Array(layoutOf(manifest).count);
  for (const term of clause.terms) {
    for (const [field, { positions }] of (postings.get(term) || []).entries()) {
      if (clause.field && clause.field !== manifest.fields[field]) continue;
      for (let index = 0; index < positions.length; index++) has[positions[index]] = 1;
    }
  }
  return has;
}
