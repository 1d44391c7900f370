// Without network a page of a trip leads only to what is kept on this device: every other way is greyed, and says why.

import { copyOf } from "./device-copies.js";

const REASON = "needs-network"; // id of the sentence that says why
const WAYS = "#trip-page a[href]:not([href^='#']), #trip-bar a[href], .site-header a[href]";

export async function showWays(isReached) {
  for (const way of document.querySelectorAll(WAYS)) {
    const isOpen = isReached || way.hasAttribute("download") || (await leadsToCopy(way));
    way.toggleAttribute("data-closed", !isOpen);
    if (isOpen && way.getAttribute("aria-describedby") === REASON) {
      way.removeAttribute("aria-disabled");
      way.removeAttribute("aria-describedby");
    } else if (!isOpen) {
      way.setAttribute("aria-disabled", "true");
      way.setAttribute("aria-describedby", REASON);
    }
  }
}

// The pages that lie in the trip, and are kept.
async function leadsToCopy(way) {
  const { origin, search } = new URL(way.href);
  return origin === location.origin && !search && Boolean(await copyOf(way.href));
}

// A greyed way shows its reason instead of an empty page.
export function explainsClosedWays() {
  document.addEventListener("click", (event) => {
    const way = event.target.closest?.("[data-closed]");
    if (!way) return;
    event.preventDefault();
    document.getElementById(REASON)?.focus();
  });
}
