// <point-pick>: a press on a map writes the point into the field inside it; so does a button, for the middle of the map
// that the arrow keys move. Without it, figures can still be typed.

import { outlineOf } from "../map-layers.js";

const CLOSEST_ZOOM = 17;
const FIRST_ZOOM = 11;
const FIGURE = /-?\d+(?:[.,]\d+)?/g;

class PointPick extends HTMLElement {
  connectedCallback() {
    this.field = this.querySelector("input");
    this.button = this.querySelector("[data-take]");
    // A busy browser tells several changes at once, the oldest first.
    const whenNear = (changes) => changes.some((one) => one.isIntersecting) && this.start();
    this.approach = new IntersectionObserver(whenNear, { rootMargin: "200px" });
    this.approach.observe(this);
  }

  disconnectedCallback() {
    this.approach.disconnect();
    this.field.removeEventListener("change", this);
    this.button.removeEventListener("click", this);
    this.map?.remove();
    this.sheet?.remove();
    delete this.dataset.state;
  }

  async start() {
    this.approach.disconnect();
    await import("../../vendor/leaflet/leaflet.js");
    if (!this.isConnected) return;
    this.open(window.L);
    this.field.addEventListener("change", this);
    this.button.addEventListener("click", this);
    await this.drawOutline();
  }

  open(leaflet) {
    this.leaflet = leaflet;
    this.sheet = document.createElement("div");
    this.sheet.className = "point-pick__sheet";
    this.sheet.setAttribute("role", "region");
    this.sheet.setAttribute("aria-label", this.dataset.label);
    this.button.before(this.sheet);
    this.dataset.state = "ready";
    const { tiles, streets, zoomIn: zoomInTitle, zoomOut: zoomOutTitle } = this.dataset;
    const moves = !matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.map = leaflet.map(this.sheet, {
      attributionControl: false,
      zoomControl: false,
      scrollWheelZoom: false, // a page that scrolls past must not be caught
      maxZoom: CLOSEST_ZOOM,
      zoomAnimation: moves,
      fadeAnimation: moves,
      inertia: moves,
    });
    this.map.setView(this.written() ?? this.dataset.centre.split(",").map(Number), FIRST_ZOOM);
    leaflet.control.zoom({ zoomInTitle, zoomOutTitle }).addTo(this.map);
    if (tiles) leaflet.tileLayer(tiles).addTo(this.map);
    if (streets) this.addStreets();
    this.map.on("click", ({ latlng }) => this.write(latlng));
    this.mark();
  }

  async addStreets() {
    const { addStreets } = await import("../map-streets.js");
    addStreets(this.leaflet, this.map, this.dataset);
  }

  async drawOutline() {
    const answer = await fetch(this.dataset.outline, { headers: { accept: "application/json" } });
    if (!answer.ok || !this.map) return;
    const below = this.map.createPane("outline");
    below.style.zIndex = 300; // tiles lie at 200, the mark at 400
    outlineOf(this.leaflet, await answer.json(), "outline").addTo(this.map);
  }

  handleEvent({ type }) {
    if (type === "click") this.write(this.map.getCenter());
    else this.mark();
  }

  // The change is announced, so that whoever listens to the field hears of it; the mark follows it too.
  write({ lat, lng }) {
    this.field.value = `${lat.toFixed(6)}, ${lng.toFixed(6)}`;
    this.field.dispatchEvent(new Event("change", { bubbles: true }));
    this.querySelector("[role=status]").textContent = this.dataset.done;
  }

  mark() {
    this.dot?.remove();
    const point = this.written();
    if (!point) return;
    const options = { radius: 9, className: "point-pick__dot", interactive: false };
    this.dot = this.leaflet.circleMarker(point, options).addTo(this.map);
    if (!this.map.getBounds().contains(point)) this.map.setView(point);
  }

  written() {
    const figures = (this.field.value.match(FIGURE) ?? []).map((one) =>
      Number(one.replace(",", ".")),
    );
    return figures.length === 2 ? figures : undefined;
  }
}

customElements.define("point-pick", PointPick);
