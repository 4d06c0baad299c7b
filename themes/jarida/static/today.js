// On the front page: what stands in the archive under today's date. Without scripts a link leads to all days.
"use strict";
(() => {
  const place = document.getElementById("on-this-day");
  const link = place.querySelector("a");
  const [month, day] = [new Date().getMonth(), new Date().getDate()];
  const days = Number.parseInt(place.dataset.days.slice(month * 8, month * 8 + 8), 16);
  if (!((days >>> (day - 1)) & 1)) return;
  const two = (number) => String(number).padStart(2, "0");
  link.href += `${two(month + 1)}-${two(day)}/`;

  const show = (page) => {
    const list = document.createElement("ul");
    list.className = "lines";
    for (const year of [...page.querySelectorAll(".anniversaries section")].slice(0, 4)) {
      const item = document.importNode(year.querySelector("li"), true);
      const when = document.createElement("span");
      when.className = "meta";
      when.textContent = year.querySelector("h2").textContent;
      item.append(when);
      list.append(item);
    }
    link.textContent = `${link.textContent}: ${page.querySelector("h1").textContent}`;
    place.append(list);
  };
  fetch(link.href)
    .then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error(answer.statusText))))
    .then((text) => show(new DOMParser().parseFromString(text, "text/html")))
    .catch(() => {}); // The link is there in any case.
})();
