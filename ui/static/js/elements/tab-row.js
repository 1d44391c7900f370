// <tab-row>: more tabs than a narrow screen shows. The open one is scrolled into sight.

class TabRow extends HTMLElement {
  connectedCallback() {
    const row = this.querySelector(".tabs");
    const here = row?.querySelector("[aria-current]");
    if (!here) return;
    const [outer, inner] = [row.getBoundingClientRect(), here.getBoundingClientRect()];
    row.scrollLeft += inner.left - outer.left - (outer.width - inner.width) / 2;
  }
}

customElements.define("tab-row", TabRow);
