// Elements, made from text and never from markup.

export function element(name, kind = "", ...inside) {
  const made = document.createElement(name);
  if (kind) made.className = kind;
  made.append(...inside);
  return made;
}

export function button(kind, ...inside) {
  const made = element("button", kind, ...inside);
  made.type = "button";
  return made;
}
