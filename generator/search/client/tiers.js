// The postings of a word that very many articles repeat: who has it, and bounds of the counts that were not fetched yet.
// As generator/search/index/tiers.py writes them.
import { from, leavesOf, letterAt, postingsOf, valuesOf } from "./shards.js";

const NUMBER_BITS = 25;
const [STATES, CELL, SKIPS] = [3, 4, 10];

// By field as of any word; the first field has besides `most`, the largest that each count can be: `counts` are the least.
export function tieredOf(text) {
  const [least, largest, parts, cells, known, others] = text.split(" ");
  const [low, high] = [Number(least), Number(largest)];
  const { numbers, isOpen } = bodiesOf(cells);
  const exact = valuesOf(known);
  let next = 0;
  const counts = new Uint16Array(isOpen).map((open) => (open ? low : exact[next++] + 1));
  const most = counts.map((count, one) => (isOpen[one] ? high : count));
  return [{ numbers, counts, most, isOpen, low, parts: new Set(leavesOf(parts)) }, ...postingsOf(others)];
}

// A letter says of a cell of numbers which have the word, and whether their counts are open; others, how many cells to skip.
function bodiesOf(cells) {
  const numbers = new Uint32Array(cells.length * CELL);
  const isOpen = new Uint8Array(cells.length * CELL);
  let [length, cell, skipped] = [0, 0, 0];
  for (let place = 0; place < cells.length; place++) {
    const letter = letterAt(cells, place);
    if (letter < SKIPS) {
      skipped = skipped * 10 + letter;
      continue;
    }
    cell += skipped;
    skipped = 0;
    for (let [number, states] = [cell * CELL, letter - SKIPS + 1]; states; number++, states = (states / STATES) | 0) {
      if (!(states % STATES)) continue;
      numbers[length] = number;
      isOpen[length++] = states % STATES === 1;
    }
    cell++;
  }
  return { numbers: numbers.subarray(0, length), isOpen: isOpen.subarray(0, length) };
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
