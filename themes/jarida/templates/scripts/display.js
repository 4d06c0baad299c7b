// How a reader wants to read: text size and colours, remembered on this device. Fetched on first use.
"use strict";
(() => {
  const words = {{ words("display") }};
  const root = document.documentElement;

  function element(name, values, ...children) {
    const made = Object.assign(document.createElement(name), values);
    made.append(...children);
    return made;
  }

  // As theme.js reads it back before the first paint.
  function remember(name, value) {
    root.dataset[name] = value;
    try {
      localStorage.setItem(name, value);
    } catch {
      // Not remembered, but shown.
    }
  }

  function choices(name, title, values, chosen) {
    const group = element("fieldset", { className: "choices" }, element("legend", { textContent: title }));
    for (const value of values) {
      const choice = element("input", { type: "radio", name, checked: value === chosen });
      choice.addEventListener("change", () => remember(name, value));
      group.append(element("label", {}, choice, element("span", { textContent: words[`${name}s.${value}`] })));
    }
    return group;
  }

  function made() {
    const close = element("button", { type: "button", className: "tool main", textContent: words.close });
    const dialog = element(
      "dialog",
      { className: "sheet" },
      element("h2", { id: "display", textContent: words.title }),
      choices("size", words.size, ["small", "normal", "large", "larger"], root.dataset.size || "normal"),
      choices("theme", words.colours, ["auto", "light", "dark"], root.dataset.theme || "auto"),
      element("p", { className: "tools" }, close),
    );
    dialog.setAttribute("aria-labelledby", "display");
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    document.body.append(dialog);
    return dialog;
  }

  let dialog;
  globalThis.warraqDisplay = () => (dialog ||= made()).showModal();
})();
