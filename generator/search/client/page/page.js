// The search page: results as one types; the address keeps all that was asked, and screen readers hear what happens.
import { ask, hasFilters } from "../answer/answer.js";
import { Engine } from "../answer/engine.js";
import { button } from "./elements.js";
import { portableFiles } from "./portable_files.js";
import { KnownRows, Results } from "./results.js";
import { PAGE_SIZE, dumpState, parseState } from "./state.js";
import { wording } from "./wording.js";

const PAUSE = 120; // milliseconds without a key before results change
const TOOLS = document.currentScript.src.replace(/search\.js/, "search-tools.js");

class SearchPage {
  constructor(main) {
    const part = (name) => document.getElementById(`search-${name}`);
    const { base, lang } = main.dataset;
    this.parts = { form: part("form"), input: part("input"), status: part("status"), hint: part("hint") };
    Object.assign(this.parts, { more: part("more"), sort: part("sort"), found: part("found") });
    this.ways = part("ways"); // into the archive without a word to search for; a theme may have none
    this.list = part("results");
    this.base = base;
    this.wording = wording(JSON.parse(part("words").textContent), lang);
    const isPortable = "portable" in main.dataset;
    this.engine = new Engine(base, isPortable ? portableFiles(base) : undefined);
    this.addressOf = (url) => base + url.slice(1) + (isPortable ? "index.html" : "");
    this.current = new AbortController();
    this.answer = Promise.resolve(null); // to what was asked last: results, counts and suggestions come of it
    this.timer = 0;
    this.isTyping = false;
  }

  start() {
    const { form, input, more, sort } = this.parts;
    input.addEventListener("input", () => this.later());
    input.addEventListener("focus", () => this.prepare(), { once: true });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.ask({ q: input.value });
    });
    sort.addEventListener("change", () => this.ask({ sort: sort.querySelector(":checked").value }));
    more.addEventListener("click", () => this.more());
    addEventListener("popstate", () => this.restore());
    addEventListener("online", () => this.search());
    this.restore();
  }

  restore() {
    this.state = parseState(location.search);
    this.parts.input.value = this.state.q;
    this.search();
  }

  // What is typed replaces the address; what is decided becomes a step of its own for the back button.
  later() {
    this.isTyping = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.state = { ...this.state, q: this.parts.input.value, show: PAGE_SIZE };
      history.replaceState(null, "", dumpState(this.state) || location.pathname);
      this.search();
    }, PAUSE);
  }

  ask(change) {
    this.isTyping = false;
    clearTimeout(this.timer);
    this.state = { ...this.state, q: this.parts.input.value, show: PAGE_SIZE, ...change };
    const address = dumpState(this.state);
    if (address !== location.search) history.pushState(null, "", address || location.pathname);
    this.parts.input.value = this.state.q;
    return this.search();
  }

  async search() {
    const before = this.current;
    this.current = new AbortController();
    // A moment later, so that files that both queries need are not fetched twice.
    setTimeout(() => before.abort());
    const { signal } = this.current;
    this.parts.sort.querySelector(`[value=${this.state.sort}]`).checked = true;
    if (!this.list.children.length) this.showStatus(this.state.q.trim() ? this.wording.text("loading") : "");
    try {
      this.answer = ask(this, this.state, signal);
      await this.show(await this.answer, signal);
    } catch (problem) {
      if (signal.aborted) return;
      console.warn(problem);
      this.showStatus(this.wording.text("failed"));
    }
  }

  async show(answer, signal) {
    signal.throwIfAborted();
    const rows = answer && (await this.rows(answer, signal));
    const results = answer && new Results(this, answer, rows, signal);
    const items = results ? await results.more(this.state.show) : this.list.replaceChildren();
    signal.throwIfAborted();
    this.results = results;
    this.ways?.toggleAttribute("hidden", Boolean(answer?.numbers.length));
    this.parts.found.hidden = !answer || (!answer.numbers.length && !hasFilters(this.state));
    this.report();
    if (!answer) return;
    this.hint(answer, signal);
    if (this.parts.found.hidden) return;
    const tools = await this.tools().catch(() => null);
    if (signal.aborted || !tools) return;
    tools.update(answer, this.state, signal);
    tools.watch(results, items);
  }

  async rows(answer, signal) {
    if (!answer.query.phrases.length) return new KnownRows(this.engine, answer, signal);
    return (await this.tools()).provenRows(answer, signal);
  }

  async more() {
    const { results } = this;
    const items = await results.more(PAGE_SIZE).catch(() => null);
    if (results !== this.results) return;
    if (!items) return this.showStatus(this.wording.text("failed"));
    this.state = { ...this.state, show: Math.max(PAGE_SIZE, results.shown.length) };
    history.replaceState(null, "", dumpState(this.state));
    this.report();
    items[0]?.[0].querySelector("a").focus();
    (await this.tools().catch(() => null))?.watch(results, items);
  }

  // How many results there are, or how many are proven so far where a phrase was asked for.
  report() {
    const { results, wording } = this;
    const { more } = this.parts;
    more.hidden = !results || results.isDone;
    this.parts.hint.replaceChildren();
    if (!results) return this.showStatus("");
    const { numbers, query } = results.answer;
    const isPhrase = query.phrases.length > 0;
    more.textContent = wording.text(isPhrase ? "read_on" : "more");
    if (isPhrase) return this.showStatus(this.progress(results, numbers.length));
    return this.showStatus(numbers.length ? wording.count(numbers.length) : wording.text("none"));
  }

  progress({ shown, rows, isDone }, all) {
    const { wording } = this;
    const none = wording.text(isDone ? "none" : "none_yet");
    const sentences = [shown.length ? wording.count(shown.length) : none];
    if (!isDone) sentences.push(wording.text("proven", { read: wording.digits(rows.read), all: wording.digits(all) }));
    if (rows.unread) sentences.push(wording.text("unread", { n: wording.digits(rows.unread) }));
    return sentences.join(isDone ? " " : " · ");
  }

  showStatus(text) {
    this.parts.status.textContent = text;
  }

  // For a word that the archive lacks: what was taken for it, or a word near it.
  async hint({ unknown, begun }, signal) {
    const { hint, input } = this.parts;
    if (begun) hint.textContent = this.wording.text("begun", { word: `\u2068${begun}\u2069` });
    for (const word of unknown.slice(0, 3)) {
      const near = await this.engine.suggest(word, signal).catch(() => null);
      if (signal.aborted || !near) continue;
      const text = this.state.q.replace(word, () => near);
      if (text === this.state.q) continue;
      const other = button("", text);
      other.addEventListener("click", () => {
        this.ask({ q: text });
        input.focus();
      });
      return hint.append(this.wording.text("meant"), " ", other);
    }
  }

  prepare() {
    this.tools().catch(() => {});
  }

  // Filters and suggestions, fetched when they are first of use: a script of their own, so that pages from disk work.
  tools() {
    this.loading ||= this.engine.load().then(() => this.script());
    this.loading.catch(() => (this.loading = null));
    return this.loading;
  }

  script() {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = TOOLS;
      script.addEventListener("load", () => resolve(globalThis.warraqTools(this)));
      script.addEventListener("error", () => reject(new Error(`${TOOLS} could not be loaded`)));
      document.head.append(script);
    });
  }
}

const main = document.querySelector("main[data-search]");
if (main) new SearchPage(main).start();
