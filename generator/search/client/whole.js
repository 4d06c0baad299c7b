// A small archive's one index, asked through stock lunr.js.
import lunr from "lunr";

// {numbers, words: clauses matched, scores, most: the scores again, as nothing is open}.
export function askWhole(index, clauses) {
  const scores = [];
  const found = { numbers: [], words: [], scores, most: scores };
  if (!index) return found;
  const { OPTIONAL: optional, REQUIRED: required, PROHIBITED: prohibited } = lunr.Query.presence;
  const presence = { optional, required, prohibited };
  if (clauses.some((clause) => clause.presence === "required" && !clause.terms.length)) return found;
  const fields = index.fields;
  const results = index.query((query) => {
    for (const clause of clauses) {
      if (clause.field && !fields.includes(clause.field)) continue;
      const options = { usePipeline: false, ...(clause.field ? { fields: [clause.field] } : {}) };
      // A word that stands for several terms asks for any of them: each is optional, checked below.
      const isOne = clause.terms.length === 1;
      const asks = isOne || clause.presence === "prohibited" ? presence[clause.presence] : optional;
      for (const term of clause.terms) query.term(term, { ...options, presence: asks });
    }
  });
  const matches = (metadata, clause) =>
    clause.terms.some((term) => metadata[term] && (!clause.field || clause.field in metadata[term]));
  for (const { ref, score, matchData } of results) {
    const asked = clauses.filter((clause) => clause.presence !== "prohibited");
    const matched = asked.filter((clause) => matches(matchData.metadata, clause));
    if (asked.some((clause) => clause.presence === "required" && !matched.includes(clause))) continue;
    if (!matched.length) continue;
    found.numbers.push(Number(ref));
    found.words.push(matched.length);
    found.scores.push(score);
  }
  return found;
}
