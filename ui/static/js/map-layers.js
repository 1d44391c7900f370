// What <place-map> lays on its sheet: circles, pins, names of towns.

const MIDDLE_OF_FRANCE = [46.6, 2.4];
export const CLOSEST_ZOOM = 14;
const CLOSEST_STREETS = 15; // where a circle of 500 m still fits a phone: no pin looks like a house
export const STREETS_FROM = 13; // zoom; until there our own outlines are fine enough
const LEAST_METRES = 500; // a circle, never a dot on a roof
const PIN_SIZE = 32;
const CLUSTER_SIZES = [36, 36, 44, 54, 64]; // pixels, by the digits of the number
const ELBOW_ROOM = 44; // two pins closer than this are one cluster: each stays large enough for a thumb
const SEEN_CIRCLE = 11; // zoom from which circles of 500 m are larger than their pins
const MOST_CIRCLES = 12;
const ASIDE = { community: 30, story: -30 }; // pixels up: three nouns of one town cover none of each other
const ABOVE = 1000; // other layers, over the numbers of offers
const numbers = new Intl.NumberFormat(globalThis.document?.documentElement?.lang || "en");

export function optionsOf({ tiles, whole, streets }) {
  const moves = !matchMedia("(prefers-reduced-motion: reduce)").matches;
  return {
    attributionControl: false, // the foot of the map names its sources
    zoomControl: false,
    scrollWheelZoom: whole !== undefined, // a page that scrolls past must not be caught
    maxZoom: streets ? CLOSEST_STREETS : CLOSEST_ZOOM,
    streets: Boolean(streets),
    zoomSnap: tiles || streets ? 1 : 0.25, // outlines have no fixed scales
    zoomAnimation: moves,
    fadeAnimation: moves,
    inertia: moves,
  };
}

// The part that somebody asked for; without one the middle of France, until spots are there.
export function showPart(map, bounds) {
  if (!bounds) return map.setView(MIDDLE_OF_FRANCE, 5);
  const [west, south, east, north] = bounds.split(",").map(Number);
  return map.fitBounds([
    [south, west],
    [north, east],
  ]);
}

// The circle a spot stands for. Several things at once have none.
export function circleOf(leaflet, spot) {
  const radius = Math.max(Number(spot.metres) || 0, LEAST_METRES);
  const { key } = spot;
  return leaflet.circle(centreOf(spot), {
    radius,
    key,
    className: "map__zone",
    interactive: false,
  });
}

// From afar a circle is smaller than its pin, and many of them are one blot: then only what is marked has its own. Over
// streets each has, and many become one tinted area (street-map.css).
export function showCircles(map, circles, marked = "") {
  const all = circles.getLayers();
  const isFew = all.length <= MOST_CIRCLES;
  const isMerged = !isFew && map.options.streets && map.getZoom() >= STREETS_FROM;
  const hasRoom = isMerged || (isFew && map.getZoom() >= SEEN_CIRCLE);
  const keys = marked.split(" ");
  map.getContainer().toggleAttribute("data-merged", isMerged);
  for (const circle of all) {
    const isMarked = keys.includes(circle.options.key);
    circle.getElement()?.toggleAttribute("hidden", !hasRoom && !isMarked);
    circle.getElement()?.toggleAttribute("data-marked", isMarked);
    if (isMarked && isMerged) circle.bringToFront();
  }
}

export function isCluster(spot) {
  return Number(spot.count) > 1;
}

export function centreOf(spot) {
  return [Number(spot.latitude), Number(spot.longitude)];
}

// Spots that would cover each other at this zoom, together, where the largest of them is; those of another layer stay
// apart.
export function groupsOf(map, spots) {
  const placeOf = ([largest]) => map.latLngToLayerPoint(centreOf(largest));
  const bySize = [...spots].sort((one, other) => (other.count || 1) - (one.count || 1));
  let groups = bySize.map((spot) => [spot]);
  for (let before = Infinity; groups.length < before; ) {
    before = groups.length;
    groups = joined(groups.map((group) => ({ spots: group, place: placeOf(group) })));
  }
  return groups;
}

function joined(groups) {
  const found = [];
  for (const group of groups) {
    const near = found.find((other) => covers(other, group));
    if (near) near.spots.push(...group.spots);
    else found.push({ ...group, spots: [...group.spots] });
  }
  return found.map((group) => group.spots);
}

function covers(one, other) {
  const room = (sizeOf(countOf(one.spots)) + sizeOf(countOf(other.spots))) / 2 + 4;
  const isAlike = one.spots[0].layer === other.spots[0].layer;
  return isAlike && one.place.distanceTo(other.place) < Math.max(room, ELBOW_ROOM);
}

function countOf(spots) {
  return spots.reduce((sum, spot) => sum + (Number(spot.count) || 1), 0);
}

export function sizeOf(count) {
  return count > 1
    ? CLUSTER_SIZES[Math.min(String(count).length, CLUSTER_SIZES.length) - 1]
    : PIN_SIZE;
}

// A letter that leads to its offer, or a number that stands for several.
export function pinOf(leaflet, spots, comeCloser) {
  const [first] = spots;
  const count = countOf(spots);
  const face = spots.length > 1 ? clusterFace(count, spots, comeCloser) : spotFace(first, count);
  const size = sizeOf(count);
  const iconAnchor = [size / 2, size / 2 + (ASIDE[first.layer] ?? 0)];
  const icon = leaflet.divIcon({
    className: "place-map__pin",
    html: face,
    iconSize: [size, size],
    iconAnchor,
  });
  const pin = leaflet.marker(centreOf(first), {
    icon,
    keyboard: false,
    zIndexOffset: first.layer ? ABOVE : 0,
  });
  pin.on("add", () => {
    const { dataset } = pin.getElement();
    dataset.places = spots.map((spot) => spot.key).join(" ");
    if (count > 1) dataset.count = count;
    if (first.kind && (count === 1 || first.layer)) dataset.kind = first.kind;
  });
  return pin;
}

// Land, from our own outline.
export function outlineOf(leaflet, outline, pane) {
  return leaflet.geoJSON(outline, {
    interactive: false,
    pane,
    filter: ({ geometry }) => geometry.type !== "Point",
    style: ({ properties }) => ({ className: `map__${properties.name}`, fillOpacity: 1 }),
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
  face.textContent = count > 1 ? numbers.format(count) : spot.letter;
  face.setAttribute("aria-label", spot.label);
  if (spot.lang) face.lang = spot.lang;
  return face;
}

function clusterFace(count, spots, comeCloser) {
  const face = document.createElement("button");
  face.type = "button";
  face.textContent = numbers.format(count);
  face.setAttribute("aria-label", spots.map((spot) => spot.label).join(", "));
  face.addEventListener("click", () => comeCloser(spots.map(centreOf)));
  return face;
}
