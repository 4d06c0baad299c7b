// The list of results, a page at a time.
import { lacksContext, resultItem, showContext } from "./result.js";

export class Results {
  // `rows` gives what results show: {take(count), isDone}; `page`: {list, addressOf, wording}.
  constructor(page, answer, rows, signal) {
    this.page = { ...page, marking: answer.marking };
    this.answer = answer;
    this.rows = rows;
    this.signal = signal;
    this.shown = []; // [item, row]
  }

  get isDone() {
    return this.rows.isDone;
  }

  // Up to so many more results; the first ones replace what an older query showed.
  async more(count) {
    const rows = await this.rows.take(count);
    this.signal.throwIfAborted();
    if (!this.shown.length) this.page.list.replaceChildren();
    const items = rows.map((row) => [resultItem(row, this.page), row]);
    this.page.list.append(...items.map(([item]) => item));
    this.shown.push(...items);
    return items;
  }

  lacksContext(row) {
    return lacksContext(row, this.page.marking);
  }

  // The words in their context.
  showContext(item, row, article) {
    showContext(item, row, article, this.page.marking);
  }
}

// Rows of an answer that needs no proof.
export class KnownRows {
  constructor(engine, { numbers, order }, signal) {
    this.engine = engine;
    this.count = numbers.length;
    this.order = order;
    this.signal = signal;
    this.next = 0;
  }

  get isDone() {
    return this.next >= this.count;
  }

  async take(count) {
    const numbers = (await this.order.first(this.next + count, this.signal)).slice(this.next);
    const rows = await this.engine.documents(numbers, this.signal);
    this.next += numbers.length;
    return rows;
  }
}
