// <block-writer>: saves while one writes and holds the pen of the block. Every key is kept on this device at once, sent
// after a short pause, and forgotten here when the server has it. Without it, the button does the same.

import { EditLock } from "../edit-lock.js";
import { forget, keep, kept, putBack, saySame, wordsOf } from "../kept-words.js";
import { newKey } from "../new-key.js";

const PAUSE = 1200; // milliseconds without a key before words are sent
const AGAIN = 5000; // before another try where the network failed

class BlockWriter extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.offer = this.querySelector("[data-offer]");
    this.pen = this.newPen();
    this.offerKept();
    this.form.addEventListener("input", () => this.typed());
    this.form.addEventListener("change", () => this.typed());
    this.form.addEventListener("submit", (event) => this.submitted(event));
    this.form.addEventListener("focusin", () => this.pen.begin(), { once: true });
    addEventListener("pagehide", this.leave);
    addEventListener("online", this.send);
  }

  disconnectedCallback() {
    removeEventListener("pagehide", this.leave);
    removeEventListener("online", this.send);
    clearTimeout(this.pause);
    this.pen.end();
  }

  newPen() {
    const news = this.querySelector("[data-pen-news]");
    return new EditLock({
      take: this.dataset.pen,
      layDown: this.dataset.layDown,
      words: this.dataset,
      token: () => this.token(),
      version: () => Number(this.form.elements.based_on.value),
      tell: (words) => {
        news.textContent = words;
        news.hidden = !words;
      },
      stop: (isClosed) => {
        this.form.inert = isClosed;
      },
    });
  }

  offerKept() {
    const last = kept(this.dataset.name);
    if (!last) return;
    if (saySame(last.words, wordsOf(this.form))) {
      forget(this.dataset.name);
      return;
    }
    this.offer.hidden = false;
    this.querySelector("[data-put-back]").addEventListener("click", () => {
      this.offer.hidden = true;
      putBack(this.form, last.words);
      this.pen.begin();
      this.typed();
    });
    this.querySelector("[data-forget]").addEventListener("click", () => {
      this.offer.hidden = true;
      forget(this.dataset.name);
    });
  }

  typed() {
    if (!this.offer.hidden) return; // what is kept isn't written over before somebody has chosen
    this.pen.used();
    this.isAhead = true;
    this.remember();
    clearTimeout(this.pause);
    if (this.dataset.save) this.pause = setTimeout(this.send, PAUSE);
  }

  remember() {
    keep(this.dataset.name, { words: wordsOf(this.form), key: this.form.elements.key.value });
  }

  // One at a time. A try that failed is sent again under its key, so that it can't be saved twice.
  send = async () => {
    if (!this.dataset.save || !this.isAhead || this.isSending || this.isOver) return;
    clearTimeout(this.pause);
    this.isSending = true;
    this.isAhead = Boolean(this.unanswered); // newer words follow what is sent again
    this.unanswered ??= new FormData(this.form);
    this.tell(this.dataset.keeping);
    try {
      const answer = await fetch(this.dataset.save, { method: "POST", body: this.unanswered });
      this.unanswered = undefined;
      await this.answered(answer);
    } catch {
      this.isAhead = true;
      this.tell(this.dataset.here);
    }
    this.isSending = false;
    if (this.waiting) this.form.requestSubmit(this.waiting);
    else if (this.isAhead) this.pause = setTimeout(this.send, this.unanswered ? AGAIN : PAUSE);
  };

  async answered(answer) {
    const said = (await answer.json().catch(() => null)) ?? {};
    this.form.elements.key.value = newKey();
    if (answer.ok && !answer.redirected) {
      this.form.elements.based_on.value = said.version;
      if (!this.isAhead) forget(this.dataset.name);
      this.dispatchEvent(new CustomEvent("story:saved", { bubbles: true, detail: said.version }));
      return this.tell(this.dataset.kept);
    }
    // Whoever is logged in no more is led to another page: their words stay here, and the button leads to it too.
    this.isOver = said.conflict === true; // the button leads to both versions
    const refusals = Object.values(said.refusals ?? {}).flat();
    this.tell(said.refusal ?? (refusals.join(" ") || this.dataset.here));
    this.querySelector("[data-cut]")?.toggleAttribute("hidden", said.long !== true);
  }

  // A save that is under way arrives first, or the two would be taken for rivals.
  submitted(event) {
    if (this.isSending) {
      event.preventDefault();
      this.waiting = event.submitter;
      return;
    }
    clearTimeout(this.pause);
    this.isOver = true;
    this.remember(); // until the next page says that it arrived
  }

  leave = () => {
    if (this.isAhead && this.dataset.save && !this.isOver) {
      navigator.sendBeacon(this.dataset.save, this.unanswered ?? new FormData(this.form));
    }
    this.pen.end();
  };

  token() {
    const data = new FormData();
    data.set("csrfmiddlewaretoken", this.form.elements.csrfmiddlewaretoken.value);
    return data;
  }

  tell(words) {
    this.querySelector("[data-news]").textContent = words;
  }
}

customElements.define("block-writer", BlockWriter);
