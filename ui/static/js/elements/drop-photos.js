// <drop-photos>: photographs that are dropped anywhere on the page of a story, or chosen by the button of a chapter, become
// a block of that chapter. Without it the form of a block takes them.

import { newKey } from "../new-key.js";
import { partOf } from "../page-parts.js";
import "./photo-drop.js";

const CHAPTER = "[data-photo]";

class DropPhotos extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input[type=file]");
    this.input.addEventListener("change", this);
    for (const name of ["click", "dragover", "drop"]) document.addEventListener(name, this);
    for (const button of document.querySelectorAll("[data-add-photos]")) button.hidden = false;
  }

  disconnectedCallback() {
    for (const name of ["click", "dragover", "drop"]) document.removeEventListener(name, this);
  }

  handleEvent(event) {
    if (event.type === "change") this.bring([...this.input.files], this.chapter);
    else if (event.type === "click") this.choose(event);
    else if (event.dataTransfer?.types.includes("Files")) this.dragged(event);
  }

  choose({ target }) {
    const button = target.closest?.("[data-add-photos]");
    if (!button) return;
    this.chapter = button.closest(CHAPTER);
    this.input.value = "";
    this.input.click();
  }

  // Beside the chapters means the last one.
  dragged(event) {
    event.preventDefault();
    const chapters = [...document.querySelectorAll(CHAPTER)];
    const chapter = event.target.closest?.(CHAPTER) ?? chapters.at(-1);
    for (const one of chapters)
      one.toggleAttribute("data-over", one === chapter && event.type === "dragover");
    if (event.type === "drop" && chapter) this.bring([...event.dataTransfer.files], chapter);
  }

  // The block comes first, then its photographs one after the other, each with its progress.
  async bring(files, chapter) {
    if (!files.length) return;
    const data = new FormData(this.querySelector("form"));
    data.set("key", newKey());
    const address = files.length > 1 ? chapter.dataset.gallery : chapter.dataset.photo;
    const answer = await fetch(address, { method: "POST", body: data }).catch(() => undefined);
    const drop = answer?.ok ? partOf(await answer.text(), "photo-drop") : undefined;
    this.querySelector("[data-said]").textContent = drop ? "" : this.dataset.failed;
    if (!drop) return;
    const item = document.createElement("li");
    item.append(drop);
    chapter.querySelector(".story-desk__blocks").append(item);
    const chosen = new DataTransfer();
    for (const file of files) chosen.items.add(file);
    drop.querySelector("input[type=file]").files = chosen.files;
    drop.querySelector("form").requestSubmit();
    item.scrollIntoView({ block: "nearest" });
  }
}

customElements.define("drop-photos", DropPhotos);
