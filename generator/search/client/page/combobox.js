// Suggestions below the box while one types: names of the archive and titles, by the ARIA pattern of a combobox.
import { element } from "./elements.js";

const PAUSE = 150; // milliseconds without a key: a little more than page.js waits before it asks, so its answer is on the way
const SHORTEST = 2; // letters
const MOST = 7;
const TITLES = 3;

export class Combobox {
  constructor(page) {
    this.page = page;
    this.input = page.parts.input;
    this.list = document.getElementById("search-options");
    this.active = -1;
    this.timer = 0;
    this.current = new AbortController();
  }

  start() {
    const { input, list } = this;
    for (const [name, value] of Object.entries({
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-controls": list.id,
      "aria-expanded": "false",
    })) input.setAttribute(name, value);
    input.addEventListener("input", () => this.later());
    input.addEventListener("keydown", (event) => this.press(event));
    input.addEventListener("blur", () => this.close());
    input.form.addEventListener("submit", () => this.close());
    // The box keeps the focus, so that it does not close before the click arrives.
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => this.go(event.target.closest("[role=option]")));
    // What was typed while this script was loading.
    if (this.page.isTyping) this.later();
  }

  later() {
    clearTimeout(this.timer);
    this.current.abort();
    this.timer = setTimeout(() => this.suggest(), PAUSE);
  }

  async suggest() {
    const { signal } = (this.current = new AbortController());
    const text = this.input.value.trim();
    if (text.length < SHORTEST) return this.close();
    try {
      const [names, titles] = await Promise.all([this.page.engine.complete(text, signal), this.titles(signal)]);
      const articles = titles.map((row) => ({ kind: "title", text: row.title, url: row.url }));
      signal.throwIfAborted();
      if (document.activeElement === this.input) this.open([...names.slice(0, MOST - articles.length), ...articles]);
    } catch {
      if (!signal.aborted) this.close();
    }
  }

  // Articles whose titles hold all that was typed: of the answer that the results show, so that a key asks only once.
  async titles(signal) {
    const answer = await this.page.answer;
    return answer ? answer.titled(TITLES, signal) : [];
  }

  open(suggestions) {
    const { wording } = this.page;
    const options = suggestions.map(({ kind, text, url }, index) => {
      const option = element("li", "", element("bdi", "", text), element("span", "meta", wording.text(`kind.${kind}`)));
      option.id = `search-option-${index}`;
      option.dataset.url = url;
      option.setAttribute("role", "option");
      return option;
    });
    this.list.replaceChildren(...options);
    this.list.hidden = !options.length;
    this.input.setAttribute("aria-expanded", String(options.length > 0));
    this.point(-1);
  }

  close() {
    clearTimeout(this.timer);
    this.current.abort();
    this.open([]);
  }

  press(event) {
    const { key } = event;
    const options = this.list.children;
    if (!options.length || event.isComposing) return;
    if (key === "ArrowDown" || key === "ArrowUp") this.step(key === "ArrowDown" ? 1 : -1);
    else if (key === "Escape") this.close();
    else if (key === "Enter" && this.active >= 0) this.go(options[this.active]);
    else return;
    event.preventDefault();
  }

  // Round and round, with the box itself between the last and the first.
  step(by) {
    const stops = this.list.children.length + 1;
    this.point(((this.active + 1 + by + stops) % stops) - 1);
  }

  point(index) {
    this.active = index;
    [...this.list.children].forEach((option, at) => (option.ariaSelected = String(at === index)));
    if (index < 0) this.input.removeAttribute("aria-activedescendant");
    else this.input.setAttribute("aria-activedescendant", this.list.children[index].id);
  }

  go(option) {
    if (option) location.href = this.page.addressOf(option.dataset.url);
  }
}
