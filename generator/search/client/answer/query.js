// What a reader typed becomes clauses, phrases and filters. Twin of generator/search/answer/query.py, which spells out
// what JavaScript means by white space and letters. What is no operator is text: nothing ever throws.
import { stem, tokens } from "../analysis/analyzer.js";

const LONGEST = 400; // letters of a query that are looked at: a pasted page is no question
const FIELDS = { title: "title", عنوان: "title" };
const FILTERS = {
  author: "author", كاتب: "author",
  section: "section", قسم: "section",
  publisher: "publisher", ناشر: "publisher",
  tag: "tag", وسم: "tag",
};
const PIECE = /([+-]?)(?:([\p{L}]+):)?(?:"([^"]*)"|«([^»]*)»|“([^”]*)”|([^\s"«“]+))/gu;

// {clauses: [{kind, forms, field, presence, text}], phrases: [{forms, field, prohibited}],
// filters: [{field, forms, fits, prohibited}]}, where `fits` decides whether a name is meant. The words of a phrase are
// required; an unwanted phrase has no clause.
export function parse(text) {
  const query = { clauses: [], phrases: [], filters: [] };
  for (const match of text.slice(0, LONGEST).matchAll(PIECE)) read(match, query);
  return query;
}

function read([whole, sign, name = "", ...texts], query) {
  const [quoted, angled, curled, plain] = texts;
  const isPhrase = plain === undefined;
  const typed = plain ?? quoted ?? angled ?? curled;
  const key = name.toLowerCase();
  if (Object.hasOwn(FILTERS, key)) {
    const forms = tokens(typed);
    if (forms.length) query.filters.push({ field: FILTERS[key], forms, fits: (name) => isNamed(name, forms), prohibited: sign === "-" });
    return;
  }
  const isField = Object.hasOwn(FIELDS, key);
  const text = isField || isPhrase ? typed : whole.slice(sign.length);
  const forms = tokens(text);
  if (!forms.length) return;
  const presence = { "+": "required", "-": "prohibited" }[sign] || "optional";
  const clause = { forms, field: isField ? FIELDS[key] : "", presence, text };
  if (isPhrase && name && !isField) query.clauses.push(...words({ ...clause, forms: tokens(name) }));
  if (isPhrase && forms.length > 1) addPhrase(clause, query);
  else if (isPhrase) query.clauses.push({ ...clause, kind: "word" });
  else if (forms.length === 1 && /\*$/.test(text)) query.clauses.push({ ...clause, kind: "prefix" });
  else if (forms.length === 1 && /~\d?$/.test(text)) query.clauses.push({ ...clause, kind: "fuzzy" });
  else query.clauses.push(...words(clause));
}

function addPhrase(clause, query) {
  const prohibited = clause.presence === "prohibited";
  query.phrases.push({ forms: clause.forms, field: clause.field, prohibited });
  if (!prohibited) query.clauses.push({ ...clause, kind: "phrase", presence: "required" });
}

const words = (clause) => [...new Set(clause.forms)].map((form) => ({ ...clause, kind: "word", forms: [form], text: form }));

function isNamed(name, forms) {
  const stems = new Set(tokens(name).map(stem));
  return forms.every((form) => stems.has(stem(form)));
}
