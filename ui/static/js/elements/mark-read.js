// <mark-read>: sends the form inside once the page is seen, so that nobody has to press. Without it the button is there.

class MarkRead extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.hidden = true;
    if (document.hidden) document.addEventListener("visibilitychange", this, { once: true });
    else this.handleEvent();
  }

  disconnectedCallback() {
    document.removeEventListener("visibilitychange", this);
  }

  async handleEvent() {
    const answer = await fetch(this.form.action, {
      method: "POST",
      body: new URLSearchParams(new FormData(this.form)),
      redirect: "manual",
    }).catch(() => null);
    if (answer) this.remove();
    else this.hidden = false; // no network: the button is there
  }
}

customElements.define("mark-read", MarkRead);
