// Suggestions below the box while one types: names of the archive and titles, by the ARIA pattern of a combobox.
import { element } from "./elements.js";

const PAUSE = 150; // milliseconds
const SHORTEST = 2; // letters
const MOST = 7;

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
    // What was typed while this script was on its way.
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
      const [names, titles] = await Promise.all([this.page.engine.complete(text, signal), this.page.titled(text, signal)]);
      const articles = titles.map((row) => ({ kind: "title", text: row.title, url: row.url }));
      signal.throwIfAborted();
      if (document.activeElement === this.input) this.open([...names.slice(0, MOST - articles.length), ...articles]);
    } catch {
      if (!signal.aborted) this.close();
    }
  }

  open(suggestions) {
    const { wording } = this.page;
    const options = suggestions.map(({ kind, text, url }, place) => {
      const option = element("li", "", element("bdi", "", text), element("span", "meta", wording.say(`kind.${kind}`)));
      option.id = `search-option-${place}`;
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

  // Around, by way of the box itself.
  step(by) {
    const places = this.list.children.length + 1;
    this.point(((this.active + 1 + by + places) % places) - 1);
  }

  point(place) {
    this.active = place;
    [...this.list.children].forEach((option, at) => (option.ariaSelected = String(at === place)));
    if (place < 0) this.input.removeAttribute("aria-activedescendant");
    else this.input.setAttribute("aria-activedescendant", this.list.children[place].id);
  }

  go(option) {
    if (option) location.href = this.page.addressOf(option.dataset.url);
  }
}
