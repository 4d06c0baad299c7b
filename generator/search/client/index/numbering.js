// Which month a document's number belongs to, and how long the document is. Twin of generator/search/index/numbering.py
// (tests/vectors/twins.jsonl). Here documents also have positions without gaps, so that scores fit typed arrays.

const MONTHS = 13;
const [SPACE, FIRST_LETTER] = [32, 40];

const pad = (number, width) => String(number).padStart(width, "0");

// "2019-05", "2019" where no month is known, "" for undated.
export function monthOf(number, { capacity, century }) {
  const block = Math.floor(number / capacity) - 1;
  if (block < 0) return "";
  const year = pad(century + Math.floor(block / MONTHS), 4);
  return block % MONTHS ? `${year}-${pad(block % MONTHS, 2)}` : year;
}

// The first number of a month's documents; undated ones come first.
export function firstNumber(month, { capacity, century }) {
  if (!month) return 0;
  const years = Number(month.slice(0, 4)) - century;
  return (1 + years * MONTHS + Number(month.slice(5, 7))) * capacity;
}

const layouts = new WeakMap();

// The documents of an archive without the gaps between their numbers: {count, positionOf: of a number, numbers: by
// position, steps: by field and position the step of its length}. Read once of a manifest.
export function layoutOf(manifest) {
  if (!layouts.has(manifest)) layouts.set(manifest, readLayout(manifest));
  return layouts.get(manifest);
}

function readLayout(manifest) {
  const { capacity, documents, lengths, months } = manifest;
  const firsts = months.map((month) => firstNumber(month, manifest));
  const steps = lengths.map((text) => readSteps(text, documents));
  const numbers = new Uint32Array(documents);
  const shifts = new Int32Array(Math.max(0, ...firsts) / capacity + 1);
  let position = 0;
  lengths[0].split(" ").forEach((letters, row) => {
    shifts[firsts[row] / capacity] = position - firsts[row];
    for (let number = firsts[row]; number < firsts[row] + letters.length; number++) numbers[position++] = number;
  });
  return { count: documents, positionOf: (number) => number + shifts[(number / capacity) | 0], numbers, steps };
}

// The letters of all months as steps; a mapped `from` of so many takes ten times as long.
function readSteps(text, count) {
  const steps = new Uint8Array(count);
  let position = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code !== SPACE) steps[position++] = code - FIRST_LETTER;
  }
  return steps;
}
