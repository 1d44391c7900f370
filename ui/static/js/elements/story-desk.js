// <story-desk>: says who writes where and how far the photographs are, and that somebody has written meanwhile. Without
// it the page says the same when it is loaded.

import { forgetArrived } from "../kept-words.js";

const EVERY = 10_000;

class StoryDesk extends HTMLElement {
  connectedCallback() {
    forgetArrived();
    this.addEventListener("story:saved", ({ detail }) => {
      if (detail === this.number + 1) this.number = detail; // my own words are no news
    });
    this.number = Number(this.dataset.number);
    this.clock = setInterval(() => this.look(), EVERY);
    document.addEventListener("visibilitychange", this.seen);
  }

  disconnectedCallback() {
    clearInterval(this.clock);
    document.removeEventListener("visibilitychange", this.seen);
  }

  seen = () => {
    if (!document.hidden) this.look();
  };

  async look() {
    if (document.hidden) return;
    try {
      const answer = await fetch(this.dataset.src, { headers: { Accept: "application/json" } });
      if (answer.ok) this.show(await answer.json());
    } catch {
      // without network the page stands as it is
    }
  }

  show({ number, editors, photos }) {
    for (const block of this.querySelectorAll("[data-block]")) {
      const who = editors[block.dataset.block];
      const said = who ? this.dataset.writing.replace("{}", who) : "";
      const place = block.querySelector("[data-pen]");
      if (place.textContent.trim() !== said) place.textContent = said;
    }
    if (number > this.number) {
      const news = this.querySelector("[data-news]");
      news.hidden = false;
      news.textContent = this.dataset.changed;
      this.number = number;
    }
    this.showPhotos(photos);
  }

  showPhotos({ done, all }) {
    const place = this.querySelector("[data-photos]");
    if (!place) return;
    place.hidden = done >= all;
    const bar = place.querySelector("progress");
    bar.max = all;
    bar.value = done;
  }
}

customElements.define("story-desk", StoryDesk);
