// <desk-keys>: a desk by keyboard. Rows by j and k, presses by the letter in their data-key, help by "?".
// Letters are off in fields, and can be switched off in the help. Without it, Tab and Enter do the same.

import { indexToReturnTo, nextIndex, stepFor } from "../row-keys.js";

const OFF = "desk-keys-off";
const PLACE = "desk-keys-place";
const LIST = "desk-keys-list";
const HEARD = ["keydown", "submit", "click"];
const TYPED_INTO = "input:not([type=checkbox]), textarea, select, [contenteditable]";

class DeskKeys extends HTMLElement {
  connectedCallback() {
    this.dialog = this.querySelector("dialog");
    this.letters = this.querySelector("[data-letters]");
    this.letters.checked = localStorage.getItem(OFF) === null;
    this.querySelector("[data-help]").hidden = false;
    this.nameKeys();
    this.showOpened();
    this.addEventListener("change", this);
    for (const type of HEARD) document.addEventListener(type, this);
    this.returnToPlace();
  }

  disconnectedCallback() {
    for (const type of HEARD) document.removeEventListener(type, this);
  }

  handleEvent(event) {
    if (event.type === "submit") this.keepPlace(event.submitter ?? event.target);
    else if (event.type === "click") this.keepList(event.target.closest("a[data-row]"));
    else if (event.type === "change") this.switchLetters();
    else if (!event.defaultPrevented && !event.target.closest?.(TYPED_INTO)) this.press(event);
  }

  press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || this.dialog.open) return;
    const onRow = document.activeElement.matches("[data-row]");
    const withLetters = this.letters.checked;
    const step = stepFor(event.key, { onRow, withLetters });
    const done = step ? this.move(step) : withLetters && this.act(event.key);
    if (done) event.preventDefault();
  }

  // Of several presses with one letter: the one in the row that has the focus, else in what is open, else the first choice.
  act(key) {
    if (key === "?") return this.help();
    const wanted = [...document.querySelectorAll("[data-key]")].filter(
      (one) => one.dataset.key === key,
    );
    const row = document.activeElement.closest("tr, li");
    const near = wanted.find((one) => row?.contains(one));
    const opened = wanted.filter((one) => one.closest("[data-open]"));
    const choice = opened.length ? opened : wanted;
    const first = choice.find((one) => one.closest("li")?.dataset.state === "first");
    const found = near ?? (choice.length === 1 ? choice[0] : first);
    if (!found) return false;
    found.focus();
    found.click();
    return true;
  }

  // From the row that has the focus, else from the one that is open beside the list.
  move(step) {
    const rows = this.rows();
    if (!rows.length) return false;
    const row = document.activeElement.closest("tr, li");
    const here = rows.findIndex((one) => row?.contains(one));
    const from = here < 0 ? rows.findIndex((one) => one.ariaCurrent) : here;
    rows[nextIndex(from, step, rows.length)].focus();
    return true;
  }

  // Those that are seen: on a phone the list beside an open request isn't.
  rows() {
    return [...document.querySelectorAll("[data-row]")].filter((one) => one.checkVisibility());
  }

  help() {
    this.nameKeys();
    this.dialog.showModal();
    return true;
  }

  // The presses of this page under their letters; whom each is about stands in the row.
  nameKeys() {
    const named = new Map();
    for (const one of document.querySelectorAll("[data-key]")) {
      const copy = one.cloneNode(true);
      copy.querySelector(".visually-hidden")?.remove();
      if (!named.has(one.dataset.key)) named.set(one.dataset.key, copy.textContent.trim());
    }
    const list = this.querySelector("[data-keys]");
    const line = list.firstElementChild;
    for (const one of list.querySelectorAll("[data-named]")) one.remove();
    for (const [key, words] of named) {
      const copy = line.cloneNode(true);
      copy.dataset.named = "";
      copy.querySelector("kbd").textContent = key;
      copy.querySelector("span").textContent = words;
      list.append(copy);
    }
  }

  switchLetters() {
    if (this.letters.checked) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "");
  }

  // After a press the page comes anew: the focus stays in the row, or in the one that took its place.
  keepPlace(press) {
    const row = press.closest("tr, li");
    const rows = this.rows();
    const index = rows.findIndex((one) => row?.contains(one));
    if (index < 0) return;
    const place = { path: location.pathname, row: rows[index].dataset.row, index };
    sessionStorage.setItem(PLACE, JSON.stringify(place));
  }

  // A row that is opened: whoever comes back to the list finds the focus there.
  keepList(row) {
    if (!row) return;
    const place = { row: row.dataset.row, index: this.rows().indexOf(row) };
    const list = row.closest("[data-list]")?.dataset.list ?? location.pathname;
    sessionStorage.setItem(LIST + list, JSON.stringify(place));
  }

  // A long list stands where the open row is, without moving the page.
  showOpened() {
    const row = document.querySelector("[data-opened] tr[data-state=current]");
    const list = row?.closest("section");
    if (list) list.scrollTop += row.getBoundingClientRect().top - list.clientHeight / 3;
  }

  returnToPlace() {
    const kept = [LIST + location.pathname, PLACE];
    const place = JSON.parse(
      kept.map((one) => sessionStorage.getItem(one)).find(Boolean) ?? "null",
    );
    for (const one of kept) sessionStorage.removeItem(one);
    const rows = this.rows();
    if (!place || !rows.length || location.hash) return;
    const names = rows.map((one) => one.dataset.row);
    rows[indexToReturnTo(place, names)].focus();
  }
}

customElements.define("desk-keys", DeskKeys);
