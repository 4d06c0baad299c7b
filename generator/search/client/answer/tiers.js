// The postings of a word that very many articles repeat: which have it, and bounds of the counts not fetched yet. Twin of
// generator/search/answer/tiers.py (tests/vectors/twins.jsonl), which reads all counts at once; here `settle` fetches those
// that the first results depend on.
import { bisectLeft } from "../index/bisect.js";
import { leafOf, leavesOf } from "../index/partition.js";
import { letterAt, readFields, readValues } from "../index/posting_codec.js";

const NUMBER_BITS = 25;
const [STATES, CELL, SKIPS] = [3, 4, 10];

// By field as of any word; the first field also has `most`, the largest that each count can be: `counts` are the least.
export function readTiers(text) {
  const [least, largest, parts, cells, known, others] = text.split(" ");
  const [low, high] = [Number(least), Number(largest)];
  const { numbers, isOpen } = readCells(cells);
  const exact = readValues(known);
  let next = 0;
  const counts = new Uint16Array(isOpen).map((open) => (open ? low : exact[next++] + 1));
  const most = counts.map((count, index) => (isOpen[index] ? high : count));
  return [{ numbers, counts, most, isOpen, low, parts: new Set(leavesOf(parts)) }, ...readFields(others)];
}

// A letter holds for a cell of numbers which have the word, and whether their counts are open; others, how many cells to
// skip.
function readCells(cells) {
  const numbers = new Uint32Array(cells.length * CELL);
  const isOpen = new Uint8Array(cells.length * CELL);
  let [length, cell, skipped] = [0, 0, 0];
  for (let index = 0; index < cells.length; index++) {
    const letter = letterAt(cells, index);
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

// Fetches the counts that are open of these documents, each part by `load`.
export async function settle(list, wanted, load) {
  const { numbers, counts, most, parts } = list;
  const open = wanted.map((number) => bisectLeft(numbers, number)).filter((index) => counts[index] < most[index]);
  const found = new Set(open.map((index) => partOf(numbers[index], parts)));
  await Promise.all([...found].map(async (part) => fill(list, part, readValues(await load(part)))));
}

function fill({ numbers, counts, most, isOpen, low }, part, values) {
  const last = parseInt(part.padEnd(NUMBER_BITS, "1"), 2);
  let next = 0;
  for (let index = bisectLeft(numbers, parseInt(part.padEnd(NUMBER_BITS, "0"), 2)); numbers[index] <= last; index++) {
    if (isOpen[index]) counts[index] = most[index] = low + values[next++];
  }
}

const partOf = (number, parts) => leafOf(number.toString(2).padStart(NUMBER_BITS, "0"), parts);
