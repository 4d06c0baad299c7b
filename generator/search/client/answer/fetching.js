// Files fetched once and kept. A fetch that nobody waits for any more is cancelled; one that failed is tried again. It has
// no twin: `read_json` in generator/search/answer/published.py reads from a disk.

export class Files {
  constructor(base, load = fetched) {
    this.base = base;
    this.load = load;
    this.kept = new Map();
  }

  json(name, signal) {
    return this.get(name, signal, (response) => response.json());
  }

  text(name, signal) {
    return this.get(name, signal, (response) => response.text());
  }

  get(name, signal, read) {
    if (!this.kept.has(name)) this.kept.set(name, this.start(name, read));
    return this.waiting(name, this.kept.get(name), signal);
  }

  start(name, read) {
    const cancel = new AbortController();
    const coming = this.load(this.base + name, cancel.signal, read);
    const entry = { coming, cancel, readers: 0, isDone: false };
    coming.then(() => (entry.isDone = true), () => this.forget(name, entry));
    return entry;
  }

  forget(name, entry) {
    if (this.kept.get(name) === entry) this.kept.delete(name);
  }

  // Whoever gives no signal waits to the end.
  waiting(name, entry, signal) {
    entry.readers++;
    if (!signal) return entry.coming;
    return new Promise((resolve, reject) => {
      const leave = () => {
        reject(signal.reason);
        if (--entry.readers || entry.isDone) return;
        this.forget(name, entry);
        entry.cancel.abort();
      };
      if (signal.aborted) return leave();
      signal.addEventListener("abort", leave, { once: true });
      entry.coming.then(resolve, reject).finally(() => signal.removeEventListener("abort", leave));
    });
  }
}

async function fetched(address, signal, read) {
  const response = await fetch(address, { signal });
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return read(response);
}
