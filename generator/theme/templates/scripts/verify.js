// Whether the words of this page are those in the archive's lists of hashes.
"use strict";
(() => {
  const words = {{ words("verify") }};
  const plain = (text) => text.replace(/[\t\n\f\r ]+/g, " ").replace(/^ | $/g, "");
  const bytes = (text) => new TextEncoder().encode(text);

  // As generator/text/proof.py does it.
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
    const answer = await fetch(`{{ "/proofs/" | link }}${name}`, { cache: "no-cache" });
    if (!answer.ok) throw new Error(answer.statusText);
    return answer.arrayBuffer();
  }

  // What is said, and the hash of the whole archive where all agrees; `shown` are the hashes that the page prints.
  async function verdict(button, shown) {
    if (!globalThis.crypto?.subtle) return [words.insecure];
    const own = await sha256(bytes(printed()));
    if (own !== button.previousElementSibling.textContent) return [words.changed];
    if (location.protocol === "file:") return [words.disk];
    const lists = await Promise.all([button.dataset.list, "root.txt"].map(fetched)).catch(() => null);
    if (!lists) return [words.unreachable];
    const [list, root] = lists.map((data) => new TextDecoder().decode(data).split("\n"));
    const line = list.find((one) => one.endsWith(` ${button.dataset.url}`)) || "";
    const [text, , seed] = line.split(" ");
    if (text !== own || (seed !== "-" && !shown.includes(seed))) return [words.unlisted];
    if (!root.includes(`${await sha256(lists[0])}  ${button.dataset.list}`)) return [words.torn];
    return [words.same, await sha256(lists[1])];
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
