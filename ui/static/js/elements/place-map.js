// <place-map>: a map one can move, over our own outlines. Without it, and until somebody comes near, the drawing or the
// list it contains stands there.

const CLOSEST_ZOOM = 14;
const MIDDLE_OF_FRANCE = [46.6, 2.4];
// Half a pin and some air; on the left the buttons of the zoom, which no pin may lie under.
const MARGINS = { paddingTopLeft: [68, 40], paddingBottomRight: [40, 40] };

class PlaceMap extends HTMLElement {
  connectedCallback() {
    const whenNear = (changes) => changes.some((one) => one.isIntersecting) && this.start();
    this.approach = new IntersectionObserver(whenNear, { rootMargin: "200px" });
    this.approach.observe(this);
  }

  async start() {
    this.approach.disconnect();
    [this.layers, this.places] = await Promise.all([
      import("../map-layers.js"),
      import("../map-spots.js"),
      import("../../vendor/leaflet/leaflet.js"),
      import("../style-sheets.js").then(({ wear }) => wear(this.dataset.sheet)),
    ]);
    if (!this.isConnected) return;
    const isHere = this.contains(document.activeElement); // on a pin of the drawing that goes
    this.open(window.L);
    if (isHere) this.sheet.focus({ preventScroll: true });
    this.add(this.ownSpots());
    await Promise.all([this.drawOutline(), this.addFetched()]);
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
    this.map = leaflet.map(this.sheet, this.options()).setView(MIDDLE_OF_FRANCE, 5);
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

  options() {
    const moves = !matchMedia("(prefers-reduced-motion: reduce)").matches;
    return {
      attributionControl: false, // the foot of the map names its sources
      zoomControl: false,
      scrollWheelZoom: false, // a page that scrolls past must not be caught
      maxZoom: CLOSEST_ZOOM,
      zoomSnap: this.dataset.tiles ? 1 : 0.25, // outlines have no fixed scales
      zoomAnimation: moves,
      fadeAnimation: moves,
      inertia: moves,
    };
  }

  ownSpots() {
    return [...this.querySelectorAll("[data-spot]")].map((item) => ({
      ...item.dataset,
      label: item.textContent.trim(),
      url: item.querySelector("a")?.getAttribute("href"),
    }));
  }

  async addFetched() {
    const found = await this.fetchJson(this.dataset.src);
    const { besides, spotsOf } = this.places;
    if (found) this.add(besides(this.spots, spotsOf(found.features, this.dataset.list)));
  }

  async drawOutline() {
    const outline = await this.fetchJson(this.dataset.outline);
    if (!outline) return;
    const below = this.map.createPane("outline");
    below.style.zIndex = 300; // tiles lie at 200, circles at 400
    this.layers.outlineOf(this.leaflet, outline, "outline").addTo(this.map);
  }

  async fetchJson(url) {
    if (!url) return undefined;
    const answer = await fetch(url, { headers: { accept: "application/json" } });
    const found = answer.ok ? await answer.json() : undefined;
    return this.isConnected ? found : undefined; // the map may have gone with its list meanwhile
  }

  add(spots) {
    const { centreOf, circleOf, isCluster } = this.layers;
    this.spots.push(...spots);
    for (const spot of spots) {
      if (!isCluster(spot)) circleOf(this.leaflet, spot).addTo(this.circles);
    }
    this.comeTo(this.spots.map(centreOf));
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
    if (this.marked) this.layers.mark(this.marked);
  }

  comeTo(points) {
    if (points.length === 0) return;
    this.map.fitBounds(points, { ...MARGINS, maxZoom: CLOSEST_ZOOM, animate: false });
  }

  handleEvent(event) {
    if (event.type === "click") this.places.openCard(this.leaflet, this.map, event);
    else this.markUnder(event);
  }

  markUnder(event) {
    const { places = "" } = event.target.closest("[data-places]")?.dataset ?? {};
    if (places !== this.marked) this.layers.mark(places);
    this.marked = places;
  }
}

customElements.define("place-map", PlaceMap);
