// The filters that are set, each a button that takes it back.
import { KINDS } from "../index/facets.js";
import { button, element } from "./elements.js";

export class Chosen {
  constructor(page) {
    this.page = page;
    this.list = document.getElementById("search-chosen");
  }

  update(answer, state) {
    const { wording } = this.page;
    const chosen = KINDS.flatMap((kind) =>
      state[kind].map((name) => [name, { [kind]: state[kind].filter((other) => other !== name) }])
    );
    if (state.from || state.to) chosen.unshift([rangeName(state, wording), { from: "", to: "" }]);
    const hadFocus = this.list.contains(document.activeElement);
    this.list.replaceChildren(...chosen.map(([name, change]) => this.item(name, change)));
    this.list.hidden = !chosen.length;
    if (hadFocus) (this.list.querySelector("button") || this.page.parts.input).focus();
  }

  item(name, change) {
    const remove = button("chip", element("bdi", "", name));
    remove.setAttribute("aria-label", this.page.wording.text("remove", { name }));
    remove.addEventListener("click", () => this.page.ask(change));
    return element("li", "", remove);
  }
}

export function rangeName({ from, to }, wording) {
  if (from === to) return wording.date(from);
  const end = (month, open) => (month ? wording.date(month) : wording.text(open));
  return wording.text("span", { from: end(from, "beginning"), to: end(to, "now") });
}
