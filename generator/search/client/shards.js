// Where the index keeps what: leaves by prefix, documents by number. As generator/search/shards.py writes it.

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

// Calls back with each document's number and the word's count in it.
export function eachPosting(list, call) {
  let number = 0;
  for (let place = 0; place < list.length; place++) {
    number += list[place];
    const next = list[place + 1];
    if (next < 0) place++;
    call(number, next < 0 ? -next : 1);
  }
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

// A function (field, number) -> length, from the letters of the manifest.
export function lengthsOf(manifest) {
  const first = 40;
  const letters = manifest.lengths.map((text) => text.split(" "));
  const rows = new Map(manifest.months.map((month, row) => [firstNumber(month, manifest) / manifest.capacity, row]));
  return (field, number) => {
    const row = rows.get(Math.floor(number / manifest.capacity));
    return manifest.steps[field][letters[field][row].charCodeAt(number % manifest.capacity) - first];
  };
}
