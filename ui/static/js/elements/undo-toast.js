// <undo-toast>: what was just done, with a button that undoes it, at the thumb. It goes after a while, unless somebody is
// at it; the same undo stays on the page. Without a script it stands at the head of the page until the next one.

const SHOWN_FOR = 20_000;

class UndoToast extends HTMLElement {
  connectedCallback() {
    this.restart();
    for (const name of ["focusin", "pointerenter"])
      this.addEventListener(name, () => clearTimeout(this.timer));
    for (const name of ["focusout", "pointerleave"])
      this.addEventListener(name, () => this.restart());
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
  }

  restart() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.remove(), SHOWN_FOR);
  }
}

customElements.define("undo-toast", UndoToast);
