// <place-map>: a map one can move, over our own outlines. Without it, the drawing or the list it contains stands there.

const LEAST_METRES = 500; // a circle, never a dot on a roof
const CLOSEST_ZOOM = 14;
const PIN_SIZE = 34;

class PlaceMap extends HTMLElement {
  async connectedCallback() {
    this.pins = new Map();
    await import("../../vendor/leaflet/leaflet.js");
    if (!this.isConnected) return;
    this.open(window.L);
    this.addSpots(this.ownSpots());
    await Promise.all([this.drawOutline(), this.fetchSpots()]);
    this.frameEverything();
  }

  disconnectedCallback() {
    document.removeEventListener("pointerover", this);
    document.removeEventListener("focusin", this);
    this.map?.remove();
    this.sheet?.remove();
    delete this.dataset.state;
  }

  open(leaflet) {
    this.leaflet = leaflet;
    this.sheet = document.createElement("div");
    this.sheet.className = "place-map__sheet";
    this.sheet.setAttribute("role", "region");
    this.sheet.setAttribute("aria-label", this.getAttribute("aria-label"));
    this.append(this.sheet);
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.map = leaflet.map(this.sheet, {
      attributionControl: false, // the foot of the map names its sources
      zoomControl: false,
      scrollWheelZoom: false, // a page that scrolls past must not be caught
      maxZoom: CLOSEST_ZOOM,
      zoomAnimation: !still,
      fadeAnimation: !still,
      inertia: !still,
    });
    this.map.setView([46.6, 2.4], 5);
    const { zoomIn: zoomInTitle, zoomOut: zoomOutTitle } = this.dataset;
    leaflet.control.zoom({ zoomInTitle, zoomOutTitle }).addTo(this.map);
    if (this.dataset.tiles) leaflet.tileLayer(this.dataset.tiles).addTo(this.map);
    this.everything = leaflet.featureGroup().addTo(this.map);
    this.dataset.state = "ready";
    document.addEventListener("pointerover", this);
    document.addEventListener("focusin", this);
  }

  ownSpots() {
    return [...this.querySelectorAll("[data-spot]")].map((item) => ({
      ...item.dataset,
      label: item.textContent.trim(),
      url: item.querySelector("a")?.getAttribute("href"),
    }));
  }

  async fetchSpots() {
    const found = await this.fetchJson(this.dataset.src);
    this.addSpots(
      (found?.features ?? []).map(({ geometry, properties }) => ({
        ...properties,
        longitude: geometry.coordinates[0],
        latitude: geometry.coordinates[1],
      })),
    );
  }

  async drawOutline() {
    const outline = await this.fetchJson(this.dataset.outline);
    if (!outline) return;
    const className = (feature) => `map__${feature.properties?.name ?? "here"}`;
    this.leaflet
      .geoJSON(outline, {
        interactive: false,
        style: (feature) => ({ className: className(feature), fillOpacity: 1 }),
      })
      .addTo(this.map)
      .bringToBack();
  }

  async fetchJson(url) {
    if (!url) return undefined;
    const answer = await fetch(url, { headers: { accept: "application/json" } });
    return answer.ok ? answer.json() : undefined;
  }

  addSpots(spots) {
    for (const spot of spots) {
      const centre = [Number(spot.latitude), Number(spot.longitude)];
      if (!spot.count) this.circle(centre, spot);
      if (spot.letter || spot.count) this.pin(centre, spot);
    }
  }

  circle(centre, spot) {
    const radius = Math.max(Number(spot.metres) || 0, LEAST_METRES);
    this.leaflet
      .circle(centre, { radius, className: "map__zone", interactive: false })
      .addTo(this.everything);
  }

  pin(centre, spot) {
    const face = document.createElement(spot.url ? "a" : "span");
    if (spot.url) face.href = spot.url;
    face.textContent = spot.letter || spot.count;
    face.setAttribute("aria-label", spot.label);
    const icon = this.leaflet.divIcon({
      className: "place-map__pin",
      html: face,
      iconSize: [PIN_SIZE, PIN_SIZE],
    });
    const marker = this.leaflet.marker(centre, { icon, keyboard: false }).addTo(this.everything);
    const shown = marker.getElement();
    if (spot.kind) shown.dataset.kind = spot.kind;
    if (spot.count) shown.dataset.count = spot.count;
    if (!spot.key) return;
    shown.dataset.place = spot.key;
    this.pins.set(spot.key, shown);
  }

  frameEverything() {
    const bounds = this.everything.getBounds();
    if (bounds.isValid()) this.map.fitBounds(bounds.pad(0.1), { maxZoom: 12, animate: false });
  }

  handleEvent(event) {
    this.mark(event.target.closest("[data-place]")?.dataset.place);
  }

  mark(key) {
    if (key === this.marked) return;
    this.marked = key;
    for (const [place, pin] of this.pins) pin.dataset.state = place === key ? "current" : "";
    for (const card of document.querySelectorAll("[data-place]")) {
      card.toggleAttribute("data-marked", card.dataset.place === key);
    }
  }
}

customElements.define("place-map", PlaceMap);
