// The postings of a word that very many articles repeat: who has it, and bounds of the counts that were not fetched yet.
// As generator/search/tiers.py writes them.
import { leavesOf, postingsOf, valuesOf } from "./shards.js";

const NUMBER_BITS = 25;

// By field as of any word; the first field has besides `most`, the largest that each count can be: `counts` are the least.
export function tieredOf(text) {
  const [low, high, parts, fields, known] = text.split(" ");
  const [{ numbers, counts: marks }, ...others] = postingsOf(fields);
  const isOpen = marks.map((mark) => Number(mark === 1));
  const exact = valuesOf(known);
  let next = 0;
  const counts = marks.map((mark) => (mark === 1 ? Number(low) : exact[next++] + 1));
  const most = counts.map((count, one) => (isOpen[one] ? Number(high) : count));
  return [{ numbers, counts, most, isOpen, low: Number(low), parts: new Set(leavesOf(parts)) }, ...others];
}

// Fetches the counts that are open of these documents, by `load` of a part.
export async function settle(list, wanted, load) {
  const { numbers, counts, most, parts } = list;
  const open = wanted.map((number) => from(numbers, number)).filter((one) => counts[one] < most[one]);
  const found = new Set(open.map((one) => partOf(numbers[one], parts)));
  await Promise.all([...found].map(async (part) => fill(list, part, valuesOf(await load(part)))));
}

function fill({ numbers, counts, most, isOpen, low }, part, values) {
  const last = parseInt(part.padEnd(NUMBER_BITS, "1"), 2);
  let next = 0;
  for (let one = from(numbers, parseInt(part.padEnd(NUMBER_BITS, "0"), 2)); numbers[one] <= last; one++) {
    if (isOpen[one]) counts[one] = most[one] = low + values[next++];
  }
}

function partOf(number, parts) {
  const bits = number.toString(2).padStart(NUMBER_BITS, "0");
  for (let length = 0; ; length++) if (parts.has(bits.slice(0, length))) return bits.slice(0, length);
}

// The place of the first number that is not smaller.
function from(numbers, number) {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle] < number) low = middle + 1;
    else high = middle;
  }
  return low;
}
