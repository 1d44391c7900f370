import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { elementOf, setGlobal } from "./browser.js";

setGlobal("document", { querySelector: () => null });
await import("../../../ui/static/js/elements/push-switch.js");

const ENDPOINT = "https://updates.push.services.mozilla.com/wpush/v2/abc";
const DIGEST = createHash("sha256").update(ENDPOINT).digest("hex");
const KEYS = { p256dh: "public", auth: "secret" };

// A browser with a worker, in which notifications may be on already, and a form of the page.
function start({ permission = "default", answer = "granted", subscription, fails = false } = {}) {
  const log = [];
  const pushManager = {
    getSubscription: async () => subscription,
    subscribe: async (options) => {
      if (fails) throw new DOMException("push service error");
      log.push(["subscribe", options.userVisibleOnly, [...options.applicationServerKey]]);
      return { toJSON: () => ({ endpoint: ENDPOINT, expirationTime: null, keys: KEYS }) };
    },
  };
  const registration = { pushManager };
  const serviceWorker = {
    getRegistration: async () => (subscription ? registration : undefined),
    register: async (address) => log.push(["register", address]),
    ready: Promise.resolve(registration),
  };
  const Notification = {
    permission,
    requestPermission: async () => {
      log.push(["ask"]);
      Notification.permission = answer;
      return answer;
    },
  };
  setGlobal("navigator", { serviceWorker });
  setGlobal("PushManager", class {});
  setGlobal("Notification", Notification);
  const inputs = { endpoint: { value: "" }, p256dh: { value: "" }, auth: { value: "" } };
  const form = {
    elements: { namedItem: (name) => inputs[name] },
    addEventListener: (name, heard) => Object.assign(form, { [name]: heard }),
    submit: () => log.push(["sent", ...Object.values(inputs).map(({ value }) => value)]),
  };
  const words = ["none", "denied", "on", "off"].map((state) => ({
    dataset: { state },
    hidden: state !== "none",
  }));
  const alert = { hidden: true };
  const element = elementOf("push-switch", {
    dataset: { key: "AQID-_8" },
    querySelector: (selector) => (selector === "form" ? form : alert),
    querySelectorAll: () => words,
  });
  const shown = () => words.filter(({ hidden }) => !hidden).map(({ dataset }) => dataset.state);
  const press = () => element.turnOn({ preventDefault: () => {}, target: form });
  return { alert, element, form, log, press, shown };
}

test("nothing is asked and no worker is started when the page loads", async () => {
  const { element, log, shown } = start();

  await element.connectedCallback();

  assert.deepEqual(log, []);
  assert.deepEqual(shown(), ["off"]);
});

test("a browser without push messages keeps the words of the page", async () => {
  const { element, shown } = start();
  setGlobal("PushManager", undefined);

  await element.connectedCallback();

  assert.deepEqual(shown(), ["none"]);
});

test("a browser that blocks notifications says so", async () => {
  const { element, shown } = start({ permission: "denied" });

  await element.connectedCallback();

  assert.deepEqual(shown(), ["denied"]);
});

test("a press asks, subscribes with our key, and sends what the browser gave", async () => {
  const { log, press } = start();

  await press();

  assert.deepEqual(log, [
    ["ask"],
    ["register", "/offline-worker.js"],
    ["subscribe", true, [1, 2, 3, 251, 255]],
    ["sent", ENDPOINT, "public", "secret"],
  ]);
});

test("a subscription of before is ended first", async () => {
  const ended = [];
  const subscription = { endpoint: "https://old.example", unsubscribe: async () => ended.push(1) };
  const { log, press } = start({ subscription });

  await press();

  assert.deepEqual([ended.length, log.at(-1)[0]], [1, "sent"]);
});

for (const [answer, state] of [
  ["denied", "denied"],
  ["default", "off"],
])
  test(`after the answer "${answer}" nothing is sent`, async () => {
    const { log, press, shown } = start({ answer });

    await press();

    assert.deepEqual([log, shown()], [[["ask"]], [state]]);
  });

test("a push service that says no leaves the form, with words", async () => {
  const { alert, log, press } = start({ fails: true });

  await press();

  assert.deepEqual([alert.hidden, log.map(([name]) => name)], [false, ["ask", "register"]]);
});

test("the browser that is in the list forgets its side when it is removed", async () => {
  const done = [];
  const subscription = { endpoint: ENDPOINT, unsubscribe: async () => done.push("forgotten") };
  const { element, shown } = start({ permission: "granted", subscription });
  const row = {
    addEventListener: (_name, heard) => Object.assign(row, { heard }),
    submit: () => done.push("sent"),
  };
  document.querySelector = (selector) => (selector === `[data-browser="${DIGEST}"]` ? row : null);

  await element.connectedCallback();
  await row.heard({ preventDefault: () => done.push("held"), target: row });

  assert.deepEqual(shown(), ["on"]);
  assert.deepEqual(done, ["held", "forgotten", "sent"]);
});
