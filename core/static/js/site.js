// Registers every element. A page is complete without any of them.

import "./elements/copy-text.js";
import "./elements/date-range.js";
import "./elements/place-map.js";
import "./elements/point-here.js";
import "./elements/theme-switch.js";

// Few pages ask for a place, and their field works alone: its script comes when somebody enters it.
document.addEventListener("focusin", ({ target }) => {
  if (target.closest("place-field")) import("./elements/place-field.js");
});
