import assert from "node:assert/strict";
import { test } from "node:test";
import { fill, isLeftAsOffered } from "../../../ui/static/js/form-words.js";
import { newKey } from "../../../ui/static/js/new-key.js";

const WRITTEN = [
  ["title", "Fair"],
  ["tags", "bike"],
  ["tags", "boat"],
];

function control(kind, fields) {
  return { matches: (selector) => kind !== "" && selector.includes(kind), ...fields };
}

test("fill writes what was typed, and leaves a field that was not there", () => {
  const [title, other] = ["title", "other"].map((name) => control("", { name, value: "old" }));

  for (const one of [title, other]) fill(one, WRITTEN);

  assert.deepEqual([title.value, other.value], ["Fair", "old"]);
});

test("fill ticks exactly the boxes that were ticked", () => {
  const boxes = ["bike", "boat", "bus"].map((value) =>
    control("[type=checkbox]", { name: "tags", value, checked: value === "bus" }),
  );

  for (const box of boxes) fill(box, WRITTEN);

  assert.deepEqual(
    boxes.map(({ checked }) => checked),
    [true, true, false],
  );
});

test("fill chooses exactly the options that were chosen", () => {
  const options = ["bike", "boat", "bus"].map((value) => ({ value, selected: value === "bus" }));

  fill(control("select[multiple]", { name: "tags", options }), WRITTEN);

  assert.deepEqual(
    options.map(({ selected }) => selected),
    [true, true, false],
  );
});

test("isLeftAsOffered passes over how a browser breaks lines", () => {
  const offered = { words: "We come\nby bike. " };
  const pairs = [
    ["words", "We come\r\nby bike."],
    ["words", "We come by boat."],
    ["title", "We come\nby bike."],
    ["constructor", ""],
  ];

  assert.deepEqual(
    pairs.map((pair) => isLeftAsOffered(pair, offered)),
    [true, false, false, false],
  );
});

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

test("newKey is a UUID, and another each time", () => {
  const [one, other] = [newKey(), newKey()];

  assert.match(one, UUID);
  assert.notEqual(one, other);
});

test("newKey is one where the page came without TLS", (context) => {
  Object.defineProperty(crypto, "randomUUID", { value: undefined, configurable: true });
  context.after(() => delete crypto.randomUUID); // the one of its class shows again

  assert.match(newKey(), UUID);
});
