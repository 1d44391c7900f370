import assert from "node:assert/strict";
import { test } from "node:test";
import { elementOf } from "./browser.js";

await import("../../../ui/static/js/elements/date-range.js");
await import("../../../ui/static/js/elements/point-pick.js");
await import("../../../ui/static/js/elements/total-recount.js");

const day = (text) => ({ valueAsNumber: text ? Date.parse(text) : Number.NaN });

for (const [checkIn, earliest] of [
  ["2027-02-28", "2027-03-01"],
  ["2027-03-27", "2027-03-28"], // the clocks change in that night
  ["2027-12-31", "2028-01-01"],
  ["", "2027-01-15"],
]) {
  test(`earliestCheckOut after ${checkIn || "nothing"} is ${earliest}`, () => {
    const range = elementOf("date-range", { checkIn: day(checkIn), firstDay: "2027-01-15" });

    assert.equal(range.earliestCheckOut(), earliest);
  });
}

for (const [checkIn, checkOut, nights] of [
  ["2027-05-03", "2027-05-06", 3],
  ["2027-10-30", "2027-11-01", 2],
  ["2027-05-06", "2027-05-03", -3],
  ["2027-05-03", "", undefined],
]) {
  test(`nights from ${checkIn} to ${checkOut || "nothing"} are ${nights}`, () => {
    const range = elementOf("date-range", { checkIn: day(checkIn), checkOut: day(checkOut) });

    assert.equal(range.nights(), nights);
  });
}

for (const [text, point] of [
  ["47.39, 0.69", [47.39, 0.69]],
  ["47,39 -0,69", [47.39, -0.69]],
  ["geo:47.39,0.69", [47.39, 0.69]],
  ["Tours", undefined],
  ["47.39", undefined],
  ["47.39, 0.69, 12", undefined],
]) {
  test(`point-pick reads ${JSON.stringify(text)}`, () => {
    assert.deepEqual(elementOf("point-pick", { field: { value: text } }).written(), point);
  });
}

for (const name of ["check_in", "half_days", "children", "quantity"]) {
  test(`total-recount follows ${name}`, async () => {
    const total = { name: "total", value: "12.00" };
    const changed = { name, value: "5", type: "text" };
    const recount = elementOf("total-recount", {
      total,
      note: {},
      dataset: { url: "/total/" },
      querySelectorAll: () => [changed],
    });
    globalThis.fetch = async () => ({ ok: true, json: async () => ({ total: "30.00", note: "" }) });

    await recount.handleEvent({ target: changed, type: "change" });

    assert.equal(total.value, "30.00");
  });
}
