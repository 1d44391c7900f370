// Nights chosen by dragging and by keys.

import assert from "node:assert/strict";
import { test } from "node:test";

import { dayAfterKey, nightsBetween } from "../../../ui/static/js/night-selection.js";

const DAYS = ["2027-05-30", "2027-05-31", "2027-06-01", "2027-06-05", "2027-06-06"];

test("nights between two are the same from either end", () => {
  assert.deepEqual(nightsBetween(DAYS, DAYS[3], DAYS[1]), DAYS.slice(1, 4));
  assert.deepEqual(nightsBetween(DAYS, DAYS[1], DAYS[3]), DAYS.slice(1, 4));
});

test("keys pass over nights that are taken, and over the end of a month", () => {
  assert.equal(dayAfterKey(DAYS, "2027-05-31", "ArrowRight"), "2027-06-01");
  assert.equal(dayAfterKey(DAYS, "2027-06-01", "ArrowRight"), "2027-06-05");
  assert.equal(dayAfterKey(DAYS, "2027-05-30", "ArrowDown"), "2027-06-06");
  assert.equal(dayAfterKey(DAYS, "2027-06-05", "ArrowUp"), undefined);
  assert.equal(dayAfterKey(DAYS, "2027-06-06", "ArrowRight"), undefined);
  assert.equal(dayAfterKey(DAYS, "2027-06-01", "Home"), "2027-05-30");
  assert.equal(dayAfterKey(DAYS, "2027-06-01", "a"), undefined);
});
