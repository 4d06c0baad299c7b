// Names to narrow results by, with how many results each would leave; counted when a reader opens them.
import { facetsOf } from "../answer/filters.js";
import { KINDS } from "../index/facets.js";
import { element } from "./elements.js";

const MOST_NAMES = 200; // the commonest; others are found by typing them

export class Choices {
  constructor(page, box) {
    this.page = page;
    this.groups = new Map(KINDS.map((kind) => [kind, this.group(kind)]));
    box.append(...[...this.groups.values()].map((group) => group.details));
    // A small archive has its facets at hand.
    if (page.engine.rows) this.groups.get("section").details.open = true;
  }

  group(kind) {
    const list = element("ul", "names");
    const summary = element("summary", "", this.page.wording.text(`names.${kind}`));
    const details = element("details", "choice", summary, list);
    details.addEventListener("toggle", () => details.open && this.draw(kind));
    return { details, list };
  }

  update(answer, state, signal) {
    this.answer = answer;
    this.state = state;
    this.signal = signal;
    this.facets = null;
    for (const kind of KINDS) {
      const { details } = this.groups.get(kind);
      if (state[kind].length) details.open = true;
      if (details.open || this.page.engine.rows) this.draw(kind);
    }
  }

  async draw(kind) {
    const { answer, signal } = this;
    if (!answer) return;
    try {
      this.facets ||= facetsOf(this.page.engine, answer.fits.numbers, signal);
      const names = this.counted((await this.facets)[kind], kind);
      if (!signal.aborted) this.show(kind, names);
    } catch {
      this.facets = null;
      if (!signal.aborted) this.groups.get(kind).list.replaceChildren(element("li", "meta", this.page.wording.text("failed")));
    }
  }

  // [name, count], the commonest first; what is chosen stays even when it leaves nothing.
  counted(names, kind) {
    const { fits } = this.answer;
    const left = new Set(fits.numbers.filter((number) => fits.isLeft(number, kind)));
    const counts = new Map(this.state[kind].map((name) => [name, 0]));
    for (const [name, numbers] of names) {
      const count = numbers.reduce((sum, number) => sum + left.has(number), 0);
      if (count) counts.set(name, count);
    }
    const order = [...counts].sort(([one, many], [other, more]) => more - many || (one < other ? -1 : 1));
    return order.slice(0, MOST_NAMES);
  }

  show(kind, names) {
    const { details, list } = this.groups.get(kind);
    details.hidden = !names.length;
    const focused = list.contains(document.activeElement) ? document.activeElement.value : null;
    list.replaceChildren(...names.map(([name, count]) => this.item(kind, name, count)));
    if (focused !== null) [...list.querySelectorAll("input")].find((input) => input.value === focused)?.focus();
  }

  item(kind, name, count) {
    const input = element("input");
    Object.assign(input, { type: "checkbox", value: name, checked: this.state[kind].includes(name) });
    input.addEventListener("change", () => {
      const others = this.state[kind].filter((other) => other !== name);
      this.page.ask({ [kind]: input.checked ? [...others, name] : others });
    });
    const number = element("span", "meta", this.page.wording.digits(count));
    return element("li", "", element("label", "", input, element("bdi", "", name), number));
  }
}
