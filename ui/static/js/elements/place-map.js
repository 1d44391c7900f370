// <place-map>: a map one can move, over our own outlines. Without it, and until somebody comes near, the drawing or the
// list it contains stands there.

// Half a pin and some air; on the left the buttons of the zoom, which no pin may lie under.
const MARGINS = { paddingTopLeft: [68, 40], paddingBottomRight: [40, 40] };

class PlaceMap extends HTMLElement {
  ready = new Promise((resolve) => {
    this.stand = resolve;
  });

  connectedCallback() {
    const whenNear = (changes) => changes.some((one) => one.isIntersecting) && this.start();
    this.approach = new IntersectionObserver(whenNear, { rootMargin: "200px" });
    this.approach.observe(this);
  }

  async start() {
    this.approach.disconnect();
    await Promise.all([
      import("../map-layers.js").then((layers) => Object.assign(this, { layers })),
      import("../map-spots.js").then((places) => Object.assign(this, { places })),
      import("../../vendor/leaflet/leaflet.js"),
      import("../style-sheets.js").then(({ wear }) => wear(this.dataset.sheet)),
    ]);
    if (!this.isConnected) return;
    const isHere = this.contains(document.activeElement); // on a pin of the drawing that goes
    this.open(window.L);
    if (isHere) this.sheet.focus({ preventScroll: true });
    this.add(this.places.ownSpots(this));
    this.stand();
    await Promise.all([this.layGround(), this.addFetched()]);
  }

  disconnectedCallback() {
    this.approach.disconnect();
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
    this.sheet.setAttribute("aria-label", this.dataset.label);
    this.append(this.sheet);
    this.dataset.state = "ready";
    this.map = leaflet.map(this.sheet, this.layers.optionsOf(this.dataset));
    this.layers.showPart(this.map, this.dataset.bounds);
    const { tiles, zoomIn: zoomInTitle, zoomOut: zoomOutTitle } = this.dataset;
    leaflet.control.zoom({ zoomInTitle, zoomOutTitle }).addTo(this.map);
    if (tiles) leaflet.tileLayer(tiles).addTo(this.map);
    this.circles = leaflet.layerGroup().addTo(this.map);
    this.pins = leaflet.layerGroup().addTo(this.map);
    this.spots = [];
    this.map.on("zoomend", () => this.pinSpots());
    if (this.dataset.here) this.append(this.places.searchHere(this.map, this.dataset));
    document.addEventListener("pointerover", this);
    document.addEventListener("focusin", this);
    this.sheet.addEventListener("click", this);
  }

  async addFetched() {
    const found = await this.fetchJson(this.dataset.src);
    const { besides, spotsOf } = this.places;
    if (found) this.add(besides(this.spots, spotsOf(found.features, this.dataset.list)));
  }

  // Pins are what somebody came for: what lies below them may come later.
  async layGround() {
    const { MapGround } = await import("../map-ground.js");
    if (!this.isConnected) return;
    this.ground = new MapGround(this.leaflet, this.map, this.pins, this.dataset);
    await this.ground.show();
    if (!this.dataset.streets) return;
    const { addStreets } = await import("../map-streets.js");
    addStreets(this.leaflet, this.map, this.dataset);
  }

  async fetchJson(url) {
    if (!url) return undefined;
    const answer = await fetch(url, { headers: { accept: "application/json" } });
    const found = answer.ok ? await answer.json() : undefined;
    return this.isConnected ? found : undefined; // the map may have gone with its list meanwhile
  }

  // Further points beside those of the page, and away again.
  async bring(layer, src) {
    const found = await this.fetchJson(src);
    if (!found) return;
    this.drop(layer);
    this.spots.push(...this.places.spotsOf(found.features).map((spot) => ({ ...spot, layer })));
    this.pinSpots();
  }

  drop(layer) {
    this.spots = this.spots.filter((spot) => spot.layer !== layer);
    this.pinSpots();
  }

  add(spots) {
    const { centreOf, circleOf, isCluster } = this.layers;
    this.spots.push(...spots);
    for (const spot of spots) {
      if (!isCluster(spot)) circleOf(this.leaflet, spot).addTo(this.circles);
    }
    if (!this.dataset.bounds) this.comeTo(this.spots.map(centreOf));
    this.pinSpots();
  }

  pinSpots() {
    const { groupsOf, isCluster, pinOf } = this.layers;
    this.pins.clearLayers();
    const comeCloser = (points) => {
      this.comeTo(points);
      this.sheet.focus(); // the cluster that was pressed is gone
    };
    const lettered = this.spots.filter((spot) => spot.letter || isCluster(spot));
    for (const group of groupsOf(this.map, lettered)) {
      pinOf(this.leaflet, group, comeCloser).addTo(this.pins);
    }
    this.layers.showCircles(this.map, this.circles, this.marked);
    if (this.marked) this.layers.mark(this.marked);
    this.ground?.show();
  }

  comeTo(points) {
    if (points.length === 0) return;
    this.map.fitBounds(points, { ...MARGINS, maxZoom: this.layers.CLOSEST_ZOOM, animate: false });
  }

  handleEvent(event) {
    if (event.type === "click") this.places.openCard(this.leaflet, this.map, event);
    else this.markUnder(event);
  }

  markUnder(event) {
    const { places = "" } = event.target.closest("[data-places]")?.dataset ?? {};
    if (places === this.marked) return;
    this.layers.mark(places);
    this.layers.showCircles(this.map, this.circles, places);
    this.marked = places;
  }
}

customElements.define("place-map", PlaceMap);
