// The hash that orders shards, and the paths of their files. Twin of generator/search/index/shards.py
// (tests/vectors/twins.jsonl); writing the manifest is missing here.

// FNV-1a over UTF-16 code units, 32 bits, its bits mixed once more.
export function skeletonHash(skeleton) {
  let value = 0x811c9dc5;
  for (let index = 0; index < skeleton.length; index++) value = Math.imul(value ^ skeleton.charCodeAt(index), 0x01000193);
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return (value ^ (value >>> 13)) >>> 0;
}

export const hashBits = (skeleton) => skeletonHash(skeleton).toString(2).padStart(32, "0");

// A leaf's file below search/: its bits in hexadecimal, behind a 1 that keeps their number.
export function leafPath(folder, prefix) {
  const bits = `1${prefix}`;
  const whole = bits.padStart(Math.ceil(bits.length / 4) * 4, "0");
  return `${folder}/${whole.replace(/..../g, (four) => parseInt(four, 2).toString(16))}.json`;
}
