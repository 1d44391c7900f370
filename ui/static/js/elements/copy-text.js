// <copy-text>: one press copies the address in its field. Without it, the field can still be selected by hand.

class CopyText extends HTMLElement {
  connectedCallback() {
    this.field = this.querySelector("input");
    this.button = this.querySelector("button");
    this.answer = this.querySelector("[role=status]");
    this.button?.addEventListener("click", this);
  }

  disconnectedCallback() {
    this.button?.removeEventListener("click", this);
  }

  async handleEvent() {
    this.field.select();
    try {
      await navigator.clipboard.writeText(this.field.value);
      this.answer.textContent = this.dataset.done;
    } catch {
      this.answer.textContent = this.dataset.failed;
    }
  }
}

customElements.define("copy-text", CopyText);
