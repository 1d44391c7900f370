// <desk-keys>: a desk by keyboard. Rows by j and k, presses by the letter in their data-key, help by "?".
// Letters can be switched off in the help. Without it, Tab and Enter do the same.

import { indexToReturnTo, nextIndex, stepFor } from "../row-keys.js";

const OFF = "desk-keys-off";
const PLACE = "desk-keys-place";
const LIST = "desk-keys-list";
const TYPED_INTO = "input:not([type=checkbox]), textarea, select, [contenteditable]";

class DeskKeys extends HTMLElement {
  connectedCallback() {
    this.dialog = this.querySelector("dialog");
    this.letters = this.querySelector("[data-letters]");
    this.letters.checked = localStorage.getItem(OFF) === null;
    this.querySelector("[data-help]").hidden = false;
    this.nameKeys();
    this.addEventListener("change", this);
    document.addEventListener("keydown", this);
    document.addEventListener("submit", this);
    document.addEventListener("click", this);
    this.returnToPlace();
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this);
    document.removeEventListener("submit", this);
    document.removeEventListener("click", this);
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

  act(key) {
    if (key === "?") return this.help();
    const wanted = [...document.querySelectorAll("[data-key]")].filter(
      (one) => one.dataset.key === key,
    );
    const row = document.activeElement.closest("tr, li");
    const near = wanted.find((one) => row?.contains(one));
    const first = wanted.find((one) => one.closest("li")?.dataset.state === "first");
    const found = near ?? (wanted.length === 1 ? wanted[0] : first);
    if (!found) return false;
    found.focus();
    found.click();
    return true;
  }

  move(step) {
    const rows = this.rows();
    if (!rows.length) return false;
    const row = document.activeElement.closest("tr, li");
    const here = rows.findIndex((one) => row?.contains(one));
    rows[nextIndex(here, step, rows.length)].focus();
    return true;
  }

  rows() {
    return [...document.querySelectorAll("[data-row]")];
  }

  help() {
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
    for (const [key, words] of named) {
      const copy = line.cloneNode(true);
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
    sessionStorage.setItem(LIST + location.pathname, JSON.stringify(place));
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
