// What lies below the pins of a moving map: land, waters, railways, stations, and their names. It comes for the part of
// the earth that is shown, in whole degrees, and again when the map leaves that part.

import { boxAround, placeNames } from "./map-labels.js";

const MARGIN = 0.2; // of what is shown, on each side: a small move asks for nothing
const WHOLE = { south: -90, west: -180, north: 90, east: 180 };
const FINER = 3; // times: a map that comes so much closer asks again

export class MapGround {
  constructor(leaflet, map, pins, { land, layers, outline }) {
    Object.assign(this, { leaflet, map, pins, land, layers, outline, places: [], rivers: [] });
    this.pane("land", 300); // tiles lie at 200, circles at 400, pins at 600
    this.pane("ground", 310);
    this.pane("names", 450);
    this.names = leaflet.layerGroup().addTo(map);
    this.shapes = leaflet.layerGroup().addTo(map);
    map.on("moveend", () => this.show());
  }

  // For what the map shows by now.
  async show() {
    if (this.layers) await this.come();
    else if (this.outline) await this.draw();
    if (this.map.getPane("names")) this.name();
  }

  // One drawing that stays, where a map has nothing else.
  async draw() {
    const address = this.outline;
    this.outline = undefined;
    const outline = await this.fetch(address);
    if (!outline || !this.map.getPane("land")) return;
    this.addShapes(outline, "land", ({ name }) => `map__${name}`);
    this.places = outline.features
      .filter(({ geometry }) => geometry.type === "Point")
      .map((one) => ({ ...one, properties: { ...one.properties, kind: "town" } }));
  }

  pane(name, level) {
    const pane = this.map.createPane(name);
    pane.style.zIndex = level;
    pane.style.pointerEvents = "none";
  }

  // Brings what is missing for what the map shows; nothing where that is here already.
  async come() {
    const box = boxOf(this.map.getBounds());
    if (this.box && holds(this.box, box) && spanOf(this.box) < FINER * spanOf(box)) return;
    const asked = widened(box);
    this.box = asked;
    const [land, layers] = await Promise.all([this.fetch(this.land), this.fetch(this.layers)]);
    if (!layers || this.box !== asked || !this.map.getPane("ground")) return; // it moved on, or is gone
    this.shapes.clearLayers();
    if (land) this.addShapes(land, "land", ({ name }) => `map__${name}`);
    this.addShapes(layers, "ground", shapeOf);
    this.places = layers.features.filter(({ geometry }) => geometry.type === "Point");
    this.rivers = layers.features.filter(({ properties }) => properties.kind === "river");
  }

  async fetch(address) {
    if (!address) return undefined;
    const { south, west, north, east } = this.box ?? WHOLE;
    const answer = await fetch(address.replace("BOX", [south, west, north, east].join(",")), {
      headers: { accept: "application/json" },
    });
    return answer.ok ? answer.json() : undefined;
  }

  addShapes(collection, pane, nameOf) {
    const renderer = this.leaflet.svg({ pane, padding: 0.5 });
    const shapes = {
      interactive: false,
      pane,
      renderer,
      filter: ({ geometry }) => geometry.type !== "Point",
      style: ({ properties }) => ({ className: nameOf(properties), fillOpacity: 1 }),
    };
    this.leaflet.geoJSON(collection, shapes).addTo(this.shapes);
  }

  // Anew for each place and scale of the map.
  name() {
    this.names.clearLayers();
    const { x: width, y: height } = this.map.getSize();
    const taken = takenBy(this.map, this.pins);
    for (const one of placeNames(this.candidates(), { width, height, taken })) {
      this.nameMarker(one).addTo(this.names);
    }
  }

  candidates() {
    const at = ([longitude, latitude]) => this.map.latLngToContainerPoint([latitude, longitude]);
    const { x: width, y: height } = this.map.getSize();
    const shown = ({ x, y }) => x >= 0 && y >= 0 && x <= width && y <= height;
    const places = this.places
      .map(({ geometry, properties: { kind, name } }) => {
        const { x, y } = at(geometry.coordinates);
        return { kind, name, x, y };
      })
      .filter(shown);
    const towns = places.filter(({ kind }) => kind === "town");
    const named = new Set(towns.map(({ name }) => name));
    const rivers = this.rivers
      .map(({ geometry, properties: { kind, name } }) => {
        const lines = geometry.coordinates.map((line) => line.map(at).filter(shown));
        return { kind, name, lines };
      })
      .filter(({ name }) => name);
    const stations = places.filter(({ kind, name }) => kind === "station" && !named.has(name));
    return [...towns.slice(0, 6), ...rivers, ...towns.slice(6), ...stations];
  }

  nameMarker({ kind, name, x, y, side, angle }) {
    const face = document.createElement("span");
    face.textContent = name;
    if (angle) face.style.rotate = `${Math.round(angle)}deg`;
    const icon = this.leaflet.divIcon({ className: "map-name", html: face, iconSize: [0, 0] });
    const place = this.map.containerPointToLatLng([x, y]);
    const marker = this.leaflet.marker(place, { icon, interactive: false, keyboard: false });
    marker.options.pane = "names";
    marker.on("add", () => Object.assign(marker.getElement().dataset, { kind, side: side ?? "" }));
    return marker;
  }
}

// Where no name may stand: on pins, and under the buttons of the zoom.
function takenBy(map, pins) {
  const boxes = pins.getLayers().map((pin) => {
    const { x, y } = map.latLngToContainerPoint(pin.getLatLng());
    const { iconSize, iconAnchor } = pin.options.icon.options;
    return boxAround(x, y + iconSize[1] / 2 - iconAnchor[1], iconSize[0] / 2 + 3);
  });
  return [...boxes, { left: 0, top: 0, right: 66, bottom: 108 }];
}

function shapeOf({ kind, rank }) {
  return rank === 1 && ["river", "railway"].includes(kind) ? `map__${kind}-main` : `map__${kind}`;
}

function boxOf(bounds) {
  return {
    south: Math.max(bounds.getSouth(), WHOLE.south),
    west: Math.max(bounds.getWest(), WHOLE.west),
    north: Math.min(bounds.getNorth(), WHOLE.north),
    east: Math.min(bounds.getEast(), WHOLE.east),
  };
}

// To whole degrees, so that neighbouring maps ask for the same.
export function widened({ south, west, north, east }) {
  const [high, wide] = [(north - south) * MARGIN, (east - west) * MARGIN];
  return {
    south: Math.max(Math.floor(south - high), WHOLE.south),
    west: Math.max(Math.floor(west - wide), WHOLE.west),
    north: Math.min(Math.ceil(north + high), WHOLE.north),
    east: Math.min(Math.ceil(east + wide), WHOLE.east),
  };
}

export function holds(outer, inner) {
  return (
    outer.south <= inner.south &&
    outer.west <= inner.west &&
    outer.north >= inner.north &&
    outer.east >= inner.east
  );
}

function spanOf({ west, east }) {
  return Math.max(east - west, 1); // less than a degree is never asked for
}
