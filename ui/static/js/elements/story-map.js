// <story-map>: while one reads, marks the chapter on the map and in the table of chapters.
// Without it, both stay whole.

class StoryMap extends HTMLElement {
  connectedCallback() {
    const whenSeen = (entries) => {
      for (const entry of entries) if (entry.isIntersecting) this.mark(entry.target.id);
    };
    this.seen = new IntersectionObserver(whenSeen, { rootMargin: "-20% 0px -60% 0px" });
    for (const place of document.querySelectorAll("[data-stop]")) this.seen.observe(place);
  }

  disconnectedCallback() {
    this.seen.disconnect();
  }

  mark(id) {
    for (const pin of this.querySelectorAll("[data-places]")) {
      pin.dataset.state = pin.dataset.places === id ? "current" : "";
    }
    const links = [...this.querySelectorAll("[data-link]")];
    const here = links.find((link) => link.dataset.link === id);
    if (!here) return;
    for (const link of links) {
      if (link === here) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }
}

customElements.define("story-map", StoryMap);
