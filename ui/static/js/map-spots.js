// What <place-map> fetches, as spots; and the address of what it shows.

const DECIMALS = 5;
const DOT = "•"; // what has no card on the page

// Those that stand in the page itself.
export function ownSpots(map) {
  return [...map.querySelectorAll("[data-spot]")].map((item) => ({
    ...item.dataset,
    label: item.textContent.trim(),
    lang: item.querySelector("[lang]")?.lang,
    url: item.querySelector("a")?.getAttribute("href"),
  }));
}

// A box stands for several things that lie close together: it leads to the list of them.
export function spotsOf(features, list) {
  return features.map(({ geometry, properties }) => {
    const [longitude, latitude] = geometry.coordinates;
    const spot = { letter: DOT, ...properties, longitude, latitude };
    return spot.box ? { ...spot, url: inBox(list, spot.box) } : spot;
  });
}

// What has a letter of its own already isn't shown or counted once more.
export function besides(own, fetched) {
  const keys = new Set(own.map((spot) => spot.key));
  return fetched
    .filter((spot) => !keys.has(spot.key))
    .map((spot) => (spot.box ? { ...spot, count: spot.count - inside(own, spot.box) } : spot))
    .filter((spot) => !spot.box || spot.count > 0);
}

// Nothing moves by itself: once somebody has moved the map, a link asks for what it shows.
export function searchHere(map, { here, hereLabel }) {
  const link = document.createElement("a");
  Object.assign(link, { textContent: hereLabel, className: "button place-map__here", href: here });
  Object.assign(link.dataset, { kind: "second", size: "small" });
  link.hidden = true;
  let touched = false;
  const touch = () => {
    touched = true;
  };
  for (const name of ["pointerdown", "keydown"]) map.getContainer().addEventListener(name, touch);
  map.on("moveend", () => {
    if (!touched) return;
    link.hidden = false;
    link.href = wayHere(map, here);
  });
  return link;
}

// A pin whose card stands on this page opens it in short, with the links of the card; any other leads to its page.
export function openCard(leaflet, map, event) {
  const pin = event.target.closest(".place-map__pin:not([data-count])");
  const key = CSS.escape(pin?.dataset.places ?? "");
  const links = document.querySelectorAll(
    `.offer-card[data-places="${key}"] :is(.offer-card__link, .offer-card__more a)`,
  );
  if (!pin || event.ctrlKey || event.metaKey || event.shiftKey || links.length < 2) return;
  event.preventDefault();
  const card = document.createElement("div");
  card.className = "place-map__card";
  card.append(...[...links].map((link) => Object.assign(link.cloneNode(true), { className: "" })));
  card.addEventListener("keydown", ({ key: pressed }) => pressed === "Escape" && map.closePopup());
  const place = map.mouseEventToLatLng(centreOfBox(pin.getBoundingClientRect()));
  leaflet
    .popup({ offset: [0, -12], closeButton: false })
    .setLatLng(place)
    .setContent(card)
    .openOn(map);
  const pinNow = () => map.getContainer().querySelector(`.place-map__pin[data-places="${key}"] a`);
  map.once("popupclose", () => pinNow()?.focus({ preventScroll: true })); // drawn anew meanwhile
  card.firstElementChild.focus({ preventScroll: true });
}

function centreOfBox({ left, right, top, bottom }) {
  return { clientX: (left + right) / 2, clientY: (top + bottom) / 2 };
}

function wayHere(map, address) {
  const { lat: south, lng: west } = map.getBounds().getSouthWest();
  const { lat: north, lng: east } = map.getBounds().getNorthEast();
  const wide = east - west >= 360;
  const box = [wide ? -180 : around(west), up(south), wide ? 180 : around(east), up(north)];
  return inBox(address, box);
}

function inBox(address, box) {
  const url = new URL(address, document.baseURI);
  url.searchParams.set("bbox", box.map((edge) => Number(edge.toFixed(DECIMALS))).join(","));
  return url.pathname + url.search;
}

function inside(spots, [west, south, east, north]) {
  return spots.filter(({ latitude, longitude }) => {
    const [x, y] = [Number(longitude), Number(latitude)];
    return x >= west && x < east && y > south && y <= north;
  }).length;
}

function around(longitude) {
  return ((((longitude + 180) % 360) + 360) % 360) - 180;
}

function up(latitude) {
  return Math.max(-90, Math.min(90, latitude));
}
