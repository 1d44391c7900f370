// <blur-part>: draws the part on the picture as the figures say it, and writes the figures while somebody drags on the picture.
// Without it, figures can still be typed.

const NAMES = ["left", "top", "width", "height"];

class BlurPart extends HTMLElement {
  connectedCallback() {
    this.sheet = this.querySelector("[data-sheet]");
    this.fields = Object.fromEntries(
      NAMES.map((name) => [name, this.querySelector(`[name="${name}"]`)]),
    );
    this.mark = document.createElement("span");
    this.mark.className = "blur-part__mark";
    this.sheet.append(this.mark);
    this.sheet.dataset.state = "ready";
    for (const kind of ["pointerdown", "pointermove", "pointerup", "pointercancel"])
      this.sheet.addEventListener(kind, this);
    this.addEventListener("input", this);
    this.draw();
  }

  disconnectedCallback() {
    this.mark.remove();
    delete this.sheet.dataset.state;
  }

  handleEvent(event) {
    if (event.type === "input") this.draw();
    else if (event.type === "pointerdown") this.begin(event);
    else if (event.type === "pointermove") this.drag(event);
    else this.start = null;
  }

  begin(event) {
    event.preventDefault();
    this.sheet.setPointerCapture(event.pointerId);
    this.start = this.at(event);
  }

  drag(event) {
    if (!this.start) return;
    const end = this.at(event);
    const [left, right] = [this.start.x, end.x].sort((a, b) => a - b);
    const [top, bottom] = [this.start.y, end.y].sort((a, b) => a - b);
    this.write({ left, top, width: Math.max(1, right - left), height: Math.max(1, bottom - top) });
  }

  at({ clientX, clientY }) {
    const box = this.sheet.querySelector("img").getBoundingClientRect();
    const hundredths = (far, all) => Math.min(100, Math.max(0, Math.round((100 * far) / all)));
    return {
      x: hundredths(clientX - box.left, box.width),
      y: hundredths(clientY - box.top, box.height),
    };
  }

  write(figures) {
    for (const name of NAMES)
      this.fields[name].value = Math.min(figures[name], Number(this.fields[name].max));
    this.draw();
  }

  draw() {
    for (const name of NAMES) this.mark.style[name] = `${Number(this.fields[name].value) || 0}%`;
    this.mark.dataset.shape = this.querySelector('[name="shape"]:checked')?.value ?? "round";
  }
}

customElements.define("blur-part", BlurPart);
