// What <place-map> lays on its sheet: circles, pins, names of towns.

const LEAST_METRES = 500; // a circle, never a dot on a roof
const PIN_SIZE = 30;
const ELBOW_ROOM = 44; // two pins closer than this are one cluster: each stays large enough for a thumb

// The circle a spot stands for. Several things at once have none.
export function circleOf(leaflet, spot) {
  const radius = Math.max(Number(spot.metres) || 0, LEAST_METRES);
  return leaflet.circle(centreOf(spot), { radius, className: "map__zone", interactive: false });
}

export function isCluster(spot) {
  return Number(spot.count) > 1;
}

export function centreOf(spot) {
  return [Number(spot.latitude), Number(spot.longitude)];
}

// Spots that would cover each other at this zoom, together.
export function groupsOf(map, spots) {
  const groups = [];
  for (const spot of spots) {
    const place = map.latLngToLayerPoint(centreOf(spot));
    const near = groups.find((group) => group.place.distanceTo(place) < ELBOW_ROOM);
    if (near) near.spots.push(spot);
    else groups.push({ place, spots: [spot] });
  }
  return groups.map((group) => group.spots);
}

// A letter that leads to its offer, or a number that stands for several.
export function pinOf(leaflet, spots, comeCloser) {
  const [first] = spots;
  const count = spots.reduce((sum, spot) => sum + (Number(spot.count) || 1), 0);
  const face = spots.length > 1 ? clusterFace(count, spots, comeCloser) : spotFace(first, count);
  const iconSize = [PIN_SIZE, PIN_SIZE];
  const icon = leaflet.divIcon({ className: "place-map__pin", html: face, iconSize });
  const pin = leaflet.marker(centreOf(first), { icon, keyboard: false });
  pin.on("add", () => {
    const { dataset } = pin.getElement();
    dataset.places = spots.map((spot) => spot.key).join(" ");
    if (count > 1) dataset.count = count;
    else if (first.kind) dataset.kind = first.kind;
  });
  return pin;
}

// Land, and towns by their names, from our own outline.
export function outlineOf(leaflet, outline, pane) {
  return leaflet.geoJSON(outline, {
    interactive: false,
    pane,
    style: (feature) => ({ className: `map__${feature.properties.name}`, fillOpacity: 1 }),
    pointToLayer: (feature, point) => townOf(leaflet, feature.properties.name, point),
  });
}

// A card and its pin point at each other: both carry the same keys.
export function mark(places) {
  const keys = places.split(" ").filter(Boolean);
  for (const shown of document.querySelectorAll("[data-places]")) {
    const meant = shown.dataset.places.split(" ").some((key) => keys.includes(key));
    shown.toggleAttribute("data-marked", meant);
  }
}

function spotFace(spot, count) {
  const face = document.createElement("a");
  face.href = spot.url;
  face.textContent = count > 1 ? count : spot.letter;
  face.setAttribute("aria-label", spot.label);
  return face;
}

function clusterFace(count, spots, comeCloser) {
  const face = document.createElement("button");
  face.type = "button";
  face.textContent = count;
  face.setAttribute("aria-label", spots.map((spot) => spot.label).join(", "));
  face.addEventListener("click", () => comeCloser(spots.map(centreOf)));
  return face;
}

function townOf(leaflet, name, point) {
  const html = document.createElement("span");
  html.textContent = name;
  const icon = leaflet.divIcon({ className: "place-map__town", html, iconSize: [0, 0] });
  return leaflet.marker(point, { icon, interactive: false, keyboard: false, zIndexOffset: -1000 });
}
