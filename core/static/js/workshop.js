// What the pages of a trip do beyond those of the site. They are complete without it.

import "./elements/drag-steps.js";
import "./elements/live-trip.js";
import "./elements/waiting-posts.js";
import { keepsDrafts } from "./drafts.js";
import { me, sendsForms } from "./posting.js";
import { showCarriedAnswers, trip } from "./trip-page.js";
import { forgetUnless } from "./waiting.js";

const trips = document.querySelector("[data-my-trips]");
if (trips) {
  const mine = new Set(trips.dataset.myTrips.split(" "));
  forgetUnless((line) => mine.has(line.trip));
}
if (trip()) {
  keepsThePlan();
  // Somebody else at this browser, or a seat that was given back and taken anew: not theirs to send.
  forgetUnless((line) => line.trip !== me().trip || line.me === me().me);
  showCarriedAnswers();
  keepsDrafts();
  sendsForms();
}

// The first visit comes before the worker: it is told what this page is made of.
function keepsThePlan() {
  const workers = navigator.serviceWorker;
  if (!workers) return;
  workers.register(trip().dataset.worker).catch(() => {}); // refused in a private window
  workers.addEventListener("controllerchange", () => {
    const parts = performance.getEntriesByType("resource").map(({ name }) => name);
    workers.controller?.postMessage({ keep: [location.href, ...parts] });
  });
  document.addEventListener("trip:gone", () =>
    workers.controller?.postMessage({ forget: trip().dataset.plan }),
  );
}
