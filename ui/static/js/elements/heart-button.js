// <heart-button data-save data-remove>: a press keeps an offer, or keeps it no more, without leaving the page. Without it the
// form inside does the same and comes back.

class HeartButton extends HTMLElement {
  connectedCallback() {
    this.addEventListener("submit", this);
  }

  async handleEvent(event) {
    event.preventDefault();
    const form = event.target;
    const button = form.querySelector("button");
    if (button.ariaBusy === "true") return;
    button.ariaBusy = "true";
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: new FormData(form),
        headers: { "X-Requested-With": "fetch" },
      });
      if (answer.status === 204) this.turn(form, button);
      else form.submit(); // the page says why it was refused
    } catch {
      form.submit(); // no network: the browser says so
    } finally {
      button.ariaBusy = "false";
    }
  }

  turn(form, button) {
    const isKept = button.ariaPressed !== "true";
    button.ariaPressed = String(isKept);
    form.action = isKept ? this.dataset.remove : this.dataset.save;
  }
}

customElements.define("heart-button", HeartButton);
