// Citations, made from the record that the page carries for machines, and the address to copy: fetched on first use.
"use strict";
(() => {
  const words = {{ words("keep") }};
  const LATEX = { arabic: "ar", persian: "fa", hebrew: "he", urdu: "ur", english: "en", french: "fr", german: "de", turkish: "tr", spanish: "es" };
  const FORMATS = [
    { title: "BibTeX", suffix: "bib", make: bibtex },
    { title: "RIS", suffix: "ris", make: ris },
    { title: "CSL-JSON", suffix: "json", make: (one) => `${JSON.stringify([csl(one)], null, 2)}\n` },
    { title: words.wikipedia_ar, make: (one) => wikipedia(one, ARABIC, "ar") },
    { title: words.wikipedia_en, make: (one) => wikipedia(one, ENGLISH, "en") },
  ];
  const ENGLISH = { template: "cite news", author: "author", title: "title", url: "url", outlet: "newspaper", date: "date", page: "page", language: "language", seen: "access-date", archive: "via" };
  const ARABIC = { template: "استشهاد بخبر", author: "مؤلف", title: "عنوان", url: "مسار", outlet: "صحيفة", date: "تاريخ", page: "صفحة", language: "لغة", seen: "تاريخ الوصول", archive: "via" };

  // What is cited; `date` as far as it is known, `doubt` as EDTF.
  function record() {
    const data = JSON.parse(document.querySelector('script[type="application/ld+json"]').textContent);
    const now = new Date();
    return {
      id: data.identifier.replace(/[^\w-]+/g, "-"),
      title: data.headline,
      authors: (data.author || []).map(({ name }) => name),
      outlet: data.publisher.name,
      archive: data.sdPublisher.name,
      date: (data.datePublished || "").slice(0, 10),
      doubt: data.publication?.description.split("(EDTF): ")[1] || "",
      section: data.articleSection || "",
      page: String(data.printPage || ""),
      issue: data.isPartOf?.issueNumber || "",
      language: data.inLanguage,
      url: address(),
      seen: [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-"),
    };
  }

  const address = () => new URL(document.querySelector('[property="og:url"]').content).href;
  const line = (text) => text.replace(/\s+/g, " ").trim();

  // BibLaTeX's entry for newspapers. A name in braces of its own is whole: Arabic names are not inverted.
  function bibtex(one) {
    const langid = Object.keys(LATEX).find((name) => LATEX[name] === one.language.slice(0, 2));
    const fields = {
      entrysubtype: "newspaper",
      title: `{${latex(one.title)}}`,
      author: one.authors.map((name) => `{${latex(name)}}`).join(" and "),
      journaltitle: latex(one.outlet),
      date: one.doubt || one.date,
      issue: latex(one.issue),
      pages: latex(one.page),
      url: one.url,
      urldate: one.seen,
      langid,
    };
    const lines = Object.entries(fields).filter(([, value]) => value);
    return `@article{${one.id},\n${lines.map(([name, value]) => `  ${name} = {${value}},\n`).join("")}}\n`;
  }

  // Braces as commands: escaped ones count as pairs all the same.
  const LATEX_SIGNS = { "\\": "\\textbackslash{}", "{": "\\textbraceleft{}", "}": "\\textbraceright{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" };
  const latex = (text) => line(text).replace(/[\\{}~^%&#$_]/g, (sign) => LATEX_SIGNS[sign] || `\\${sign}`);

  function ris(one) {
    const [year, month = "", day = ""] = one.date.split("-");
    const tags = [["TY", "NEWS"], ["ID", one.id], ["TI", one.title], ...one.authors.map((name) => ["AU", name])];
    tags.push(["T2", one.outlet], ["PY", year], ["DA", year && `${year}/${month}/${day}/`], ["SE", one.section]);
    tags.push(["IS", one.issue], ["SP", one.page], ["UR", one.url], ["LA", one.language]);
    tags.push(["DB", one.archive === one.outlet ? "" : one.archive], ["Y2", one.seen.replaceAll("-", "/") + "/"]);
    const lines = tags.filter(([, value]) => value).map(([tag, value]) => `${tag}  - ${line(value)}\r\n`);
    return `${lines.join("")}ER  - \r\n`;
  }

  function csl(one) {
    const ends = one.doubt.includes("/") ? one.doubt.split("/").filter((end) => /^\d/.test(end)) : [one.date];
    const issued = one.date && { "date-parts": ends.map(parts), ...(one.doubt && { circa: true }) };
    const all = {
      id: one.id,
      type: "article-newspaper",
      title: one.title,
      author: one.authors.map((name) => ({ literal: name })),
      "container-title": one.outlet,
      issued,
      section: one.section,
      issue: one.issue,
      page: one.page,
      URL: one.url,
      accessed: { "date-parts": [parts(one.seen)] },
      language: one.language,
      source: one.archive,
    };
    return Object.fromEntries(Object.entries(all).filter(([, value]) => value && value.length !== 0));
  }

  const parts = (date) => date.replace(/[^\d-]/g, "").split("-").map(Number);

  function wikipedia(one, names, language) {
    const fields = one.authors.map((name, place) => [names.author + (one.authors.length > 1 ? place + 1 : ""), name]);
    fields.push([names.title, one.title], [names.url, one.url], [names.outlet, one.outlet]);
    fields.push([names.date, printed(one.date, language)], [names.page, one.page], [names.language, one.language.slice(0, 2)]);
    fields.push([names.seen, one.seen], [names.archive, one.archive === one.outlet ? "" : one.archive]);
    const said = fields.filter(([, value]) => value).map(([name, value]) => ` |${name}=${wikitext(value)}`);
    return `{% raw %}{{${names.template}${said.join("")}}}{% endraw %}\n`;
  }

  // Templates of citations take days as numbers, and refuse months so.
  function printed(date, language) {
    if (date.length !== 7) return date;
    const form = new Intl.DateTimeFormat(`${language}-u-nu-latn`, { month: "long", year: "numeric", timeZone: "UTC" });
    return form.format(new Date(`${date}-01`));
  }

  const wikitext = (text) => line(text).replace(/[|[\]{}<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);

  function element(name, values, ...children) {
    const made = Object.assign(document.createElement(name), values);
    made.append(...children);
    return made;
  }

  const status = element("p", { className: "hidden" });
  status.setAttribute("role", "status");

  // Said on the button, and to whoever does not see it.
  async function copied(button, text) {
    const label = button.textContent;
    status.textContent = "";
    const isDone = await navigator.clipboard.writeText(text).then(() => true, () => false);
    if (label === words.copied || label === words.refused) return;
    button.textContent = status.textContent = isDone ? words.copied : words.refused;
    setTimeout(() => (button.textContent = label), 2500);
  }

  function citing() {
    const one = record();
    const text = element("textarea", { readOnly: true, rows: 9, spellcheck: false, dir: "auto" });
    text.setAttribute("aria-label", words.text);
    const save = element("a", { className: "tool", textContent: words.save });
    const copy = element("button", { type: "button", className: "tool main", textContent: words.copy });
    const close = element("button", { type: "button", className: "tool", textContent: words.close });
    const choices = element("fieldset", { className: "choices" }, element("legend", { className: "hidden", textContent: words.format }));
    const show = (format) => {
      text.value = format.make(one);
      save.hidden = !format.suffix;
      save.download = `${one.id}.${format.suffix}`;
      URL.revokeObjectURL(save.href);
      if (format.suffix) save.href = URL.createObjectURL(new Blob([text.value], { type: "text/plain" }));
    };
    for (const format of FORMATS) {
      const choice = element("input", { type: "radio", name: "format", checked: format === FORMATS[0] });
      choice.addEventListener("change", () => show(format));
      choices.append(element("label", {}, choice, element("span", { textContent: format.title })));
    }
    const title = element("h2", { id: "citing", textContent: words.title });
    const dialog = element("dialog", { className: "sheet" }, title, choices, text, element("p", { className: "tools" }, copy, save, close));
    dialog.setAttribute("aria-labelledby", "citing");
    copy.addEventListener("click", () => copied(copy, text.value));
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    show(FORMATS[0]);
    document.body.append(dialog);
    return dialog;
  }

  let dialog;
  globalThis.warraqKeep = {
    cite() {
      dialog ||= citing();
      dialog.append(status);
      dialog.showModal();
    },
    link(button) {
      button.parentElement.after(status);
      copied(button, address());
    },
  };
})();
