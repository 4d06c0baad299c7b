// How many results each month has, as bars; a range of them is chosen by pointer, by keys, or by two lists.
import { button, element } from "./elements.js";
import { rangeName } from "./chosen.js";
import { countIn, spansOf } from "./spans.js";

const MOST_LABELS = 6;
const LABELLED = 0.85; // of the axis: a name that begins later would be cut off
const YEAR = 4; // letters of a period that is a year
const KEYS = "search-time-keys";

export class Histogram {
  constructor(page, box) {
    this.page = page;
    this.months = page.engine.months().filter((month) => month.length > YEAR);
    this.bars = barsOf(page.wording);
    this.axis = element("div", "axis");
    this.axis.ariaHidden = "true";
    this.name = element("p", "meta");
    this.whole = button("tool", page.wording.text("whole"));
    this.whole.addEventListener("click", () => this.choose("", ""));
    this.ends = ["from", "to"].map((end) => this.list(end));
    this.active = 0;
    this.anchor = 0;
    this.listen();
    box.append((this.section = this.framed()));
  }

  framed() {
    const { wording } = this.page;
    const keys = element("p", "hidden", wording.text("keys"));
    keys.id = KEYS;
    const head = element("div", "time-head", element("h2", "", wording.text("time")), this.whole);
    return element("section", "time", head, this.name, this.bars, this.axis, keys, element("div", "ends", ...this.ends));
  }

  // A list of all months, for one end of the range.
  list(end) {
    const { wording } = this.page;
    const select = element("select");
    select.append(new Option(wording.text(end === "from" ? "beginning" : "now"), ""));
    for (const year of new Set(this.months.map((month) => month.slice(0, 4)))) {
      const group = element("optgroup");
      group.label = wording.date(year);
      const own = this.months.filter((month) => month.startsWith(year));
      group.append(...own.map((month) => new Option(wording.date(month), month)));
      select.append(group);
    }
    select.addEventListener("change", () => this.choose(...this.ends.map((label) => label.querySelector("select").value)));
    return element("label", "", wording.text(end), select);
  }

  choose(from, to) {
    this.page.ask(from && to && from > to ? { from: to, to: from } : { from, to });
  }

  update(answer, state) {
    this.section.hidden = !this.months.length;
    if (!this.months.length) return;
    const counts = this.counted(answer.fits);
    this.spans = spansOf(this.months, state);
    this.draw(this.spans.map((span) => countIn(span, counts)), state);
    this.label();
    const isOpen = !state.from && !state.to;
    this.name.textContent = isOpen ? "" : rangeName(state, this.page.wording);
    this.whole.hidden = isOpen;
    this.ends.forEach((end, index) => (end.querySelector("select").value = index ? state.to : state.from));
  }

  // Month -> number of results, whatever range is chosen.
  counted(fits) {
    const counts = new Map();
    for (const number of fits.numbers) {
      if (!fits.isLeft(number, "time")) continue;
      const month = this.page.engine.month(number);
      counts.set(month, (counts.get(month) || 0) + 1);
    }
    return counts;
  }

  draw(counts, state) {
    const isNarrowed = Boolean(state.from || state.to);
    const most = Math.max(1, ...counts);
    const options = this.spans.map((span, index) => {
      const option = this.option(span, counts[index], most);
      option.id = `search-bar-${index}`;
      option.ariaSelected = String(isNarrowed && isChosen(span, state));
      return option;
    });
    this.bars.replaceChildren(...options);
    this.bars.classList.toggle("narrowed", isNarrowed);
    this.point(Math.min(this.active, options.length - 1));
  }

  option({ name }, count, most) {
    const { wording } = this.page;
    const bar = element("span");
    // However few there are, their bar can be seen.
    bar.style.blockSize = count ? `max(2px, ${(100 * count) / most}%)` : "0";
    const option = element("div", "", bar);
    option.setAttribute("role", "option");
    option.ariaLabel = wording.text("bar", { name: wording.date(name), count: wording.count(count) });
    option.title = option.ariaLabel;
    return option;
  }

