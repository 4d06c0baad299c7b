// Which file of a table holds which keys. Twin of generator/search/index/partition.py (tests/vectors/twins.jsonl): it
// reads the tree that `tree` writes there. Cutting a table into files is missing here: only a build does it.

// UTF-16 in bits; `bits_of` in Python adds an end to it, which a browser that looks for beginnings leaves off.
export function bitsOf(text) {
  let bits = "";
  for (let index = 0; index < text.length; index++) bits += text.charCodeAt(index).toString(2).padStart(16, "0");
  return bits;
}

// The prefixes of a tree's leaves: 1 splits in two, 0 is a leaf, - is nothing.
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
export const leavesUnder = (bits, leaves) => leaves.filter((leaf) => bits.startsWith(leaf) || leaf.startsWith(bits));

// The leaf, of a Set, that holds a key of these bits; undefined where none would.
export function leafOf(bits, leaves) {
  for (let length = 0; length <= bits.length; length++) {
    if (leaves.has(bits.slice(0, length))) return bits.slice(0, length);
  }
  return undefined;
}
