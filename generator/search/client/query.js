// What a reader typed becomes clauses and filters. What is no operator is text: nothing ever throws.
import { tokens } from "./analysis.js";

const LONGEST = 400; // letters of a query that are looked at: a pasted page is no question
const FIELDS = { title: "title", عنوان: "title" };
const FILTERS = { author: "author", كاتب: "author", section: "section", قسم: "section", tag: "tag", وسم: "tag" };
const PIECE = /([+-]?)(?:([\p{L}]+):)?(?:"([^"]*)"|«([^»]*)»|“([^”]*)”|([^\s"«“]+))/gu;

// {clauses: [{kind, forms, field, presence, text}], filters: [{field, forms, text, prohibited}]}.
export function parse(text) {
  const query = { clauses: [], filters: [] };
  for (const match of text.slice(0, LONGEST).matchAll(PIECE)) read(match, query);
  return query;
}

function read([whole, sign, name = "", ...texts], query) {
  const [quoted, angled, curled, plain] = texts;
  const isPhrase = plain === undefined;
  const typed = plain ?? quoted ?? angled ?? curled;
  const key = name.toLowerCase();
  const presence = { "+": "required", "-": "prohibited" }[sign] || "optional";
  if (Object.hasOwn(FILTERS, key)) {
    const forms = tokens(typed);
    if (forms.length) query.filters.push({ field: FILTERS[key], forms, text: typed, prohibited: sign === "-" });
    return;
  }
  const isField = Object.hasOwn(FIELDS, key);
  const said = isField || isPhrase ? typed : whole.slice(sign.length);
  const forms = tokens(said);
  if (!forms.length) return;
  const clause = { forms, field: isField ? FIELDS[key] : "", presence, text: said };
  if (isPhrase && name && !isField) query.clauses.push(...words({ ...clause, forms: tokens(name) }));
  if (isPhrase) query.clauses.push(forms.length > 1 ? { ...clause, kind: "phrase" } : { ...clause, kind: "word" });
  else if (forms.length === 1 && /\*$/.test(said)) query.clauses.push({ ...clause, kind: "prefix" });
  else if (forms.length === 1 && /~\d?$/.test(said)) query.clauses.push({ ...clause, kind: "fuzzy" });
  else query.clauses.push(...words(clause));
}

const words = (clause) => [...new Set(clause.forms)].map((form) => ({ ...clause, kind: "word", forms: [form], text: form }));
