// <drag-stages>: a step of an itinerary is dragged by its handle; the form of its arrows is sent with where it went.

import { DragList } from "../dragging.js";

class DragStages extends DragList {
  arrived(step, to) {
    const form = step.querySelector("[data-move]");
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = "to";
    field.value = to;
    form.append(field);
    form.submit();
  }
}

customElements.define("drag-stages", DragStages);
