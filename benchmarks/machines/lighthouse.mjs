// Asks Lighthouse, as on a phone: node lighthouse.mjs CATEGORIES RUNS SKIPPED URL…
// Prints, for each URL and run, the scores of 0 to 100 and what was not perfect, as a line of JSON.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const [categories, runs, skipped, ...urls] = process.argv.slice(2);
const browser = await launch({ chromePath: "/usr/bin/chromium", chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu"] });
const options = { port: browser.port, logLevel: "silent", onlyCategories: categories.split(","), skipAudits: skipped.split(",") };
try {
  for (const url of urls)
    for (let run = 0; run < Number(runs); run += 1) {
      const { lhr } = await lighthouse(url, options);
      if (lhr.runtimeError) throw new Error(`${url}: ${lhr.runtimeError.message}`);
      const scores = Object.fromEntries(Object.values(lhr.categories).map(({ id, score }) => [id, Math.round(score * 100)]));
      const flaws = Object.values(lhr.categories)
        .flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight))
        .map(({ id }) => lhr.audits[id])
        .filter(({ score }) => score !== null && score < 1)
        .map(({ id, displayValue = "", details }) => [id, displayValue, ...(details?.items || []).slice(0, 3).map((item) => item.node?.snippet || item.url || "")]);
      console.log(JSON.stringify({ url, scores, flaws }));
    }
} finally {
  browser.kill();
}
