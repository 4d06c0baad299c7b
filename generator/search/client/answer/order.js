// Results in their order, as far as a reader looks: the number of matched words comes first, then Lunr's score.
// It has no twin: Python reads all counts and sorts (`_order` in generator/search/answer/answer.py). Here counts may not be
// fetched yet: bounds of the scores show which documents can come first, and only their counts are fetched.

const WORD = 2 ** 20; // more than any score
const NEAR = 1e-6; // a difference that is looked at closely

export class Order {
  // `found` are documents in columns, {numbers, words, scores, most: what a score can be at most}; `settled(numbers,
  // signal)` gives {scores, most} of some that are open; of two that are equally good the older `age` comes last.
  constructor(found, { settled, age }, positions = countUp(found.numbers.length)) {
    this.found = found;
    this.tools = { settled, age };
    this.positions = positions;
  }

  // Of those alone that are left.
  among(isLeft) {
    const { numbers } = this.found;
    return new Order(this.found, this.tools, this.positions.filter((position) => isLeft(numbers[position])));
  }

  async first(count, signal) {
    let best = this.candidates(count);
    for (let open; (open = best.filter((position) => this.isOpen(position))).length; best = this.candidates(count)) {
      await this.settle(open, signal);
    }
    return this.numbersOf(this.sorted(best).subarray(0, count));
  }

  async settle(open, signal) {
    const { scores, most } = await this.tools.settled(this.numbersOf(open), signal);
    open.forEach((position, index) => {
      this.found.scores[position] = scores[index];
      this.found.most[position] = most[index];
    });
  }

  numbersOf(positions) {
    return Array.from(positions, (position) => this.found.numbers[position]);
  }

  isOpen(position) {
    return this.found.most[position] > this.found.scores[position];
  }

  // Those that can be among the first so many.
  candidates(count) {
    const { words, most } = this.found;
    const border = this.border(Math.min(count, this.positions.length)) - NEAR;
    return this.positions.filter((position) => words[position] * WORD + most[position] >= border);
  }

  // What the last of the first so many reaches at least.
  border(count) {
    const { words, scores } = this.found;
    const best = new Float64Array(count).fill(-Infinity);
    for (const position of this.positions) {
      const reached = words[position] * WORD + scores[position];
      if (reached > best[0]) replaceLeast(best, reached);
    }
    return best[0];
  }

  sorted(positions) {
    const { numbers, words, scores } = this.found;
    const age = (position) => this.tools.age(numbers[position]);
    const score = (position) => rounded(scores[position]);
    return positions.sort((one, other) => words[other] - words[one] || score(other) - score(one) || age(other) - age(one));
  }
}

// Numbers that are in order already.
export const inOrder = (numbers) => ({ first: async (count) => numbers.slice(0, count) });

// Sums in another order differ in their last bits, which must not separate equals.
const rounded = (score) => Math.round(score * 1e9);

function countUp(count) {
  const positions = new Uint32Array(count);
  for (let position = 0; position < count; position++) positions[position] = position;
  return positions;
}

// In a heap, whose least value is the first.
function replaceLeast(heap, value) {
  let index = 0;
  for (let child = 1; child < heap.length; child = 2 * index + 1) {
    if (child + 1 < heap.length && heap[child + 1] < heap[child]) child++;
    if (heap[child] >= value) break;
    heap[index] = heap[child];
    index = child;
  }
  heap[index] = value;
}
