// The kinds of names that results can be filtered by. Twin of generator/search/index/facets.py: it reads what that writes.

export const KINDS = ["section", "author", "publisher", "tag"];

// Document numbers from the first one and the distances between the others.
export function numbersOf(distances) {
  let number = 0;
  return distances.map((distance) => (number += distance));
}
