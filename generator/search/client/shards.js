// From the shards of a query's words, the small Lunr index that ranks them as the whole archive's would.
import lunr from "lunr";

const K1 = 1.2;
const B = 0.75;
const FIRST_LETTER = 40;
const MONTHS = 13;

// As term_hash in generator/search/shards.py.
export function termHash(term) {
  let value = 0x811c9dc5;
  for (let place = 0; place < term.length; place++) value = Math.imul(value ^ term.charCodeAt(place), 0x01000193);
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return (value ^ (value >>> 13)) >>> 0;
}

// The shard that would hold a term, "-" for the only one; undefined where no shard does.
export function shardOf(term, shards) {
  const bits = termHash(term).toString(2).padStart(32, "0");
  for (let length = 0; length <= 32; length++) {
    if (shards.has(bits.slice(0, length))) return bits.slice(0, length) || "-";
  }
  return undefined;
}

// [[number, count], …] of distances with counts behind them.
function unpacked(list) {
  const found = [];
  let number = 0;
  for (const value of list) {
    if (value < 0) found[found.length - 1][1] = -value;
    else found.push([(number += value), 1]);
  }
  return found;
}

// Where a document's number says it stands.
export function placeOf(number, manifest) {
  const month = Math.floor(number / manifest.capacity);
  const year = Math.floor(month / MONTHS);
  const name = month === 0 ? "" : month % MONTHS ? `${pad(year, 4)}-${pad(month % MONTHS, 2)}` : pad(year, 4);
  return { month: name, place: number % manifest.capacity };
}

const pad = (number, width) => String(number).padStart(width, "0");

// `postings` maps each known term to its lists by field.
export function smallIndex(postings, manifest) {
  const averages = manifest.totals.map((total) => total / manifest.documents);
  const vectors = new Map();
  const inverted = [];
  [...postings.keys()].sort().forEach((term, position) => {
    const fields = postings.get(term).map(unpacked);
    const frequency = fields.reduce((sum, list) => sum + list.length, 0);
    const idf = Math.log(1 + Math.abs((manifest.documents - frequency + 0.5) / (frequency + 0.5)));
    const posting = { _index: position };
    fields.forEach((list, field) => {
      const name = manifest.fields[field];
      posting[name] = {};
      for (const [number, count] of list) {
        posting[name][number] = {};
        const { month, place } = placeOf(number, manifest);
        const length = manifest.steps[manifest.lengths[month][field].charCodeAt(place) - FIRST_LETTER];
        const score = (idf * ((K1 + 1) * count)) / (K1 * (1 - B + B * (length / averages[field])) + count);
        const key = `${name}/${number}`;
        if (!vectors.has(key)) vectors.set(key, []);
        vectors.get(key).push(position, Math.round(score * manifest.boosts[field] * 1000) / 1000);
      }
    });
    inverted.push([term, posting]);
  });
  return lunr.Index.load({
    version: lunr.version,
    fields: manifest.fields,
    fieldVectors: [...vectors],
    invertedIndex: inverted,
    pipeline: [],
  });
}
