// Which shard a form belongs to, and which term it means. Twin of generator/search/analysis/lexicon.py
// (tests/vectors/twins.jsonl), of which it has `Lexicon.skeleton` and `term_for` alone: a build decides on terms, and a
// shard lists the forms whose term is not the plain rule's, so browsers need no word list.
import { readings, skeleton, stem, withoutArticle } from "./analyzer.js";

// The key of the shard that holds a form; `redirects` is the manifest's, term -> key, as a Map.
export function keyOf(form, redirects) {
  const key = skeleton(form);
  if (!redirectedSkeletons(redirects).has(key)) return key;
  const term = readings(form).find((reading) => redirects.has(reading));
  return term === undefined ? key : redirects.get(term);
}

const known = new WeakMap();

function redirectedSkeletons(redirects) {
  if (!known.has(redirects)) known.set(redirects, new Set([...redirects.keys()].map(skeleton)));
  return known.get(redirects);
}

// The term that a form of a query means. `postings` is a Map term -> how many it has, `aliases` a Map form -> term.
// A form that the archive lacks takes the reading with the most postings.
export function termFor(form, { postings, aliases }) {
  if (aliases.has(form)) return aliases.get(form);
  const plain = stem(form);
  if (postings.has(plain)) return plain;
  let best = plain;
  for (const reading of [...readings(form), ...withoutArticle(form), form]) {
    const term = aliases.has(reading) ? aliases.get(reading) : reading;
    if (postings.has(term) && !(postings.get(best) >= postings.get(term))) best = term;
  }
  return best;
}
