// Phrases, proven on the pages of the articles: the index has no positions of words. Twin of
// generator/search/answer/phrases.py. Pages come over a network here: some are read ahead, and a reader decides how far.

const AT_ONCE = 6; // articles read ahead
const MOST_READ = 60; // articles read for ten results; then the reader decides

// Rows of the numbers whose articles have the phrases of a query, in order; `read` and `unread` count articles.
export class ProvenRows {
  constructor({ engine, articles }, { query, numbers, order }, signal) {
    this.engine = engine;
    this.articles = articles;
    this.phrases = query.phrases.map((phrase) => ({ ...phrase, terms: phrase.forms.map((form) => engine.means(form)) }));
    this.count = numbers.length;
    this.order = order;
    this.numbers = []; // the first so many in order
    this.signal = signal;
    this.read = 0;
    this.unread = 0;
    this.pending = [];
  }

  get isDone() {
    return this.read >= this.count;
  }

  async take(count) {
    const rows = [];
    const last = Math.min(this.count, this.read + (MOST_READ * count) / 10);
    while (rows.length < count && this.read < last) {
      const ahead = Math.min(AT_ONCE, last - this.read);
      if (this.numbers.length < this.read + ahead) {
        this.numbers = await this.order.first(Math.min(last, this.read + ahead + count), this.signal);
      }
      while (this.pending.length < ahead) this.pending.push(this.proof(this.pending.length));
      const { row, holds } = await this.pending.shift();
      this.signal.throwIfAborted();
      this.read++;
      if (holds) rows.push(row);
      if (holds === null) this.unread++;
    }
    return rows;
  }

  // Never fails: nobody may be waiting for it any more.
  async proof(ahead) {
    try {
      const [row] = await this.engine.documents([this.numbers[this.read + ahead]], this.signal);
      return { row, holds: await this.check(row) };
    } catch {
      return { row: null, holds: null };
    }
  }

  // True, false, or null where its page cannot be read and its row does not decide.
  async check(row) {
    const known = { title: row.title, blocks: [row.text || ""], names: [row.section || "", row.publisher || ""] };
    const open = this.phrases.filter((phrase) => phrase.prohibited || !this.isIn(phrase, known));
    if (!open.length) return true;
    if (open.some((phrase) => phrase.prohibited && this.isIn(phrase, known))) return false;
    const article = await this.articles.article(row.url, this.signal).catch(() => null);
    return article && open.every((phrase) => this.isIn(phrase, article) !== phrase.prohibited);
  }

  isIn({ terms, field }, { title, blocks, names }) {
    const texts = field === "title" ? [title] : [title, ...blocks, ...names];
    return texts.some((text) => this.isRun(terms, text));
  }

  // Whether the words follow each other, each with whatever Arabic writes onto it.
  isRun(terms, text) {
    const meant = this.engine.termsOf(text);
    return meant.some((_, start) => terms.every((term, index) => term !== null && meant[start + index] === term));
  }
}
