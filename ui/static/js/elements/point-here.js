// <point-here>: one press writes where this device is into its field. Without it, figures can still be typed.

class PointHere extends HTMLElement {
  connectedCallback() {
    this.field = this.querySelector("input");
    this.button = this.querySelector("button");
    this.answer = this.querySelector("[role=status]");
    this.button?.addEventListener("click", this);
  }

  disconnectedCallback() {
    this.button?.removeEventListener("click", this);
  }

  handleEvent() {
    this.button.setAttribute("aria-busy", "true");
    navigator.geolocation.getCurrentPosition(
      (position) => this.write(position.coords),
      () => this.tell(this.dataset.failed),
      { enableHighAccuracy: true, timeout: 20_000, maximumAge: 60_000 },
    );
  }

  write({ latitude, longitude }) {
    this.field.value = `${latitude.toFixed(6)}, ${longitude.toFixed(6)}`;
    this.tell(this.dataset.done);
  }

  tell(words) {
    this.button.removeAttribute("aria-busy");
    this.answer.textContent = words;
  }
}

customElements.define("point-here", PointHere);
