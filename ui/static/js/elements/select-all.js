// <select-all data-name data-all data-none>: a button ticks every box of this name in its form, or clears them, and the
// count beside it follows. Without it, a link shows the page with all of them ticked.

class SelectAll extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    const link = this.querySelector("a");
    this.button = document.createElement("button");
    this.button.type = "button";
    this.button.className = link.className;
    Object.assign(this.button.dataset, link.dataset);
    link.replaceWith(this.button);
    this.button.addEventListener("click", this);
    this.form.addEventListener("change", this);
    this.show(); // a browser that comes back has kept the ticks
  }

  disconnectedCallback() {
    this.form.removeEventListener("change", this);
  }

  get boxes() {
    return [...this.form.querySelectorAll(`input[name="${this.dataset.name}"]`)];
  }

  handleEvent({ type }) {
    if (type === "click") {
      const isOn = this.boxes.some((box) => !box.checked);
      for (const box of this.boxes) box.checked = isOn;
    }
    this.show();
  }

  show() {
    const { all, none } = this.dataset;
    const ticked = this.boxes.filter((box) => box.checked).length;
    this.button.textContent = ticked === this.boxes.length ? none : all;
    this.querySelector("[data-ticked]").textContent = ticked;
  }
}

customElements.define("select-all", SelectAll);
