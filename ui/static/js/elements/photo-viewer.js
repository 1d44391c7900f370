// <photo-viewer>: shows the photographs of a page large, one after the other. Every a[data-photo] leads there, in the order of the page; a
// link with data-photos opens the first. Swiping is the browser's own scrolling. Without it a link leads to the picture alone.

class PhotoViewer extends HTMLElement {
  connectedCallback() {
    this.dialog = this.querySelector("dialog");
    this.track = this.querySelector("[data-track]");
    this.count = this.querySelector("[data-count]");
    document.addEventListener("click", this);
    this.dialog.addEventListener("keydown", this);
    this.track.addEventListener("scroll", this, { passive: true });
  }

  disconnectedCallback() {
    document.removeEventListener("click", this);
  }

  handleEvent(event) {
    if (event.type === "scroll") this.say();
    else if (event.type === "keydown") this.press(event);
    else if (this.contains(event.target)) this.choose(event.target);
    else this.enlarge(event);
  }

  // A link that somebody opens in a tab of its own goes there.
  enlarge(event) {
    const link = event.target.closest("a[data-photo], a[data-photos]");
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
      return;
    const links = [...document.querySelectorAll("a[data-photo]")];
    if (!links.length) return;
    event.preventDefault();
    this.track.replaceChildren(...links.map((one) => this.slide(one)));
    this.dialog.showModal();
    this.show(Math.max(0, links.indexOf(link)), "instant");
    this.say();
    this.track.focus();
  }

  slide(link) {
    const figure = document.createElement("figure");
    const picture = link.querySelector("picture").cloneNode(true);
    for (const source of picture.querySelectorAll("source")) source.sizes = "100vw";
    picture.querySelector("img").loading = "lazy";
    figure.append(picture);
    const words = link.closest("figure")?.querySelector("figcaption > *");
    if (words) {
      const caption = document.createElement("figcaption");
      caption.append(words.cloneNode(true));
      figure.append(caption);
    }
    return figure;
  }

  choose(target) {
    if (target.closest("[data-close]") || target === this.dialog) this.dialog.close();
    const button = target.closest("[data-step]");
    if (button) this.show(this.here + Number(button.dataset.step));
  }

  press(event) {
    const last = this.track.children.length - 1;
    const places = {
      ArrowLeft: this.here - 1,
      ArrowRight: this.here + 1,
      Home: 0,
      End: last,
    };
    if (!(event.key in places)) return;
    event.preventDefault();
    this.show(places[event.key]);
  }

  get here() {
    return Math.round(this.track.scrollLeft / this.track.clientWidth) || 0;
  }

  show(place, behavior = "auto") {
    const all = this.track.children.length;
    const to = Math.min(Math.max(place, 0), all - 1);
    this.track.scrollTo({ left: to * this.track.clientWidth, behavior });
  }

  say() {
    const all = this.track.children.length;
    const words = `${this.here + 1} / ${all}`;
    if (this.count.textContent !== words) this.count.textContent = words;
    for (const button of this.querySelectorAll("[data-step]")) {
      const to = this.here + Number(button.dataset.step);
      button.setAttribute("aria-disabled", String(to < 0 || to >= all));
    }
  }
}

customElements.define("photo-viewer", PhotoViewer);
