// The spans of time of a histogram's bars: months, or years where months would be too many to see.

const MOST_BARS = 240; // twenty years by months; a longer archive shows years until a part of it is chosen

// {name, from, to} of each bar.
export function spansOf(months, { from, to }) {
  const whole = monthsBetween(months[0], months.at(-1));
  if (whole.length <= MOST_BARS) return whole.map(month);
  const part = from && to ? monthsBetween(`${from}-01`.slice(0, 7), `${to}-12`.slice(0, 7)) : [];
  if (part.length && part.length <= MOST_BARS) return part.map(month);
  return [...new Set(whole.map((name) => name.slice(0, 4)))].map((year) => ({ name: year, from: `${year}-01`, to: `${year}-12` }));
}

const month = (name) => ({ name, from: name, to: name });

function monthsBetween(first, last) {
  const names = [];
  let [year, number] = first.split("-").map(Number);
  for (let name = first; name <= last; name = `${String(year).padStart(4, "0")}-${String(number).padStart(2, "0")}`) {
    names.push(name);
    number = (number % 12) + 1;
    if (number === 1) year++;
  }
  return names;
}

// A year's bar counts what is known by its year only, too.
export function countIn({ name }, counts) {
  if (name.length > 4) return counts.get(name) || 0;
  return [...counts].reduce((sum, [month, count]) => sum + (month.startsWith(name) ? count : 0), 0);
}
