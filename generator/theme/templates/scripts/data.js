// Puts the files of the months together into one of the whole archive: members of gzip one after another are one file.
"use strict";
(() => {
  const words = {{ words("data.one") }};
  const place = document.querySelector("[data-package]");
  const HEADING_END = 10; // the line feed after the names of the columns

  const through = (data, stream) => new Response(new Blob([data]).stream().pipeThrough(stream)).arrayBuffer();
  const packed = (data) => through(data, new CompressionStream("gzip"));
  const isPacked = (data) => new Uint8Array(data.slice(0, 2)).join() === "31,139";

  async function fetched(address) {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(answer.statusText);
    return answer.arrayBuffer();
  }

  // A host may have unpacked a file on the way; of tables only the first keeps its heading.
  async function member(data, hasHeading) {
    if (!hasHeading) return isPacked(data) ? data : packed(data);
    const plain = isPacked(data) ? await through(data, new DecompressionStream("gzip")) : data;
    return packed(plain.slice(new Uint8Array(plain).indexOf(HEADING_END) + 1));
  }

  async function whole(files, base, tell) {
    const members = [];
    for (const { path, format } of files) {
      const isLater = members.length > 0;
      members.push(await member(await fetched(new URL(path, base)), isLater && format === "csv"));
      tell(members.length / files.length);
    }
    return new Blob(members, { type: "application/gzip" });
  }

  function save(blob, name) {
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // a browser may ask first where to put it
  }

  const status = document.createElement("span");
  status.setAttribute("role", "status");

  function button(files, base) {
    const name = files[0].path.replace(/^[^.]*/, "articles");
    const made = Object.assign(document.createElement("button"), { type: "button", className: "tool" });
    made.append(`${words.button} `, Object.assign(document.createElement("bdi"), { textContent: name }));
    made.addEventListener("click", async () => {
      made.disabled = true;
      const tell = (share) => (status.textContent = `${Math.floor(share * 100)}%`);
      try {
        save(await whole(files, base, tell), name);
        status.textContent = words.done;
      } catch {
        status.textContent = words.failed;
      }
      made.disabled = false;
    });
    return made;
  }

  async function offer() {
    const base = new URL(place.dataset.package, location.href);
    const { resources } = JSON.parse(new TextDecoder().decode(await fetched(base)));
    const several = ["ndjson", "csv"]
      .map((format) => resources.filter((one) => one.format === format))
      .filter((files) => files.length > 1);
    const line = document.createElement("p");
    line.className = "whole";
    for (const files of several) line.append(button(files, base), " ");
    line.append(status);
    if (several.length) place.before(line);
  }

  // From a disk nothing can be fetched, and without streams not put together: the months stand there all the same.
  if (location.protocol !== "file:" && globalThis.CompressionStream) offer().catch(() => {});
})();
