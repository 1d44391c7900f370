import assert from "node:assert/strict";
import { test } from "node:test";
import { parseAmount, remainderOf } from "../../../ui/static/js/amounts.js";

for (const [written, amount] of [
  ["12", 12],
  ["12,50", 12.5],
  ["12.50", 12.5],
  ["1 234,50", 1234.5],
  ["1 234,50", 1234.5],
  ["1’234.50", 1234.5],
  ["1'234.50", 1234.5],
  ["1.234,50", 1234.5],
  ["1,234.50", 1234.5],
  [",5", 0.5],
  ["5,", 5],
  ["-3", -3],
]) {
  test(`parseAmount reads ${JSON.stringify(written)}`, () => {
    assert.equal(parseAmount(written), amount);
  });
}

for (const written of ["twelve", "12 €", "1e", "--3"]) {
  test(`parseAmount refuses ${JSON.stringify(written)}`, () => {
    assert.equal(parseAmount(written), Number.NaN);
  });
}

test("remainderOf is what no part pays yet", () => {
  assert.equal(remainderOf(100, ["33,33", "33.33", ""]), 33.34);
});

test("remainderOf is below zero where the parts are too much", () => {
  assert.equal(remainderOf(10, ["6", "6"]), -2);
});

test("remainderOf shows no error of binary fractions", () => {
  assert.equal(remainderOf(0.3, ["0,1", "0,2"]) === 0, true);
});

test("remainderOf is unknown while a part is no amount", () => {
  assert.equal(remainderOf(10, ["5", "-"]), Number.NaN);
});
