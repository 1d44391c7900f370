// <map-page>: the card of a pin beside the map, and other layers on it. Without it a pin leads to its page, and a layer to
// its list.

import { mark } from "../map-layers.js";

const LAYERS = new Set(["community", "story"]); // every other kind is one of offers

class MapPage extends HTMLElement {
  connectedCallback() {
    this.map = this.querySelector("place-map");
    this.card = this.querySelector("[data-card]");
    this.body = this.querySelector("[data-card-body]");
    for (const one of this.querySelectorAll("[data-scripted]")) one.hidden = false;
    for (const one of this.querySelectorAll("[data-plain]")) one.hidden = true;
    this.addEventListener("click", this, true); // before the map opens its own
    this.addEventListener("change", this);
    this.addEventListener("keydown", this);
  }

  handleEvent(event) {
    if (event.type === "change") this.toggleLayer(event.target);
    else if (event.type === "keydown") this.closeBy(event);
    else this.follow(event);
  }

  follow(event) {
    if (event.target.closest("[data-close]")) this.close();
    const pin = event.target.closest(".place-map__pin:not([data-count])");
    if (!pin || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    this.open(pin);
  }

  async open(pin) {
    const { places: key, kind } = pin.dataset;
    const { href } = pin.querySelector("a");
    const noun = LAYERS.has(kind) ? kind : "offer";
    this.key = key;
    const card = await this.fetchCard(this.dataset.cards.replace("NOUN", noun).replace("KEY", key));
    if (this.key !== key) return; // another was chosen meanwhile
    if (!card) {
      location.assign(href);
      return;
    }
    this.body.innerHTML = card;
    this.card.hidden = false;
    mark(key);
    this.body.querySelector("a")?.focus({ preventScroll: true });
  }

  async fetchCard(address) {
    try {
      const answer = await fetch(address);
      return answer.ok ? await answer.text() : "";
    } catch {
      return ""; // no network: the page of the pin says so
    }
  }

  closeBy(event) {
    if (event.key !== "Escape" || this.card.hidden) return;
    event.stopPropagation();
    this.close();
  }

  close() {
    this.card.hidden = true;
    mark("");
    const pin = this.map.querySelector(`.place-map__pin[data-places="${CSS.escape(this.key)}"] a`);
    (pin ?? this.map.sheet)?.focus({ preventScroll: true });
    this.key = "";
  }

  async toggleLayer({ name, value, checked, dataset }) {
    if (name !== "layer") return;
    await this.map.ready;
    if (checked) await this.map.bring(value, dataset.src);
    else this.map.drop(value);
  }
}

customElements.define("map-page", MapPage);
