// What a reader typed becomes search words. Signs that are no letters only part them: nothing ever throws.
import { words } from "./analysis.js";

const LONGEST = 400; // letters of a query that are looked at: a pasted page is no question

export function parse(text) {
  return [...new Set(words(text.slice(0, LONGEST)))];
}
