"""How the page on an import looks, and what it does: it gathers what an editor changed into a file to save."""

STYLE = """\
:root{color-scheme:light dark;--paper:#fff;--ink:#1b1b1b;--soft:#595959;--line:#767676;--bad:#a11212;--go:#0b57d0}
body{font:1rem/1.7 system-ui,sans-serif;max-inline-size:90rem;margin:0 auto;padding:1rem;color:var(--ink);background:var(--paper)}
h1{font-size:1.4rem;margin:0}h2{font-size:1rem;margin:.5rem 0}p{margin-block:.4rem}small,.place,.number{color:var(--soft)}
code{overflow-wrap:anywhere}
.legend{display:flex;flex-wrap:wrap;gap:.35rem;list-style:none;padding:0;margin:.5rem 0}
.bar{position:sticky;inset-block-start:0;background:var(--paper);padding-block:.4rem;border-block-end:1px solid var(--line);z-index:1}
button,input[type=text]{font:inherit;color:inherit;background:var(--paper);border:1px solid var(--line);border-radius:.3rem}
button{padding:.3rem .8rem;min-block-size:2.75rem;cursor:pointer}
input[type=text]{inline-size:100%;box-sizing:border-box;padding:.3rem .5rem}
input[type=checkbox]{inline-size:1.15rem;block-size:1.15rem;vertical-align:-.2rem}
:focus-visible{outline:3px solid var(--go);outline-offset:2px}
details.article{border:1px solid var(--line);border-radius:.4rem;margin-block:.6rem;padding:.3rem .8rem;content-visibility:auto;
 contain-intrinsic-size:auto 3rem}
details.doubt{border-inline-start:.4rem solid var(--bad)}summary{cursor:pointer;overflow-wrap:anywhere;padding-block:.4rem;font-weight:600}
.state{font-weight:400;font-size:.85rem;border:1px solid;border-radius:.3rem;padding:0 .4rem}.doubt>summary .state{color:var(--bad)}
.problems{color:var(--bad);padding-inline-start:1.2rem}.two{display:grid;gap:1rem}
@media(min-width:60rem){.two{grid-template-columns:1fr 1fr}}.two>section{min-inline-size:0}
.source{list-style:none;padding:0;margin:0}.source li{border-inline-start:.35rem solid var(--role,var(--line));padding:.15rem .6rem;
 margin-block:.25rem}.text,.result,td{overflow-wrap:anywhere;text-align:start}.result{white-space:pre-wrap;border-block-start:1px solid var(--line);padding-block:.5rem}
.role{border:1px solid var(--role,var(--line));border-inline-start-width:.5rem;border-radius:.25rem;padding:0 .35rem;font-size:.85rem}
.source .out .text{text-decoration:line-through;color:var(--soft)}mark{background:#ffe08a;color:#1b1b1b}
.head{--role:#5a6b7b}.date{--role:#0b57d0}.title{--role:#8c1c13}.caption{--role:#7a5200}.byline{--role:#00695c}.body{--role:#2e7d32}
.subhead{--role:#6a1b9a}.quote{--role:#ad1457}.tags{--role:#00838f}.out{--role:#8a8a8a}.source .doubt,.role.doubt{--role:#d32f2f}
table{border-collapse:collapse;inline-size:100%;font-size:.9rem;table-layout:fixed}th,td{border:1px solid var(--line);padding:.2rem .4rem;text-align:start;
 vertical-align:top;overflow-wrap:anywhere}thead th:nth-child(2){inline-size:34%}thead th:nth-child(3){inline-size:13%}thead th:last-child{inline-size:13%}
tr.doubt td,tr.doubt th{background:#ffe3e3;color:#1b1b1b}
.decide{display:grid;gap:.4rem;border:1px solid var(--line);border-radius:.3rem;margin-block:.6rem}.decide>div{display:flex;gap:.6rem;align-items:end}
.decide label:first-child{flex:1}.accept{white-space:nowrap;padding-block-end:.4rem}.is-decided{outline:2px solid var(--go)}
@media(prefers-color-scheme:dark){:root{--paper:#161616;--ink:#eee;--soft:#b5b5b5;--line:#8a8a8a;--bad:#ff9d9d;--go:#8ab4f8}
.head{--role:#9fb3c8}.date{--role:#8ab4f8}.title{--role:#ff8a80}.caption{--role:#ffca6a}.byline{--role:#6fd3c4}.body{--role:#81c784}
.subhead{--role:#ce93d8}.quote{--role:#f48fb1}.tags{--role:#80deea}.source .doubt,.role.doubt{--role:#ff8a80}}
@media print{.bar,.decide,.about label{display:none}}
"""
SCRIPT = """\
'use strict';
const said = JSON.parse(document.getElementById('said').textContent);
const fields = ['title', 'date', 'byline', 'dateline', 'publisher'];
const numbers = (article, verb) =>
  [...article.querySelectorAll(`input[data-${verb}]:checked`)].map((box) => Number(box.dataset[verb]));
function decisionOf(article) {
  const decision = { ...said[article.dataset.seed] };
  for (const name of fields) {
    const input = article.querySelector(`input[name="${name}"]`);
    const accepted = article.querySelector(`input[data-accept="${name}"]`);
    if (!input) continue;
    const value = input.value.trim().replace(/\\s+/g, ' ');
    if (value && (value !== input.dataset.before || (accepted && accepted.checked))) decision[name] = value;
  }
  for (const verb of ['drop', 'keep']) {
    const all = [...new Set([...(decision[verb] || []), ...numbers(article, verb)])].sort((a, b) => a - b);
    if (all.length) decision[verb] = all;
  }
  return decision;
}
function decisions() {
  const all = { ...said };
  for (const article of document.querySelectorAll('details.article[data-seed]')) {
    const decision = article.dataset.seed ? decisionOf(article) : {};
    article.classList.toggle('is-decided', Object.keys(decision).length > 0);
    if (Object.keys(decision).length) all[article.dataset.seed] = decision;
  }
  return all;
}
function yaml(all) {
  const lines = ['# What people decided on articles; `warraq import` applies it, and it wins.'];
  for (const seed of Object.keys(all).sort()) {
    lines.push(`${seed}:`);
    for (const [name, value] of Object.entries(all[seed])) lines.push(`  ${name}: ${JSON.stringify(value)}`);
  }
  return lines.join('\\n') + '\\n';
}
function count() {
  const number = Object.keys(decisions()).length;
  document.getElementById('count').textContent = number ? `decided on ${number}` : 'nothing decided yet';
}
document.addEventListener('change', count);
document.getElementById('save').addEventListener('click', () => {
  const wrong = document.querySelector('input:invalid');
  if (wrong) {
    wrong.closest('details').open = true;
    wrong.reportValidity();
    return;
  }
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([yaml(decisions())], { type: 'application/yaml' }));
  link.download = 'decisions.yaml';
  link.click();
  URL.revokeObjectURL(link.href);
});
count();
"""
