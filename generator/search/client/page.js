// The search page: results as one types, the query in the address, all said to screen readers too.
import { Engine } from "./engine.js";
import { fill, snippet } from "./highlight.js";
import { parse } from "./query.js";

const PAGE_SIZE = 10;
const PAUSE = 120; // milliseconds without a key before results change

function start(main) {
  const form = document.getElementById("search-form");
  const input = document.getElementById("search-input");
  const status = document.getElementById("search-status");
  const list = document.getElementById("search-results");
  const more = document.getElementById("search-more");
  const words = JSON.parse(document.getElementById("search-words").textContent);
  const language = main.dataset.lang;
  const engine = new Engine(main.dataset.base);
  const plurals = new Intl.PluralRules(language);
  let results = [];
  let wanted = { wanted: new Set(), means: () => null };
  let turn = 0;
  let timer = 0;

  const digits = (text) =>
    String(text).replace(/[0-9]/g, (digit) => String.fromCharCode(words.zero.charCodeAt(0) + Number(digit)));
  const count = (number) =>
    (words.count[plurals.select(number)] || words.count.other).replace("{n}", digits(number));

  function date(text) {
    const [year, month, day] = text.slice(0, 10).split("-");
    if (!month) return digits(year);
    const name = words.months[Number(month) - 1];
    if (!day) return digits(`${name} ${year}`);
    return digits(words.day.replace("{day}", Number(day)).replace("{month}", name).replace("{year}", year));
  }

  function item(found) {
    const element = document.createElement("li");
    element.className = "result";
    const heading = document.createElement("h2");
    const link = document.createElement("a");
    link.href = main.dataset.base + found.url.slice(1);
    const title = document.createElement("bdi");
    if (found.lang !== language) title.lang = found.lang;
    fill(title, found.title, wanted);
    link.append(title);
    heading.append(link);
    const meta = document.createElement("p");
    meta.className = "result-meta";
    const time = document.createElement(found.date ? "time" : "span");
    if (found.date) time.dateTime = found.date;
    time.textContent = found.date ? date(found.date) : words.undated;
    meta.append(time);
    if (found.section) {
      const section = document.createElement("span");
      section.textContent = found.section;
      meta.append(" · ", section);
    }
    const text = document.createElement("p");
    text.className = "result-snippet";
    text.dir = "auto";
    if (found.lang !== language) text.lang = found.lang;
    fill(text, snippet(found.text || "", wanted), wanted);
    element.append(heading, meta, text);
    return element;
  }

  // The next results; false when another query came first.
  async function show(from, mine) {
    const found = await engine.documents(results.slice(from, from + PAGE_SIZE));
    if (mine !== turn) return false;
    if (from === 0) list.replaceChildren();
    list.append(...found.map(item));
    more.hidden = list.children.length >= results.length;
    return true;
  }

  async function search() {
    const mine = ++turn;
    const query = parse(input.value);
    if (!query.clauses.length) {
      results = [];
      status.textContent = "";
      list.replaceChildren();
      more.hidden = true;
      return;
    }
    if (!list.children.length) status.textContent = words.loading;
    try {
      const found = await engine.search(query);
      if (mine !== turn) return;
      results = found.numbers;
      wanted = { wanted: engine.wanted(), means: (form) => engine.means(form) };
      if (await show(0, mine)) status.textContent = results.length ? count(results.length) : words.none;
    } catch {
      if (mine !== turn) return;
      status.textContent = words.failed;
    }
  }

  function address() {
    const url = new URL(location.href);
    if (input.value.trim()) url.searchParams.set("q", input.value);
    else url.searchParams.delete("q");
    return url;
  }

  function restore() {
    input.value = new URL(location.href).searchParams.get("q") || "";
    search();
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      history.replaceState(null, "", address());
      search();
    }, PAUSE);
  });
  input.addEventListener("focus", () => engine.load().catch(() => {}), { once: true });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    if (address().href !== location.href) history.pushState(null, "", address());
    search();
  });
  more.addEventListener("click", async () => {
    const from = list.children.length;
    if (await show(from, turn)) list.children[from]?.querySelector("a").focus();
  });
  addEventListener("popstate", restore);
  restore();
}

const main = document.querySelector("main[data-search]");
if (main) start(main);
