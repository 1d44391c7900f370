import assert from "node:assert/strict";
import { test } from "node:test";
import {
  effectOn,
  isSameChange,
  isUnanswered,
  outcomeOf,
  partOf,
  rebase,
  stablePath,
} from "../../../ui/static/js/offline-changes.js";

const SITE = "https://hirondelle.example/fr/voyages";
const TRIP = "au-fil-du-cher-trabcd23";

function change(fields = {}) {
  return {
    trip: "trabcd23",
    me: "zmember2",
    action: `${SITE}/${TRIP}/etapes/stepab23/`,
    data: "key=one&based_on=3&title=Fair",
    ...fields,
  };
}

test("isSameChange goes by the key of a form", () => {
  assert.equal(isSameChange(change(), change({ data: "key=one&title=Other" })), true);
  assert.equal(isSameChange(change(), change({ data: "key=two&title=Fair" })), false);
});

test("isSameChange tells two moves of one step apart", () => {
  const [up, down] = ["1:", "2:"].map((to) => change({ data: `key=one&to=${to}` }));

  assert.equal(isSameChange(up, down), false);
});

test("isUnanswered is no answer, or that of somebody on the way who is busy", () => {
  const answers = [undefined, ...[200, 404, 429, 500, 502, 503, 504].map((status) => ({ status }))];

  assert.deepEqual(
    answers.map((answer) => isUnanswered(answer)),
    [true, false, false, true, false, true, true, true],
  );
});

for (const [status, kind] of [
  [200, "done"],
  [403, "broken"],
  [404, "gone"],
  [409, "conflict"],
  [410, "gone"],
  [422, "refused"],
  [500, "broken"],
]) {
  test(`outcomeOf an answer ${status} for my seat is "${kind}"`, () => {
    assert.equal(outcomeOf({ status, ok: status < 300 }, "zmember2", "zmember2"), kind);
  });
}

test("outcomeOf a page of another seat, or of none, is elsewhere", () => {
  const answer = { status: 200, ok: true };

  assert.equal(outcomeOf(answer, "another2", "zmember2"), "elsewhere");
  assert.equal(outcomeOf(answer, undefined, "zmember2"), "elsewhere");
});

test("partOf is the last public id of the address that isn't the trip", () => {
  const addresses = [
    `${SITE}/${TRIP}/etapes/stepab23/`,
    `${SITE}/trabcd23/etapes/stepab23/deplacer/`,
    `${SITE}/trabcd23/depenses/billab23/parts/shareb23/`,
    `${SITE}/trabcd23/cadre/`,
  ];

  assert.deepEqual(
    addresses.map((action) => partOf(change({ action }))),
    ["stepab23", "stepab23", "shareb23", undefined],
  );
});

test("rebase puts a change on top of my own latest one", () => {
  const news = [
    { part: "stepab23", by: "zmember2", number: 4 },
    { part: "stepab23", by: "zmember2", number: 6 },
    { part: "otherb23", by: "another2", number: 7 },
  ];

  assert.deepEqual(rebase(change(), news), change({ data: "key=one&based_on=6&title=Fair" }));
});

test("rebase leaves a conflict with somebody else to the person", () => {
  const news = [
    { part: "stepab23", by: "zmember2", number: 4 },
    { part: "stepab23", by: "another2", number: 5 },
  ];

  assert.deepEqual(rebase(change(), news), change());
});

test("rebase changes nothing where nothing happened to the part", () => {
  assert.deepEqual(rebase(change(), [{ part: "otherb23", by: "zmember2", number: 4 }]), change());
});

test("stablePath forgets what the trip is called", () => {
  assert.equal(stablePath(`${SITE}/${TRIP}/etapes/?a=1#b`), "/fr/voyages/trabcd23/etapes/");
  assert.equal(stablePath(`${SITE}/trabcd23/etapes/`), "/fr/voyages/trabcd23/etapes/");
});

for (const [effect, data, drawn] of [
  [
    "move",
    "key=one&to=2:stepcd45",
    { kind: "move", step: "stepab23", day: "2", after: "stepcd45" },
  ],
  ["move", "key=one&to=:", { kind: "move", step: "stepab23", day: "", after: "" }],
  ["change", "key=one&title=Fair", { kind: "change", step: "stepab23", title: "Fair" }],
  ["remove", "key=one", { kind: "remove", step: "stepab23" }],
  [undefined, "key=one", undefined],
]) {
  test(`effectOn a plan of ${effect ?? "nothing known"}, sent as ${data}`, () => {
    assert.deepEqual(effectOn(change({ effect, data })), drawn);
  });
}

test("effectOn a plan of a new step is its day and title", () => {
  const added = change({
    action: `${SITE}/${TRIP}/etapes/nouvelle/`,
    data: "key=one&day=2&title=Market",
    effect: "add",
  });

  assert.deepEqual(effectOn(added), { kind: "add", day: "2", title: "Market" });
});
