// What the pages of a trip do beyond those of the site. They are complete without it.

import "./elements/drag-steps.js";
import "./elements/live-trip.js";
import "./elements/undo-toast.js";
import "./elements/waiting-posts.js";
import { keepsDrafts } from "./drafts.js";
import { explainsClosedWays } from "./offline-links.js";
import { me, sendsForms } from "./posting.js";
import { showCarriedAnswers, trip } from "./trip-page.js";
import { forgetUnless } from "./waiting.js";

const trips = document.querySelector("[data-my-trips]");
if (trips) {
  const mine = new Set(trips.dataset.myTrips.split(" "));
  forgetUnless((line) => mine.has(line.trip));
}
if (trip()) {
  // Somebody else at this browser, or a seat that was given back and taken anew: not theirs to send.
  forgetUnless((line) => line.trip !== me().trip || line.me === me().me);
  showCarriedAnswers();
  keepsDrafts();
  sendsForms();
  explainsClosedWays();
}
