// <fresh-page part="id" src="/…" seconds="60">: shows that part of the page as the server has it now, again and again.
// It asks for nothing while the page isn't looked at, and changes nothing while somebody is at a control of the part or
// has written there: then it says that there is news. Without it a link loads the page anew.

import { fetchPart } from "../fresh-part.js";

class FreshPage extends HTMLElement {
  connectedCallback() {
    this.region = document.getElementById(this.getAttribute("part"));
    this.was = wordsOf(this.region);
    this.asked = Date.now();
    this.append(line(this.dataset.live));
    this.firstElementChild.hidden = true;
    document.addEventListener("visibilitychange", this);
    this.wait();
  }

  disconnectedCallback() {
    document.removeEventListener("visibilitychange", this);
    clearTimeout(this.timer);
  }

  handleEvent() {
    this.wait();
  }

  // Until the next look; who comes back after a while sees the page as it is at once.
  wait() {
    clearTimeout(this.timer);
    if (document.hidden) return;
    const due = this.asked + Number(this.getAttribute("seconds")) * 1000;
    this.timer = setTimeout(() => this.look(), Math.max(due - Date.now(), 0));
  }

  async look() {
    this.asked = Date.now();
    const fresh = await fetchPart(this.region.id, this.getAttribute("src") ?? location.href).catch(
      () => null, // no network just now: the next turn tries again
    );
    if (fresh && wordsOf(fresh) !== this.was) this.show(fresh);
    if (this.isConnected) this.wait();
  }

  show(fresh) {
    if (isInUse(this.region)) {
      this.firstElementChild.hidden = false;
      this.lastElementChild.textContent = this.dataset.news;
      return;
    }
    const title = heading(this.region);
    this.region.replaceWith(fresh);
    document.title = document.title.replace(title, heading(fresh));
  }
}

function line(words) {
  const line = document.createElement("span");
  line.setAttribute("role", "status");
  line.textContent = words;
  return line;
}

// What a part says, without the element's own words; keys and tokens of forms aren't text.
function wordsOf(part) {
  const copy = part.cloneNode(true);
  for (const own of copy.querySelectorAll("fresh-page")) own.remove();
  return copy.textContent.replace(/\s+/g, " ");
}

function isInUse(part) {
  const controls = [...part.querySelectorAll("input, textarea, select")];
  return part.contains(document.activeElement) || controls.some(isChanged);
}

function isChanged(control) {
  if (control.type === "checkbox" || control.type === "radio")
    return control.checked !== control.defaultChecked;
  if (control.options)
    return [...control.options].some((one) => one.selected !== one.defaultSelected);
  return control.type !== "hidden" && control.value !== control.defaultValue;
}

const heading = (part) => part.querySelector("h1")?.textContent.trim() ?? ""; // a part below it names no page

customElements.define("fresh-page", FreshPage);
