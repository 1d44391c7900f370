// How names of a long list are compared with what is typed.

import assert from "node:assert/strict";
import { test } from "node:test";

import { fold } from "../../../ui/static/js/elements/long-select.js";

test("names are found without accents and capitals", () => {
  assert.equal(fold("Élodie Ç."), "elodie c.");
  assert.ok(fold("Saint-Ouën").includes(fold("OUEN")));
});
