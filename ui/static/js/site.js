// Registers every element. A page is complete without any of them.

import "./elements/copy-text.js";
import "./elements/date-range.js";
import "./elements/point-here.js";
import "./elements/theme-switch.js";

// A map is large, and many never scroll as far: its script comes when somebody comes near.
const MAPS = {
  "place-map": () => import("./elements/place-map.js"),
  "point-pick": () => import("./elements/point-pick.js"),
};
const approach = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      approach.unobserve(target);
      MAPS[target.localName]();
    }
  },
  { rootMargin: "200px" },
);
const awaitMaps = () => {
  for (const map of document.querySelectorAll(Object.keys(MAPS))) approach.observe(map);
};
awaitMaps();
document.addEventListener("htmx:after:swap", awaitMaps);

// A place field works alone until somebody enters it.
document.addEventListener("focusin", ({ target }) => {
  if (target.closest("place-field")) import("./elements/place-field.js");
});

if (document.querySelector("[data-personal], [data-starts-session]"))
  import("./form-words.js").then(({ keepsForms }) => keepsForms());

// What few pages have comes to those that have it.
const RARE = {
  "bill-shares": () => import("./elements/bill-shares.js"),
  "fresh-page": () => import("./elements/fresh-page.js"),
  "desk-keys": () => import("./elements/desk-keys.js"),
  "tab-row": () => import("./elements/tab-row.js"),
};
for (const [tag, bring] of Object.entries(RARE)) if (document.querySelector(tag)) bring();
