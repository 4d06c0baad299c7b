// Results in their order, as far as a reader looks: the number of matched words comes first, then Lunr's score.
// Where counts are open, bounds of the scores tell which documents can come first, and these are settled.

const WORD = 2 ** 20; // more than any score
const NEAR = 1e-6; // a difference that is looked at closely

export class Order {
  // `found` are documents side by side, {numbers, words, scores, most: what a score can be at most}; `settled(numbers,
  // signal)` gives the same again with these scores known; of two that are equally good the older `age` comes last.
  constructor(found, { settled, age }, places = null) {
    this.found = found;
    this.tools = { settled, age };
    this.places = places;
  }

  // Of those alone that are left.
  among(isLeft) {
    const places = [];
    this.found.numbers.forEach((number, place) => isLeft(number) && places.push(place));
    return new Order(this.found, this.tools, places);
  }

  async first(count, signal) {
    let best = this.candidates(count);
    for (let open; (open = best.filter((place) => this.isOpen(place))).length; best = this.candidates(count)) {
      this.found = await this.tools.settled(open.map((place) => this.found.numbers[place]), signal);
    }
    return this.sorted(best).slice(0, count).map((place) => this.found.numbers[place]);
  }

  isOpen(place) {
    return this.found.most[place] > this.found.scores[place];
  }

  // Those that can be among the first so many.
  candidates(count) {
    const { words, scores, most } = this.found;
    const places = this.places || Uint32Array.from(scores.keys());
    if (places.length <= count) return Array.from(places);
    const least = Float64Array.from(places, (place) => words[place] * WORD + scores[place]).sort();
    const border = least[least.length - count] - NEAR;
    const found = [];
    for (const place of places) if (words[place] * WORD + most[place] >= border) found.push(place);
    return found;
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
