// The words of an archive as its vocabulary lists them, and how near they are to one another. Twin of
// generator/search/answer/words.py (tests/vectors/twins.jsonl).

export function wordOf(line) {
  const [term, rank, shown] = line.split("|");
  return { term, rank: Number(rank), shown: shown || term };
}

// A line's term alone: a query looks through all lines and reads few.
export const termOf = (line) => line.slice(0, line.indexOf("|"));

export const byRank = (one, other) => other.rank - one.rank || (one.term < other.term ? -1 : 1);

// Whether one letter more, less, other, or two neighbours swapped make one word of the other.
export function isNear(one, other) {
  if (Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start++;
  const [left, right] = [one.slice(start), other.slice(start)];
  if (left === right) return true;
  const isSwapped = left[0] === right[1] && left[1] === right[0] && left.slice(2) === right.slice(2);
  return left.slice(1) === right.slice(1) || left.slice(1) === right || left === right.slice(1) || isSwapped;
}
