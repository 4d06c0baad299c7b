// Where the index keeps what: leaves by prefix, documents by number. As generator/search/index/shards.py writes it.

const MONTHS = 13;

// As skeleton_hash in shards.py.
export function skeletonHash(skeleton) {
  let value = 0x811c9dc5;
  for (let place = 0; place < skeleton.length; place++) value = Math.imul(value ^ skeleton.charCodeAt(place), 0x01000193);
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return (value ^ (value >>> 13)) >>> 0;
}

export const hashBits = (skeleton) => skeletonHash(skeleton).toString(2).padStart(32, "0");

// UTF-16 in bits, as bits_of in leaves.py without its end.
export function textBits(text) {
  let bits = "";
  for (let place = 0; place < text.length; place++) bits += text.charCodeAt(place).toString(2).padStart(16, "0");
  return bits;
}

// The prefixes of a tree's leaves: 1 parts in two, 0 is a leaf, - is nothing.
export function leavesOf(tree) {
  const leaves = [];
  const prefixes = [""];
  for (const sign of tree) {
    const prefix = prefixes.pop();
    if (sign === "1") prefixes.push(prefix + "1", prefix + "0");
    else if (sign === "0") leaves.push(prefix);
  }
  return leaves;
}

// Leaves that may hold keys beginning with these bits.
export function leavesFor(bits, leaves) {
  return leaves.filter((leaf) => (leaf.length < bits.length ? bits.startsWith(leaf) : leaf.startsWith(bits)));
}

// A leaf's file: its bits in hexadecimal, behind a 1 that keeps their number.
export function leafFile(folder, prefix) {
  const bits = `1${prefix}`;
  const whole = bits.padStart(Math.ceil(bits.length / 4) * 4, "0");
  return `${folder}/${whole.replace(/..../g, (four) => parseInt(four, 2).toString(16))}.json`;
}

// Of a shard's entry, or a long term's own file: see generator/search/index/posting_codec.py.
const [LAST, LEADS] = [78, 10];
const BACKSLASH = 92;
const FIELD_END = "!";

// By field, {numbers, counts} of the documents that hold a term.
export const postingsOf = (text) => text.split(FIELD_END).map(fieldOf);

// How many postings a text holds: the letters that end a distance.
export const documents = (text) => text.replace(/[^#-[\]-q]/g, "").length;

// Numbers in no order, as distances are written.
export function valuesOf(text) {
  const { numbers } = fieldOf(text);
  return numbers.map((number, one) => number - (one && numbers[one - 1]));
}

// Which of the letters of gaps.py stands there.
export function letterAt(text, place) {
  const code = text.charCodeAt(place);
  return code > BACKSLASH ? code - 36 : code - 35;
}

function fieldOf(text) {
  const numbers = new Uint32Array(text.length);
  const counts = new Uint16Array(text.length);
  let [length, number, lead] = [0, 0, 0];
  for (let place = 0; place < text.length; place++) {
    const letter = letterAt(text, place);
    if (letter < LAST) {
      number += lead * LAST + letter;
      lead = 0;
      numbers[length] = number;
      counts[length++] = 1;
    } else if (letter < LAST + LEADS) lead = lead * LEADS + letter - LAST + 1;
    else counts[length - 1] += letter - LAST - LEADS + 1;
  }
  return { numbers: numbers.subarray(0, length), counts: counts.subarray(0, length) };
}

const pad = (number, width) => String(number).padStart(width, "0");

// Where a document's number says it stands.
export function placeOf(number, manifest) {
  const block = Math.floor(number / manifest.capacity) - 1;
  const year = pad(manifest.century + Math.floor(block / MONTHS), 4);
  const month = block < 0 ? "" : block % MONTHS ? `${year}-${pad(block % MONTHS, 2)}` : year;
  return { month, place: number % manifest.capacity };
}

// The first number of a month's documents; undated ones come first.
export function firstNumber(month, manifest) {
  if (!month) return 0;
  const years = Number(month.slice(0, 4)) - manifest.century;
  return (1 + years * MONTHS + Number(month.slice(5, 7))) * manifest.capacity;
}

const [SPACE, FIRST_LETTER] = [32, 40];
const places = new WeakMap();

// Documents side by side, without the gaps of their numbers: {count, at: number -> place, numbers: by place, letters: by
// field, each document's step of length}. Read once of a manifest.
export function placesOf(manifest) {
  if (!places.has(manifest)) places.set(manifest, readPlaces(manifest));
  return places.get(manifest);
}

function readPlaces({ capacity, documents, lengths, ...manifest }) {
  const firsts = manifest.months.map((month) => firstNumber(month, { ...manifest, capacity }));
  const letters = lengths.map((text) => stepsOf(text, documents));
  const numbers = new Uint32Array(documents);
  const blocks = new Int32Array(Math.max(0, ...firsts) / capacity + 1);
  let place = 0;
  lengths[0].split(" ").forEach((month, row) => {
    blocks[firsts[row] / capacity] = place - firsts[row];
    for (let number = firsts[row]; number < firsts[row] + month.length; number++) numbers[place++] = number;
  });
  return { count: documents, at: (number) => number + blocks[(number / capacity) | 0], numbers, letters };
}

// What the letters of all months say; a mapped `from` of so many takes ten times as long.
function stepsOf(text, count) {
  const steps = new Uint8Array(count);
  let place = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code !== SPACE) steps[place++] = code - FIRST_LETTER;
  }
  return steps;
}

// The place of the first number that is not smaller.
export function from(numbers, number) {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle] < number) low = middle + 1;
    else high = middle;
  }
  return low;
}
