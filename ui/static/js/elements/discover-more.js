// <discover-more>: what lies around comes when somebody comes near the foot of a page. Its link leads to a page that says
// the same.

class DiscoverMore extends HTMLElement {
  connectedCallback() {
    this.keepRoom();
    this.approach = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) this.bring();
      },
      { rootMargin: "600px" },
    );
    this.approach.observe(this);
  }

  disconnectedCallback() {
    this.approach.disconnect();
  }

  // Whoever is faster than the answer stands below this, with a pointer or with the Tab key: what they read or have the
  // focus on stays where it is, and what comes goes above. Not every browser does that by itself, nor always.
  keepRoom() {
    this.style.minBlockSize = "100svh";
  }

  async bring() {
    this.approach.disconnect();
    const groups = await this.fetchGroups();
    const before = this.getBoundingClientRect();
    document.documentElement.style.overflowAnchor = "none";
    if (groups) this.append(groups);
    this.style.minBlockSize = "";
    const grown = this.getBoundingClientRect().bottom - before.bottom;
    if (before.top < 0) scrollBy({ top: grown, behavior: "instant" });
    document.documentElement.style.overflowAnchor = "";
    this.keepFocusInSight();
  }

  // The focus may still be gliding to where it was going to lie.
  keepFocusInSight() {
    const { activeElement: focused } = document;
    const isBelow = this.compareDocumentPosition(focused) & Node.DOCUMENT_POSITION_FOLLOWING;
    if (isBelow) focused.scrollIntoView({ block: "nearest" });
  }

  async fetchGroups() {
    const answer = await fetch(this.querySelector("a").href).catch(() => null);
    if (!answer?.ok) return null; // the link stays
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return page.querySelector("[data-strands]");
  }
}

customElements.define("discover-more", DiscoverMore);