  // The years, or the months of a short archive, below the bars where they begin.
  label() {
    const { wording } = this.page;
    const starts = this.spans.map(({ name }, index) => [name, index]).filter(([name]) => name.length === 4 || name.endsWith("-01"));
    const named = starts.length > 1 ? starts.map(([name, index]) => [name.slice(0, 4), index]) : [[this.spans[0].name, 0]];
    const step = Math.ceil(named.length / MOST_LABELS);
    const labels = named.filter(([, index], order) => order % step === 0 && index < LABELLED * this.spans.length).map(([name, index]) => {
      const label = element("span", "", wording.date(name));
      label.style.insetInlineStart = `${(100 * index) / this.spans.length}%`;
      return label;
    });
    this.axis.replaceChildren(...labels);
  }

  listen() {
    const { bars } = this;
    bars.addEventListener("keydown", (event) => this.press(event));
    bars.addEventListener("pointerdown", (event) => {
      bars.setPointerCapture(event.pointerId);
      this.anchor = this.indexAt(event);
      this.select(this.anchor);
    });
    bars.addEventListener("pointermove", (event) => {
      if (bars.hasPointerCapture(event.pointerId)) this.select(this.indexAt(event));
    });
    bars.addEventListener("pointerup", (event) => {
      this.select(this.indexAt(event));
      this.commit();
    });
    bars.addEventListener("pointercancel", () => this.select(this.anchor));
  }

  isMirrored() {
    return getComputedStyle(this.bars).direction === "rtl";
  }

  indexAt({ clientX }) {
    const { left, width } = this.bars.getBoundingClientRect();
    const share = (clientX - left) / width;
    const index = Math.floor((this.isMirrored() ? 1 - share : share) * this.spans.length);
    return Math.max(0, Math.min(index, this.spans.length - 1));
  }

  press(event) {
    const later = this.isMirrored() ? "ArrowLeft" : "ArrowRight";
    const steps = { [later]: 1, [later === "ArrowLeft" ? "ArrowRight" : "ArrowLeft"]: -1, PageUp: 12, PageDown: -12 };
    const ends = { Home: 0, End: this.spans.length - 1 };
    const { key } = event;
    if (key === "Escape" && !this.whole.hidden) this.choose("", "");
    else if (key === "Enter" || key === " ") this.commit();
    else if (key in steps || key in ends) this.move(key in ends ? ends[key] : this.active + steps[key], event.shiftKey);
    else return;
    event.preventDefault();
  }

  move(index, isLonger) {
    const within = Math.max(0, Math.min(index, this.spans.length - 1));
    if (!isLonger) this.anchor = within;
    this.select(within);
  }

  // Show a range from the anchor to here, before it is chosen.
  select(index) {
    const [first, last] = [Math.min(this.anchor, index), Math.max(this.anchor, index)];
    [...this.bars.children].forEach((option, at) => (option.ariaSelected = String(at >= first && at <= last)));
    this.bars.classList.add("narrowed");
    this.point(index);
  }

  point(index) {
    this.bars.children[this.active]?.classList.remove("active");
    this.active = index;
    this.bars.children[index]?.classList.add("active");
    this.bars.setAttribute("aria-activedescendant", `search-bar-${index}`);
  }

  commit() {
    const [first, last] = [Math.min(this.anchor, this.active), Math.max(this.anchor, this.active)];
    this.choose(this.spans[first].from, this.spans[last].to);
  }
}

function barsOf(wording) {
  const bars = element("div", "bars");
  bars.tabIndex = 0;
  bars.setAttribute("role", "listbox");
  bars.setAttribute("aria-orientation", "horizontal");
  bars.setAttribute("aria-multiselectable", "true");
  bars.setAttribute("aria-label", wording.text("time"));
  bars.setAttribute("aria-describedby", KEYS);
  return bars;
}

const isChosen = ({ from, to }, state) =>
  (!state.from || to >= state.from) && (!state.to || from.slice(0, state.to.length) <= state.to);
