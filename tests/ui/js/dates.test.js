import assert from "node:assert/strict";
import { test } from "node:test";
import { formatDay } from "../../../ui/static/js/dates.js";

const TODAY = new Date("2026-11-30T12:00");

for (const [day, language, words] of [
  ["2026-12-04", "en", "Friday 4 December"],
  ["2026-12-04", "fr", "vendredi 4 décembre"],
  ["2026-12-01", "fr", "mardi 1er décembre"],
  ["2027-12-04", "en", "4 December 2027"],
  ["2027-12-01", "fr", "1er décembre 2027"],
])
  test(`formatDay writes ${day} in ${language}`, () => {
    assert.equal(formatDay(day, language, TODAY), words);
  });
