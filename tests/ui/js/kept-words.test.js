import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import {
  forget,
  forgetArrived,
  keep,
  kept,
  putBack,
  saySame,
  wordsOf,
} from "../../../ui/static/js/kept-words.js";
import { MemoryStorage, setGlobal } from "./browser.js";

beforeEach(() => setGlobal("localStorage", new MemoryStorage()));

// As a form has them: a list whose fields are also found by their names.
function formWith(...fields) {
  const named = fields.map((field) => [field.name, field]);
  return { elements: Object.assign([...fields], Object.fromEntries(named)) };
}

function field(name, value, type = "text") {
  return { name, type, value, checked: value === true, dispatchEvent: () => true };
}

test("keep keeps words until they are forgotten", () => {
  const isKept = keep("story 1", { title: "Fair" });
  const before = kept("story 1");
  forget("story 1");

  assert.deepEqual([isKept, before, kept("story 1")], [true, { title: "Fair" }, null]);
});

test("keep says where a browser keeps nothing, and reading it is no error", () => {
  setGlobal("localStorage", undefined);

  const isKept = keep("story 1", { title: "Fair" });
  forget("story 1");

  assert.deepEqual([isKept, kept("story 1")], [false, null]);
});

test("kept is nothing where something else than ours stands there", () => {
  localStorage.setItem("words:story 1", "{broken");

  assert.equal(kept("story 1"), null);
});

test("wordsOf takes what a person fills in, and no file or bookkeeping", () => {
  const form = formWith(
    field("csrfmiddlewaretoken", "secret"),
    field("key", "one"),
    field("based_on", "3"),
    field("title", "Fair"),
    field("photo", "C:\\fakepath\\a.jpg", "file"),
    field("shared", true, "checkbox"),
    field("", "button"),
  );

  assert.deepEqual(wordsOf(form), { title: "Fair", shared: true });
});

test("putBack fills what is still there and tells each field", () => {
  const told = [];
  const title = { ...field("title", "x"), dispatchEvent: ({ type }) => told.push(type) };
  const shared = field("shared", false, "checkbox");

  putBack(formWith(title, shared), { title: "Fair", shared: true, gone: "?" });

  assert.deepEqual([title.value, shared.checked, told], ["Fair", true, ["words:put-back"]]);
});

test("saySame passes over tags and spaces, which the server writes in its own way", () => {
  const typed = { title: "Fair", words: "<p>By the Cher</p>" };

  assert.equal(saySame(typed, { words: "<p>By&nbsp;the <b>Cher</b></p>\n", title: "Fair" }), true);
  assert.equal(saySame(typed, { ...typed, words: "<p>By the Indre</p>" }), false);
  assert.equal(saySame(typed, { title: "Fair" }), false);
});

test("forgetArrived forgets what the address says has arrived, and nothing else", () => {
  keep("story 1", { key: "one" });
  keep("story 2", { key: "two" });
  localStorage.setItem("theme", '{"key": "one"}');
  const shown = [];
  globalThis.location = { href: "https://hirondelle.example/story/?kept=one&page=2" };
  globalThis.history = { replaceState: (_state, _title, url) => shown.push(String(url)) };

  forgetArrived();

  assert.deepEqual(Object.keys(localStorage), ["words:story 2", "theme"]);
  assert.deepEqual(shown, ["https://hirondelle.example/story/?page=2"]);
});

test("forgetArrived leaves an address without a key alone", () => {
  keep("story 1", { key: "one" });
  globalThis.location = { href: "https://hirondelle.example/story/" };
  globalThis.history = {};

  forgetArrived();

  assert.deepEqual(kept("story 1"), { key: "one" });
});
