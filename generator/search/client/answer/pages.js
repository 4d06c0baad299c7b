// Articles as their pages print them, for phrases and for words in context. Twin of generator/search/answer/pages.py; here
// the browser parses the page, and fetches few at a time.
import { Files } from "./fetching.js";

const BLOCKS = "h1, h2, h3, h4, h5, p, li, blockquote, figcaption, td, th, dt, dd, pre";
const AT_ONCE = 6;

export class Articles {
  constructor(base) {
    this.files = new Files(base);
    this.read = new Map();
    this.free = AT_ONCE;
    this.queue = [];
  }

  // {title, blocks: texts that a phrase cannot cross}; fails where the page cannot be fetched.
  async article(url, signal) {
    if (this.read.has(url)) return this.read.get(url);
    await this.turn(signal);
    try {
      const html = await this.files.text(url.slice(1), signal);
      if (!this.read.has(url)) this.read.set(url, parsed(html));
    } finally {
      this.next();
    }
    return this.read.get(url);
  }

  async turn(signal) {
    if (this.free) this.free--;
    else await new Promise((resolve) => this.queue.push(resolve));
    if (signal?.aborted) {
      this.next();
      throw signal.reason;
    }
  }

  next() {
    if (this.queue.length) this.queue.shift()();
    else this.free++;
  }
}

// A document without a window: nothing in it runs or is fetched.
function parsed(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const article = page.querySelector("article") || page.createElement("article");
  const innermost = [...article.querySelectorAll(BLOCKS)].filter((block) => !block.querySelector(BLOCKS));
  const names = [...page.querySelectorAll("[rel~=tag], [rel~=author]")];
  return {
    title: article.querySelector("h1")?.textContent || "",
    blocks: innermost.filter((block) => block.localName !== "h1" && !block.closest(".meta")).map(text),
    names: [...new Set(names.map(text))],
  };
}

const text = (element) => element.textContent.replace(/\s+/g, " ").trim();
