// <drag-steps>: a step of a trip is dragged by its handle; without JavaScript the two arrows beside it do the same.
// What the server refuses goes back to where it was, and so does what waits for the network: it is drawn as waiting.

import { DragList } from "../dragging.js";
import { carry, lineOf, settle } from "../posting.js";
import { trip } from "../trip-page.js";

class DragSteps extends DragList {
  async arrived(step, to) {
    const { list, before } = this.from;
    const form = step.querySelector("[data-move]");
    const data = new URLSearchParams(new FormData(form));
    data.set("key", crypto.randomUUID?.() ?? data.get("key"));
    data.set("to", to);
    const line = lineOf(form.action, data, form, step.querySelector("[data-handle]"));
    const outcome = await carry(line);
    if (outcome.kind !== "done")
      list.insertBefore(step, before?.parentNode === list ? before : null);
    if (outcome.kind !== "done" && outcome.kind !== "later") trip().refreshSoon();
    await settle(outcome, line);
  }
}

customElements.define("drag-steps", DragSteps);
