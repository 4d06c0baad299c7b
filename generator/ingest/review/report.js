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
    const value = input.value.trim().replace(/\s+/g, ' ');
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
  return lines.join('\n') + '\n';
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
