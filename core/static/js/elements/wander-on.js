// <wander-on>: what lies around comes when somebody comes near the foot of a page. Its link leads to a page that says
// the same.

class WanderOn extends HTMLElement {
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

  // Whoever is faster than the answer stands at the foot of the page: it stays where it is, and what comes goes above.
  keepRoom() {
    this.style.minBlockSize = "100svh";
    this.style.overflowAnchor = "none";
  }

  async bring() {
    this.approach.disconnect();
    await this.fill();
    this.style.minBlockSize = "";
  }

  async fill() {
    const answer = await fetch(this.querySelector("a").href).catch(() => null);
    if (!answer?.ok) return; // the link stays
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const strands = page.querySelector("[data-strands]");
    if (strands) this.append(strands);
  }
}

customElements.define("wander-on", WanderOn);
