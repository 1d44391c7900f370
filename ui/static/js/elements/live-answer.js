// <live-answer>: says aloud that an answer is being loaded and what it is, and keeps the reader's place. The answer
// itself is replaced by htmx, which comes as soon as somebody comes near the form; without it the form and the links
// lead to pages that say the same.

const EVENTS = ["htmx:before:request", "htmx:after:swap", "htmx:error"];
const COMING_NEAR = ["pointerover", "touchstart", "focusin"];

class LiveAnswer extends HTMLElement {
  connectedCallback() {
    for (const name of EVENTS) document.addEventListener(name, this);
    for (const name of COMING_NEAR) document.addEventListener(name, this.prepare, { once: true });
  }

  // A tick that is quicker than the script isn't lost.
  prepare = async () => {
    if (this.prepared) return;
    this.prepared = true;
    const form = document.querySelector("form[data-hx-get]");
    const early = (event) => {
      this.ticked ||= event.target.matches(".choice__input");
    };
    form.addEventListener("change", early);
    await import("../../vendor/htmx/htmx.js");
    await new Promise((resolve) => setTimeout(resolve));
    form.removeEventListener("change", early);
    if (this.ticked) form.requestSubmit();
  };

  disconnectedCallback() {
    for (const name of EVENTS) document.removeEventListener(name, this);
  }

  handleEvent({ type, detail }) {
    const source = detail.ctx?.sourceElement;
    if (type === "htmx:before:request") {
      this.byLink = source?.matches("a") ?? false; // the link is gone once the answer is there
      this.begin();
    } else if (type === "htmx:after:swap") {
      this.end();
    } else {
      this.stop(this.dataset.failed);
    }
  }

  begin() {
    this.setAttribute("aria-busy", "true");
    this.tell(this.dataset.loading);
  }

  end() {
    const heading = this.querySelector("#results");
    this.stop(heading?.textContent ?? "");
    if (!this.byLink || !heading) return;
    heading.scrollIntoView({ block: "start" });
    heading.focus({ preventScroll: true });
  }

  stop(words) {
    this.removeAttribute("aria-busy");
    this.tell(words);
  }

  tell(words) {
    this.querySelector("[data-told]").textContent = words.replace(/\s+/g, " ").trim();
  }
}

customElements.define("live-answer", LiveAnswer);
