// <print-button>: opens the print dialog. It is hidden until it works: without scripts, the browser's own menu prints.

class PrintButton extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    this.querySelector("button").addEventListener("click", () => window.print());
  }
}

customElements.define("print-button", PrintButton);
