// <focal-point>: a press on the picture says what must stay in view, and the small pictures show how it is cut. Without it, one of
// nine places is chosen; so it is by keyboard.

class FocalPoint extends HTMLElement {
  connectedCallback() {
    this.sheet = this.querySelector("[data-sheet]");
    this.name = this.querySelector("[type=radio]").name;
    this.mark = document.createElement("span");
    this.mark.className = "focal-point__mark";
    this.sheet.append(this.mark);
    this.sheet.dataset.state = "ready";
    this.sheet.addEventListener("click", this);
    this.addEventListener("change", this);
    this.draw();
  }

  disconnectedCallback() {
    this.mark.remove();
  }

  handleEvent(event) {
    if (event.type === "click") this.choose(event);
    else this.exact?.remove();
    this.draw();
  }

  choose({ clientX, clientY }) {
    const box = this.sheet.querySelector("img").getBoundingClientRect();
    const hundredths = (far, all) => Math.min(100, Math.max(0, Math.round((100 * far) / all)));
    for (const radio of this.querySelectorAll("[type=radio]")) radio.checked = false;
    this.exact ??= Object.assign(document.createElement("input"), { type: "hidden" });
    this.exact.name = this.name;
    this.exact.value = `${hundredths(clientX - box.left, box.width)},${hundredths(clientY - box.top, box.height)}`;
    this.append(this.exact);
  }

  draw() {
    const chosen = this.querySelector(`[type=hidden], [type=radio]:checked`);
    const [across, down] = (chosen?.value ?? "50,50").split(",");
    this.mark.style.left = `${across}%`;
    this.mark.style.top = `${down}%`;
    for (const cut of this.querySelectorAll("[data-cut] img"))
      cut.style.objectPosition = `${across}% ${down}%`;
  }
}

customElements.define("focal-point", FocalPoint);
