import assert from "node:assert/strict";
import { test } from "node:test";
import { holds, widened } from "../../../ui/static/js/map-ground.js";

test("widened goes to whole degrees with a margin, and no farther than the earth", () => {
  assert.deepEqual(widened({ south: 47.1, west: 0.2, north: 47.4, east: 0.9 }), {
    south: 47,
    west: 0,
    north: 48,
    east: 2,
  });
  assert.deepEqual(widened({ south: -89.9, west: -180, north: 89.9, east: 180 }), {
    south: -90,
    west: -180,
    north: 90,
    east: 180,
  });
});

test("holds compares all four edges", () => {
  const outer = { south: 47, west: 0, north: 48, east: 2 };

  assert.equal(holds(outer, { south: 47.1, west: 0.2, north: 47.4, east: 0.9 }), true);
  assert.equal(holds(outer, { south: 47.1, west: -0.1, north: 47.4, east: 0.9 }), false);
});
