// Text becomes search words. Twin of generator/search/analysis/analyzer.py (tests/vectors/analysis.tsv).
// Counting the forms of many articles at once is missing here: only a build does it.
import { fold, oneHamza } from "./arabic.js";

const TOKEN = /[\p{L}\p{N}]+/gu;
const ARABIC = /^[\u0621-\u064a]+$/;

export function tokens(text) {
  return (fold(text).match(TOKEN) || []).map(oneHamza);
}

const ARTICLES = "وبال فبال وكال ولل فلل وال فال بال كال ال لل".split(" ");
const SHORT_ARTICLES = ["ال", "لل"];
const ENDINGS =
  "هما كما اتهم اتها اته اتنا تهم تها تنا تين تان يات يون يين ياه ات ان ون ين ها هم هن كم نا يه يا ته وا ه ي ت ا".split(" ");
const SHORTEST_STEM = 3;

// The plain rule: a form without article and one ending.
export function stem(form) {
  return ARABIC.test(form) ? withoutEnding(withoutArticle(form)[0]) : form;
}

// What may follow the article, or the form itself; what follows لل may begin with one more ل.
export function withoutArticle(form) {
  for (const article of ARTICLES) {
    const rest = form.slice(article.length);
    if (form.startsWith(article) && (rest.length > 2 || (rest.length === 2 && SHORT_ARTICLES.includes(article)))) {
      return article.endsWith("لل") ? [rest, "ل" + rest] : [rest];
    }
  }
  return [form];
}

function withoutEnding(form) {
  for (const ending of ENDINGS) {
    if (form.endsWith(ending) && form.length - ending.length >= SHORTEST_STEM) {
      form = form.slice(0, -ending.length);
      break;
    }
  }
  return form.length > SHORTEST_STEM && form.endsWith("\u0621") ? form.slice(0, -1) : form;
}

const CONJUNCTIONS = ["و", "ف"];
const PREPOSITIONS = ["ب", "ل", "ك"];
const FUTURE = ["ي", "ن", "ت", "ا"];

function withoutLetters(form) {
  const first = form.slice(0, 1);
  const behind = form.slice(1);
  const isFuture = (text) => text.startsWith("س") && FUTURE.includes(text.slice(1, 2));
  const rests = [];
  if (CONJUNCTIONS.includes(first)) {
    rests.push(behind);
    if (PREPOSITIONS.includes(behind.slice(0, 1)) || isFuture(behind)) rests.push(behind.slice(1));
  } else if (PREPOSITIONS.includes(first) || isFuture(form)) {
    rests.push(behind);
  }
  return rests.filter((rest) => rest.length >= SHORTEST_STEM).flatMap((rest) => [...withoutArticle(rest), rest]);
}

// Terms that a form could mean, the plain rule's first.
export function readings(form) {
  const cores = ARABIC.test(form) ? [...withoutArticle(form), form, ...withoutLetters(form)] : [];
  return [...new Set([stem(form), ...cores.map(withoutEnding)])];
}

const LEADING = new Set("وفبكلس");
const TRAILING = new Set("هانويتم");
const OPEN = new Set("هاتي");
const SHORTEST_SKELETON = 2;

// The letters that stay whatever is written onto a word: the Python twin explains the rules.
export function skeleton(form) {
  if (!ARABIC.test(form)) return form;
  const bare = form.replaceAll("\u0621", "") || form;
  const start = startOfSkeleton(bare);
  let end = bare.length;
  while (end - start > SHORTEST_SKELETON && TRAILING.has(bare[end - 1])) end--;
  const kept = bare.slice(start, end);
  return kept.length === SHORTEST_SKELETON && OPEN.has(kept[1]) ? kept[0] : kept;
}

function startOfSkeleton(bare) {
  const last = bare[bare.length - 1];
  const isFirm = !TRAILING.has(last) && !LEADING.has(last);
  let start = 0;
  for (let left = bare.length; left > 1; left = bare.length - start) {
    if (left >= SHORTEST_SKELETON + 2 && bare.startsWith("ال", start)) start += 2;
    else if (LEADING.has(bare[start]) && (left > SHORTEST_SKELETON || isFirm)) start += 1;
    else break;
  }
  return start;
}

export function words(text) {
  return tokens(text).map(stem);
}
