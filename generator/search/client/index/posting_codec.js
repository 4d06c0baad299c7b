// Postings as text. Twin of generator/search/index/posting_codec.py (tests/vectors/twins.jsonl): it reads what that
// writes. Here a field is a pair of typed arrays, {numbers, counts}, since some hold a million postings.

const [LAST, LEADS] = [78, 10];
const BACKSLASH = 92;
const FIELD_END = "!";

// By field, {numbers, counts} of the documents that hold a term.
export const readFields = (text) => text.split(FIELD_END).map(readField);

// How many postings a text holds: the letters that end a distance.
export const countPostings = (text) => text.replace(/[^#-[\]-q]/g, "").length;

// Numbers in no order, each written as a distance is.
export function readValues(text) {
  const { numbers } = readField(text);
  return numbers.map((number, index) => number - (index && numbers[index - 1]));
}

// The number of the letter at an index of a text.
export function letterAt(text, index) {
  const code = text.charCodeAt(index);
  return code > BACKSLASH ? code - 36 : code - 35;
}

function readField(text) {
  const numbers = new Uint32Array(text.length);
  const counts = new Uint16Array(text.length);
  let [length, number, lead] = [0, 0, 0];
  for (let index = 0; index < text.length; index++) {
    const letter = letterAt(text, index);
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
