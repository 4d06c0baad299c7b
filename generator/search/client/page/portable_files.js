// Files of a portable site, which come as scripts that hand over their content: a page on a disk may not fetch.

// As generator/engine/portable.py writes them: `warraqData("search/manifest.json", {...})`.
export function portableFiles(base) {
  const waiting = new Map();
  globalThis.warraqData = (path, value) => waiting.get(path)?.(value);
  return (address) =>
    new Promise((resolve, reject) => {
      waiting.set(address.slice(base.length), resolve);
      const script = document.createElement("script");
      script.src = address.replace(/json$/, "js");
      script.addEventListener("load", () => script.remove());
      script.addEventListener("error", () => reject(new Error(`${script.src} could not be loaded`)));
      document.head.append(script);
    });
}
