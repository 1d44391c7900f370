import assert from "node:assert/strict";
import { test } from "node:test";
import { boxAround, placeNames } from "../../../ui/static/js/map-labels.js";

const SHEET = { width: 400, height: 300, taken: [] };

function town(name, x, y) {
  return { kind: "town", name, x, y };
}

test("placeNames stands right of a dot, and left of it at the edge", () => {
  const placed = placeNames([town("Loches", 100, 100), town("Amboise", 390, 200)], SHEET);

  assert.deepEqual(
    placed.map(({ name, side }) => [name, side]),
    [
      ["Loches", "right"],
      ["Amboise", "left"],
    ],
  );
});

test("placeNames leaves out what a pin covers and what has no room", () => {
  const taken = [boxAround(100, 100, 20)];
  const names = [town("Tours", 105, 100), town("Bléré", 300, 100), town("Bléré", 302, 101)];

  const placed = placeNames(names, { ...SHEET, taken });

  assert.deepEqual(
    placed.map(({ x }) => x),
    [300],
  );
});

test("placeNames writes a river along its course and no steep one", () => {
  const flat = Array.from({ length: 30 }, (_, at) => ({ x: 20 + at * 10, y: 150 + at * 2 }));
  const steep = [
    { x: 200, y: 5 },
    { x: 201, y: 295 },
  ];

  const placed = placeNames(
    [
      { kind: "river", name: "Loire", lines: [flat] },
      { kind: "river", name: "Indre", lines: [steep] },
    ],
    SHEET,
  );

  assert.deepEqual(
    placed.map(({ name, angle }) => [name, Math.round(angle)]),
    [["Loire", 11]],
  );
});

test("placeNames keeps a small map quiet", () => {
  const many = Array.from({ length: 40 }, (_, at) => town("Bu", 20 + (at % 8) * 45, 20 + at * 6));

  assert.ok(placeNames(many, SHEET).length <= 11);
});
