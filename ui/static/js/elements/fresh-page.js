// <fresh-page part="id" seconds="60">: shows that part of the page as the server has it now, again and again. It waits
// while the page isn't looked at and while somebody is at a control of the part. Without it people reload.

import { refresh } from "../fresh-part.js";

class FreshPage extends HTMLElement {
  connectedCallback() {
    this.textContent = this.dataset.live;
    this.timer = setInterval(() => this.look(), Number(this.getAttribute("seconds")) * 1000);
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  async look() {
    const part = this.getAttribute("part");
    const old = document.getElementById(part);
    if (document.hidden || old.contains(document.activeElement)) return;
    const was = heading(old);
    await refresh(part).catch(() => {}); // no network just now: the next turn tries again
    const is = heading(document.getElementById(part));
    if (is !== was) document.title = document.title.replace(was, is);
  }
}

const heading = (part) => part.querySelector("h1").textContent.trim();

customElements.define("fresh-page", FreshPage);
