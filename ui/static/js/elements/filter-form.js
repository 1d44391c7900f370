// <filter-form>: an open filter closes by Escape and once a press or the focus goes elsewhere, as a menu does; the sheet and
// the pill of a narrow screen close when the search is sent. Without it each closes by its own button.

const WIDE = matchMedia("(width >= 62rem)"); // as filter-form.css: parts of a sheet stay open beside each other
const GOING_ELSEWHERE = ["pointerdown", "focusin"];

class FilterForm extends HTMLElement {
  connectedCallback() {
    this.addEventListener("keydown", this.escape);
    this.addEventListener("submit", this.send);
    for (const name of GOING_ELSEWHERE) document.addEventListener(name, this.leave);
  }

  disconnectedCallback() {
    for (const name of GOING_ELSEWHERE) document.removeEventListener(name, this.leave);
  }

  escape = ({ key, target }) => {
    const filter = target.closest("details.facet[open]");
    if (key !== "Escape" || !WIDE.matches || !filter) return;
    filter.open = false;
    filter.querySelector("summary").focus();
  };

  leave = ({ target }) => {
    if (!WIDE.matches) return;
    for (const filter of this.querySelectorAll("details.facet[open]"))
      if (!filter.contains(target)) filter.open = false;
  };

  send = () => {
    this.querySelector("[popover]:popover-open")?.hidePopover();
    this.querySelector(".search-pill").open = false;
  };
}

customElements.define("filter-form", FilterForm);
