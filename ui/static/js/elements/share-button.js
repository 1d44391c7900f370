// <share-button>: one press opens the system's sheet with the title and the address of this page; where there is none, it copies the address. Its place is kept until it works; without scripts it isn't there.

class ShareButton extends HTMLElement {
  connectedCallback() {
    this.querySelector("button").addEventListener("click", () => this.share());
  }

  async share() {
    const url = document.querySelector("link[rel=canonical]")?.href ?? location.href;
    if (navigator.share) return navigator.share({ title: this.dataset.title, url }).catch(() => {}); // closed again
    const isCopied = await navigator.clipboard.writeText(url).then(
      () => true,
      () => false,
    );
    this.querySelector("[role=status]").textContent = isCopied ? this.dataset.copied : url;
  }
}

customElements.define("share-button", ShareButton);
