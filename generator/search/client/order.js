// Results in their order, as far as a reader looks: the number of matched words comes first, then Lunr's score.
// Where counts are open, bounds of the scores tell which documents can come first, and these are settled.

const WORD = 2 ** 20; // more than any score
const NEAR = 1e-6; // a difference that is looked at closely

export class Order {
  // `found` are documents side by side, {numbers, words, scores, most: what a score can be at most}; `settled(numbers,
  // signal)` gives {scores, most} of some that are open; of two that are equally good the older `age` comes last.
  constructor(found, { settled, age }, places = counted(found.numbers.length)) {
    this.found = found;
    this.tools = { settled, age };
    this.places = places;
  }

  // Of those alone that are left.
  among(isLeft) {
    const { numbers } = this.found;
    return new Order(this.found, this.tools, this.places.filter((place) => isLeft(numbers[place])));
  }

  async first(count, signal) {
    let best = this.candidates(count);
    for (let open; (open = best.filter((place) => this.isOpen(place))).length; best = this.candidates(count)) {
      await this.settle(open, signal);
    }
    return this.numbersOf(this.sorted(best).subarray(0, count));
  }

  async settle(open, signal) {
    const { scores, most } = await this.tools.settled(this.numbersOf(open), signal);
    open.forEach((place, one) => {
      this.found.scores[place] = scores[one];
      this.found.most[place] = most[one];
    });
  }

  numbersOf(places) {
    return Array.from(places, (place) => this.found.numbers[place]);
  }

  isOpen(place) {
    return this.found.most[place] > this.found.scores[place];
  }

  // Those that can be among the first so many.
  candidates(count) {
    const { words, most } = this.found;
    const border = this.border(Math.min(count, this.places.length)) - NEAR;
    return this.places.filter((place) => words[place] * WORD + most[place] >= border);
  }

  // What the last of the first so many reaches at least.
  border(count) {
    const { words, scores } = this.found;
    const best = new Float64Array(count).fill(-Infinity);
    for (const place of this.places) {
      const reached = words[place] * WORD + scores[place];
      if (reached > best[0]) replaceLeast(best, reached);
    }
    return best[0];
  }

  sorted(places) {
    const { numbers, words, scores } = this.found;
    const age = (place) => this.tools.age(numbers[place]);
    const score = (place) => rounded(scores[place]);
    return places.sort((one, other) => words[other] - words[one] || score(other) - score(one) || age(other) - age(one));
  }
}

// Numbers whose order is known.
export const inOrder = (numbers) => ({ first: async (count) => numbers.slice(0, count) });

// Sums in another order differ in their last bits, which must not part equals.
const rounded = (score) => Math.round(score * 1e9);

function counted(count) {
  const places = new Uint32Array(count);
  for (let place = 0; place < count; place++) places[place] = place;
  return places;
}

// Of a heap, whose least value stands first.
function replaceLeast(heap, value) {
  let place = 0;
  for (let child = 1; child < heap.length; child = 2 * place + 1) {
    if (child + 1 < heap.length && heap[child + 1] < heap[child]) child++;
    if (heap[child] >= value) break;
    heap[place] = heap[child];
    place = child;
  }
  heap[place] = value;
}
