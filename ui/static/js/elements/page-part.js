// <page-part src="/…" part="id">: shows that part of another page in its place, where there is room for it. On a narrow
// screen it is hidden and asks for nothing; without it the link inside leads to that page.

import { fetchPart } from "../fresh-part.js";

class PagePart extends HTMLElement {
  connectedCallback() {
    this.looks = matchMedia("(width >= 62rem)");
    this.looks.addEventListener("change", this);
    this.handleEvent();
  }

  disconnectedCallback() {
    this.looks.removeEventListener("change", this);
  }

  async handleEvent() {
    if (this.shown || !this.checkVisibility()) return;
    this.shown = true;
    const [part, url] = [this.getAttribute("part"), this.getAttribute("src")];
    const fresh = await fetchPart(part, url).catch(() => null); // then the link stays
    if (!fresh) return;
    for (const title of fresh.querySelectorAll("h1")) title.replaceWith(lowered(title));
    this.replaceChildren(...fresh.childNodes);
  }
}

// The page that shows the part has a main heading of its own.
function lowered(title) {
  const lower = document.createElement("h2");
  for (const { name, value } of title.attributes) lower.setAttribute(name, value);
  lower.append(...title.childNodes);
  return lower;
}

customElements.define("page-part", PagePart);
