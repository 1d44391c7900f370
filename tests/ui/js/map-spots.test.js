import assert from "node:assert/strict";
import { test } from "node:test";
import { circleOf, groupsOf, isCluster } from "../../../ui/static/js/map-layers.js";
import { besides, searchHere, spotsOf } from "../../../ui/static/js/map-spots.js";

globalThis.document = { baseURI: "https://hirondelle.example/fr/offres/" };

function feature(longitude, latitude, properties) {
  return { geometry: { coordinates: [longitude, latitude] }, properties };
}

test("spotsOf turns GeoJSON round and gives each a letter", () => {
  const [own, other] = spotsOf(
    [feature(0.69, 47.39, { key: "a", letter: "A" }), feature(2, 48, { key: "b" })],
    "/fr/offres/",
  );

  assert.deepEqual(own, { key: "a", letter: "A", longitude: 0.69, latitude: 47.39 });
  assert.deepEqual(other, { key: "b", letter: "•", longitude: 2, latitude: 48 });
});

test("spotsOf leads from a box to the list of what lies in it", () => {
  const box = [0.1234567, 47, 1, 48];
  const [spot] = spotsOf([feature(0.5, 47.5, { count: 9, box })], "/fr/offres/?kind=stay");

  assert.equal(spot.url, "/fr/offres/?kind=stay&bbox=0.12346%2C47%2C1%2C48");
});

test("besides shows nothing twice and counts in a box only what has no letter", () => {
  const own = [{ key: "a", longitude: "0.5", latitude: "47.5" }];
  const box = [0, 47, 1, 48];
  const fetched = [{ key: "a" }, { key: "b" }, { box, count: 3 }, { box, count: 1 }];

  assert.deepEqual(besides(own, fetched), [{ key: "b" }, { box, count: 2 }]);
});

test("besides counts what lies on the west and north edge of a box, as the server does", () => {
  const box = [0, 47, 1, 48];
  const at = (longitude, latitude) => [{ key: "a", longitude, latitude }];
  const counts = [at(0, 48), at(1, 47.5), at(0.5, 47)].map(
    (own) => besides(own, [{ box, count: 2 }])[0].count,
  );

  assert.deepEqual(counts, [1, 2, 2]);
});

// A map that somebody moved to these bounds, and the link beside it.
function movedTo([west, south, east, north]) {
  const listeners = {};
  const link = { dataset: {} };
  document.createElement = () => link;
  const map = {
    getContainer: () => ({
      addEventListener: (name, heard) => Object.assign(listeners, { [name]: heard }),
    }),
    on: (name, heard) => Object.assign(listeners, { [name]: heard }),
    getBounds: () => ({
      getSouthWest: () => ({ lat: south, lng: west }),
      getNorthEast: () => ({ lat: north, lng: east }),
    }),
  };
  searchHere(map, { here: "/fr/offres/?kind=stay", hereLabel: "Here" });
  return { link, listeners };
}

for (const [name, bounds, box] of [
  ["as it stands", [0.5, 47, 1.5, 48], "0.5,47,1.5,48"],
  ["once round the Earth", [360.5, 47, 361.5, 48], "0.5,47,1.5,48"],
  ["over the poles", [0, -95, 1, 99], "0,-90,1,90"],
  ["wider than the Earth", [-300, 10, 300, 20], "-180,10,180,20"],
]) {
  test(`searchHere asks for a map ${name}`, () => {
    const { link, listeners } = movedTo(bounds);

    listeners.pointerdown();
    listeners.moveend();

    assert.equal(link.hidden, false);
    assert.equal(new URL(link.href, document.baseURI).searchParams.get("bbox"), box);
  });
}

test("searchHere stays hidden while the map moves by itself", () => {
  const { link, listeners } = movedTo([0, 47, 1, 48]);

  listeners.moveend();

  assert.equal(link.hidden, true);
});

test("circleOf is never a dot on a roof", () => {
  const leaflet = { circle: (centre, { radius }) => ({ centre, radius }) };
  const spot = { latitude: "47.39", longitude: "0.69" };
  const radii = ["", "50", "800"].map((metres) => circleOf(leaflet, { ...spot, metres }).radius);

  assert.deepEqual(radii, [500, 500, 800]);
});

test("isCluster is what stands for several", () => {
  assert.deepEqual([{}, { count: "1" }, { count: "2" }].map(isCluster), [false, false, true]);
});

test("groupsOf puts together what would cover each other", () => {
  const map = {
    latLngToLayerPoint: ([latitude]) => ({
      x: latitude,
      distanceTo: ({ x }) => Math.abs(x - latitude),
    }),
  };
  const [a, b, c] = [0, 43, 44].map((latitude) => ({ latitude, longitude: 0 }));

  assert.deepEqual(groupsOf(map, [a, b, c]), [[a, b], [c]]);
});
