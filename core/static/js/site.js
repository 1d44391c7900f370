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
for (const map of document.querySelectorAll(Object.keys(MAPS))) approach.observe(map);

// Few pages ask for a place, and their field works alone: its script comes when somebody enters it.
document.addEventListener("focusin", ({ target }) => {
  if (target.closest("place-field")) import("./elements/place-field.js");
});

// What few pages have comes to those that have it.
const RARE = {
  "bill-shares": () => import("./elements/bill-shares.js"),
  "desk-keys": () => import("./elements/desk-keys.js"),
  "tab-row": () => import("./elements/tab-row.js"),
};
for (const [tag, bring] of Object.entries(RARE)) if (document.querySelector(tag)) bring();
