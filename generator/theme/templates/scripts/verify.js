// Whether the words of this page are those that the tables of the archive hold the hashes of.
"use strict";
(() => {
  const words = {{ words("verify") }};
  const plain = (text) => text.replace(/[\t\n\f\r ]+/g, " ").replace(/^ | $/g, "");
  const bytes = (text) => new TextEncoder().encode(text);

  // As generator/text/text_hash.py does it.
  function printed() {
    const article = document.querySelector("article");
    const title = article.querySelector("h1").textContent;
    const date = article.querySelector(".head time")?.getAttribute("datetime") || "";
    const publisher = document.querySelector('[name="DC.source"]')?.content || "";
    return [title, date, publisher, article.querySelector(".body").textContent].map(plain).join("\n");
  }

  async function sha256(data) {
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", data));
    return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  async function fetched(name) {
    const answer = await fetch(`{{ "/data/" | link }}${name}`, { cache: "no-cache" });
    if (!answer.ok) throw new Error(answer.statusText);
    return answer.arrayBuffer();
  }

  const unpacked = (data) => new Response(new Blob([data]).stream().pipeThrough(new DecompressionStream("gzip"))).text();

  // The archive's root, and of each of the month's tables its rows, and whether it is the one that the root names.
  async function read() {
    const month = printed().split("\n")[1].slice(0, 7) || "undated";
    const own = new RegExp(`^months/${month}(_\\d+)?\\.csv\\.gz$`);
    const root = await fetched("datapackage.json");
    const { resources } = JSON.parse(new TextDecoder().decode(root));
    const tables = resources.filter(({ path }) => own.test(path)).map(async ({ path, hash }) => {
      const data = await fetched(path);
      return { isWhole: hash === `sha256:${await sha256(data)}`, rows: await unpacked(data) };
    });
    return { root, tables: await Promise.all(tables) };
  }

  // A row begins with id, URL, and the hashes of words, content file and seed.
  function row(table, own) {
    const url = document.querySelector('[property="og:url"]').content;
    const cell = /[",\r\n]/.test(url) ? `"${url.replaceAll('"', '""')}"` : url;
    const [, rest] = table.rows.split(`,${cell},${own},`, 2);
    return rest?.match(/^[0-9a-f]{64},([0-9a-f]*),/);
  }

  // What is said, and the hash of the whole archive where all agrees; `shown` are the hashes that the page prints.
  async function verdict(button, shown) {
    if (!globalThis.crypto?.subtle) return [words.insecure];
    const own = await sha256(bytes(printed()));
    if (own !== button.previousElementSibling.textContent) return [words.changed];
    if (location.protocol === "file:") return [words.disk];
    const found = await read().catch(() => null);
    if (!found) return [words.unreachable];
    const table = found.tables.find((one) => row(one, own));
    const [, seed] = (table && row(table, own)) || [];
    if (!table || (seed && !shown.includes(seed))) return [words.unlisted];
    if (!table.isWhole) return [words.torn];
    return [words.same, await sha256(found.root)];
  }

  const status = document.createElement("p");
  status.setAttribute("role", "status");

  globalThis.warraqVerify = async (button) => {
    button.parentElement.append(status);
    status.textContent = "";
    const shown = [...document.querySelectorAll(".provenance code")].map((one) => one.textContent);
    const [said, root] = await verdict(button, shown);
    status.append(root ? `${said}: ` : `${said}.`);
    if (root) status.append(Object.assign(document.createElement("code"), { dir: "ltr", textContent: root }));
  };

  // A page that names this script hears its button itself; jarida's fetch it on first use.
  if (document.currentScript.defer) {
    const button = document.querySelector(".proof button");
    button.addEventListener("click", () => globalThis.warraqVerify(button));
  }
})();
