// Reading without a network: pages and files that a reader saw stay on the device, with what a page needs to look right.
// The network comes first, so that an update is never kept from anybody; only fonts are taken from the device at once.
"use strict";
{% if not site.is_offline %}
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(leave()));

// Switched off in site.yaml: what an older worker kept goes, and so does this one; after the page that is loading now.
async function leave() {
  const { scope } = registration;
  await registration.unregister();
  await new Promise((resolve) => setTimeout(resolve, 2000));
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(`${scope} `)).map((name) => caches.delete(name)));
}
{% else %}
const VERSION = "{{ version }}"; // of all files of the shell
const SHELL = {{ shell | tojson }};
const MOST_VISITED = 300; // pages and images
const WITHDRAWN = new Set({{ withdrawn | tojson }}); // hashes of the addresses of what was taken down
const words = {{ words("offline") }};

const { scope } = registration;
const SHELF = `${scope} shell ${VERSION}`;
const VISITED = `${scope} visited`;
const SEARCH = `${scope} search`;
const MANIFEST = `${scope}search/manifest.json`;

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));
addEventListener("message", (event) => event.waitUntil(Promise.all(event.data.map(keepSeen))));
addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(scope) || request.headers.has("range")) return;
  event.respondWith(isFont(request.url) ? fromShelf(request) : fromNetwork(event, shelfOf(request)));
});

const isFont = (url) => url.startsWith(`${scope}assets/fonts/`);

async function install() {
  const shelf = await caches.open(SHELF);
  await shelf.addAll(SHELL.map((path) => new Request(scope + path, { cache: "reload" })));
  await skipWaiting();
}

async function activate() {
  const own = [SHELF, VISITED, SEARCH];
  const old = (await caches.keys()).filter((name) => name.startsWith(`${scope} `) && !own.includes(name));
  await Promise.all(old.map((name) => caches.delete(name)));
  if (WITHDRAWN.size) await Promise.all([renewPages(), renewIndex()]);
}

// What was withdrawn since a page was kept leaves the device: the page itself, its images, lists that show it.
async function renewPages() {
  const visited = await caches.open(VISITED);
  for (const { url } of await visited.keys()) {
    if (isWithdrawn(url) || (await linksToWithdrawn(visited, url))) await renew(visited, url);
  }
}

const isWithdrawn = (url) => WITHDRAWN.has(hashOf(folderOf(url)));

// The folder of a page or image, as the site writes it; a page stands for its folder.
function folderOf(url) {
  const path = new URL(url).pathname.slice(new URL(scope).pathname.length).replace(/[^/]*$/, "");
  try {
    return decodeURIComponent(path).normalize("NFC");
  } catch {
    return path;
  }
}

// FNV-1a over units of UTF-16, as the builder computes it.
function hashOf(text) {
  let found = 0x811c9dc5;
  for (let place = 0; place < text.length; place++) found = Math.imul(found ^ text.charCodeAt(place), 0x01000193) >>> 0;
  return found.toString(16).padStart(8, "0");
}

async function linksToWithdrawn(cache, url) {
  const response = await cache.match(url);
  if (!response?.headers.get("content-type")?.startsWith("text/html")) return false;
  const links = (await response.text()).matchAll(/href="([^"#?]+)/g);
  return [...links].some(([, link]) => URL.canParse(link, url) && isInScopeAndWithdrawn(new URL(link, url).href));
}

const isInScopeAndWithdrawn = (url) => url.startsWith(scope) && isWithdrawn(url);

// As it is now; what cannot be had now is not kept either.
async function renew(cache, url) {
  try {
    const response = await fetch(url, { cache: "reload" });
    if (response.status === 200 && !response.redirected) return await cache.put(url, response);
  } catch {
    // no network
  }
  return cache.delete(url);
}

async function renewIndex() {
  const search = await caches.open(SEARCH);
  if (!(await search.match(MANIFEST))) return;
  try {
    await keep(SEARCH, MANIFEST, await fetch(MANIFEST, { cache: "reload" }));
  } catch {
    await caches.delete(SEARCH);
  }
}

// Pages that one goes to, not those that search reads.
function shelfOf({ url, mode, destination }) {
  if (mode === "navigate" || destination === "image") return VISITED;
  return url.startsWith(`${scope}search/`) ? SEARCH : "";
}

async function fromShelf(request) {
  const shelf = await caches.open(SHELF);
  const kept = await shelf.match(request);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.status === 200) await shelf.put(request, response.clone());
  return response;
}

async function fromNetwork(event, name) {
  const { request } = event;
  try {
    const response = await fetch(request);
    if (name) event.waitUntil(keep(name, request.url, response.clone()).catch(() => {}));
    return response;
  } catch (problem) {
    const kept = await keptLast(request.url);
    if (kept) return kept;
    if (request.mode === "navigate") return notice();
    throw problem;
  }
}

// As it was last seen, before as it came with the shell.
async function keptLast(url) {
  for (const name of [VISITED, SEARCH, SHELF]) {
    const kept = await (await caches.open(name)).match(url, { ignoreSearch: true });
    if (kept) return kept;
  }
}

async function keep(name, url, response) {
  const cache = await caches.open(name);
  const place = url.split(/[?#]/)[0];
  if (response.status === 404 || response.status === 410) return cache.delete(place);
  if (response.status !== 200 || response.redirected) return;
  if (place === MANIFEST) await forgetOlderIndex(cache, response.clone());
  await cache.delete(place); // the newest stand last
  await cache.put(place, response);
  const keys = name === VISITED ? await cache.keys() : [];
  await Promise.all(keys.slice(0, Math.max(0, keys.length - MOST_VISITED)).map((key) => cache.delete(key)));
}

// Shards of another index would answer with other articles.
async function forgetOlderIndex(cache, response) {
  const known = await cache.match(MANIFEST);
  if (!known || (await known.text()) === (await response.text())) return;
  await Promise.all((await cache.keys()).map((key) => cache.delete(key)));
}

// What a reader saw before this worker came.
async function keepSeen({ url, isPage }) {
  if (!url.startsWith(scope)) return;
  const isData = !isPage && url.startsWith(`${scope}search/`);
  if (isPage || isData || /\.(jpe?g|png|webp|avif|gif|svg)$/.test(url)) return keep(isData ? SEARCH : VISITED, url, await fetch(url));
  if (isFont(url)) await fromShelf(new Request(url));
}

// In place of a page that was never read: what was.
async function notice() {
  const visited = await caches.open(VISITED);
  const pages = await Promise.all((await visited.keys()).reverse().map(async ({ url }) => [url, await titleOf(visited, url)]));
  const links = pages.filter(([, title]) => title).map(([url, title]) => `<li><a dir="auto" href="${url}">${title}</a>`);
  const body = `<h1>${words.title}</h1><p>${words.what}</p><ul class="lines">${links.join("")}</ul>`;
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${words.title}</title>`;
  const looks = `<link rel="stylesheet" href="${scope}assets/style.css"><script src="${scope}assets/theme.js"></script>`;
  const html = `<!doctype html><html lang="{{ site.language }}" dir="{{ site.dir }}">${head}${looks}<main>${body}</main>`;
  return new Response(html, { status: 503, headers: { "content-type": "text/html; charset=utf-8" } });
}

// As the page's own source has it: escaped.
async function titleOf(cache, url) {
  const response = await cache.match(url);
  if (!response.headers.get("content-type")?.startsWith("text/html")) return "";
  return (await response.text()).match(/<title>([^<]*)/)?.[1] || url;
}
{% endif %}
