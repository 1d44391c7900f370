// Registers every element. A page is complete without any of them.

import "./elements/date-range.js";
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
  "device-copies": () => import("./elements/device-copies.js"),
  "device-copy": () => import("./elements/device-copy.js"),
  "copy-text": () => import("./elements/copy-text.js"),
  "bill-shares": () => import("./elements/bill-shares.js"),
  "fresh-page": () => import("./elements/fresh-page.js"),
  "heart-button": () => import("./elements/heart-button.js"),
  "photo-viewer": () => import("./elements/photo-viewer.js"),
  "point-here": () => import("./elements/point-here.js"),
  "desk-keys": () => import("./elements/desk-keys.js"),
  "mark-read": () => import("./elements/mark-read.js"),
  "night-picker": () => import("./elements/night-picker.js"),
  "push-switch": () => import("./elements/push-switch.js"),
  "print-button": () => import("./elements/print-button.js"),
  "saved-replies": () => import("./elements/saved-replies.js"),
  "page-part": () => import("./elements/page-part.js"),
  "select-all": () => import("./elements/select-all.js"),
  "share-button": () => import("./elements/share-button.js"),
  "tab-row": () => import("./elements/tab-row.js"),
  "total-recount": () => import("./elements/total-recount.js"),
};
// A list of many names can be searched.
const LONG = 40; // options
const long = [...document.querySelectorAll("main select:not([multiple])")].filter(
  (select) => select.options.length > LONG && !select.querySelector("optgroup"),
);
if (long.length)
  import("./elements/long-select.js").then(({ makeSearchable }) => long.forEach(makeSearchable));

const bringRare = () => {
  for (const [tag, bring] of Object.entries(RARE)) if (document.querySelector(tag)) bring();
};
bringRare();
document.addEventListener("htmx:after:swap", bringRare);

// Who goes on before a page has faded in ends its transition: that is no error.
for (const name of ["pageswap", "pagereveal"]) {
  addEventListener(name, ({ viewTransition }) => {
    for (const part of ["ready", "finished"]) viewTransition?.[part].catch(() => {});
  });
}

// Opened as an app, the site shows its own page where there is no network.
if (matchMedia("(display-mode: standalone)").matches && navigator.serviceWorker)
  import("./device-copies.js").then(({ startWorker }) => startWorker());
