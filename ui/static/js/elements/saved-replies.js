// <saved-replies data-field="id">: a reply is inserted where the cursor is, and what was typed stays. Without it the link
// loads the page with the reply in the field.

class SavedReplies extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", this);
  }

  disconnectedCallback() {
    this.removeEventListener("click", this);
  }

  handleEvent(event) {
    const link = event.target.closest("[data-words]");
    const field = document.getElementById(this.dataset.field);
    if (!link || !field) return;
    event.preventDefault();
    field.setRangeText(link.dataset.words, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  }
}

customElements.define("saved-replies", SavedReplies);
