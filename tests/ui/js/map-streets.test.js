import assert from "node:assert/strict";
import { test } from "node:test";
import { setGlobal } from "./browser.js";

setGlobal("matchMedia", () => ({ matches: true })); // reduced motion
setGlobal("document", { documentElement: { lang: "en" } });
setGlobal("getComputedStyle", ({ style }) => ({ fontFamily: "Sans", color: style?.color }));
const { circleOf, optionsOf, showCircles } = await import("../../../ui/static/js/map-layers.js");
const { rulesFor } = await import("../../../ui/static/js/map-street-rules.js");

function mapAt(zoom, streets) {
  const attributes = {};
  const toggleAttribute = (name, isSet) => {
    attributes[name] = isSet;
  };
  const container = { attributes, toggleAttribute };
  return { options: optionsOf({ streets }), getZoom: () => zoom, getContainer: () => container };
}

function circlesOf(count) {
  const layers = Array.from({ length: count }, (_, index) => {
    const element = { hidden: undefined };
    element.toggleAttribute = (name, isSet) => {
      element[name] = isSet;
    };
    return { options: { key: `k${index}` }, getElement: () => element, bringToFront() {} };
  });
  return { getLayers: () => layers, shown: () => layers.filter((one) => !one.getElement().hidden) };
}

test("optionsOf comes closer only over streets, and no closer than a circle fits a phone", () => {
  const [without, over] = [optionsOf({}), optionsOf({ streets: "/streets.pmtiles" })];
  const metresOfPixel = (156_543 * Math.cos((47 * Math.PI) / 180)) / 2 ** over.maxZoom;

  assert.deepEqual([without.maxZoom, without.zoomSnap, without.streets], [14, 0.25, false]);
  assert.deepEqual([over.maxZoom, over.zoomSnap, over.streets], [15, 1, true]);
  assert.ok((2 * 500) / metresOfPixel < 390);
});

test("showCircles hides many from afar and without streets, and shows all over streets", () => {
  const cases = [
    [13, undefined],
    [12, "/streets.pmtiles"],
    [13, "/streets.pmtiles"],
  ];
  const found = cases.map(([zoom, streets]) => {
    const [map, circles] = [mapAt(zoom, streets), circlesOf(13)];
    showCircles(map, circles, "k3");
    return [circles.shown().length, map.getContainer().attributes["data-merged"]];
  });

  assert.deepEqual(found, [
    [1, false],
    [1, false],
    [13, true],
  ]);
});

test("a circle is never smaller than 500 m, over streets neither", () => {
  const leaflet = { circle: (centre, options) => ({ centre, options }) };

  assert.equal(circleOf(leaflet, { metres: 20, latitude: 47, longitude: 1 }).options.radius, 500);
});

test("rulesFor paints roads over land in the colours of the page, and names in its language", () => {
  const seen = [];
  const made = (name) =>
    class {
      constructor(options) {
        seen.push({ name, ...options });
      }
    };
  const names = ["Polygon", "Line"].map((one) => [`${one}Symbolizer`, made(one)]);
  const texts = ["CenteredText", "LineLabel"].map((one) => [`${one}Symbolizer`, made(one)]);
  const protomaps = { ...Object.fromEntries([...names, ...texts]), exp: (_base, stops) => stops };
  protomaps.LineLabelPlacement = { Center: 2 };
  const probe = { style: {}, remove() {} };
  setGlobal("document", { documentElement: { lang: "fr" }, createElement: () => probe });

  const { paintRules, labelRules } = rulesFor(protomaps, { appendChild: () => probe });
  const minor = paintRules.find(
    ({ dataLayer, filter }) =>
      dataLayer === "roads" && filter(15, { geomType: 2, props: { kind: "minor_road" } }),
  );

  assert.equal(paintRules[0].dataLayer, "earth");
  assert.ok(paintRules.indexOf(minor) > 0);
  assert.equal(minor.filter(15, { geomType: 2, props: { kind: "rail" } }), false);
  assert.ok(seen.every(({ fill, color }) => (fill ?? color).includes("var(--")));
  assert.deepEqual(
    seen.filter(({ labelProps }) => labelProps).map(({ labelProps }) => labelProps[0]),
    labelRules.map(() => "name:fr"),
  );
});
