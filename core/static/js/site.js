// Registers every element. A page is complete without any of them.

import "./elements/copy-text.js";
import "./elements/date-range.js";
import "./elements/point-here.js";
import "./elements/theme-switch.js";

// A map is large, and many never scroll as far: its script comes when somebody comes near.
const approach = new IntersectionObserver(
  (entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    approach.disconnect();
    import("./elements/place-map.js");
  },
  { rootMargin: "200px" },
);
for (const map of document.querySelectorAll("place-map")) approach.observe(map);

// Few pages ask for a place, and their field works alone: its script comes when somebody enters it.
document.addEventListener("focusin", ({ target }) => {
  if (target.closest("place-field")) import("./elements/place-field.js");
});
