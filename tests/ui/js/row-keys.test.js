import assert from "node:assert/strict";
import { test } from "node:test";
import { indexToReturnTo, nextIndex, stepFor } from "../../../ui/static/js/row-keys.js";

const ON_ROW = { onRow: true, withLetters: false };
const BESIDE = { onRow: false, withLetters: true };

test("stepFor takes arrows on a row, and letters only where they are switched on", () => {
  const steps = ["ArrowDown", "ArrowUp", "j", "k"].map((key) => stepFor(key, ON_ROW));

  assert.deepEqual(steps, [1, -1, undefined, undefined]);
});

test("stepFor leaves arrows to the page beside the list", () => {
  const steps = ["ArrowDown", "ArrowUp", "j", "k"].map((key) => stepFor(key, BESIDE));

  assert.deepEqual(steps, [undefined, undefined, 1, -1]);
});

test("stepFor knows no other key, not even the name of a method of objects", () => {
  const both = { onRow: true, withLetters: true };

  assert.deepEqual(
    ["Enter", "constructor", "toString"].map((key) => stepFor(key, both)),
    [undefined, undefined, undefined],
  );
});

test("nextIndex begins at the first row and stops at both ends", () => {
  const ways = [
    [-1, 1],
    [-1, -1],
    [0, 1],
    [0, -1],
    [2, 1],
  ];

  assert.deepEqual(
    ways.map(([here, step]) => nextIndex(here, step, 3)),
    [0, 0, 1, 0, 2],
  );
});

test("indexToReturnTo finds the same row wherever it went", () => {
  assert.equal(indexToReturnTo({ row: "b", index: 0 }, ["a", "c", "b"]), 2);
});

test("indexToReturnTo takes the row in its place, or the last one", () => {
  const rows = ["a", "c"];

  assert.equal(indexToReturnTo({ row: "b", index: 1 }, rows), 1);
  assert.equal(indexToReturnTo({ row: "b", index: 7 }, rows), 1);
});
