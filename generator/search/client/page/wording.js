// Numbers, dates and sentences as the site prints them.

export function wording(words, language) {
  const plurals = new Intl.PluralRules(language);
  const zero = words.zero.charCodeAt(0);
  const digits = (value) => String(value).replace(/[0-9]/g, (digit) => String.fromCharCode(zero + Number(digit)));
  const text = (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  const count = (number, key = "results") => {
    const forms = words.count[key];
    return (forms[plurals.select(number)] || forms.other).replace("{n}", digits(number));
  };
  // A printed date as far as it goes: day, month or year.
  const date = (printed) => {
    const [year, month, day] = printed.slice(0, 10).split("-");
    if (!month) return digits(year);
    const name = words.months[Number(month) - 1];
    if (!day) return digits(text("month", { month: name, year }));
    return digits(text("day", { day: Number(day), month: name, year }));
  };
  return { language, text, count, date, digits };
}
