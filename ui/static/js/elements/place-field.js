// <place-field>: suggests places while one types, as an editable combobox (ARIA APG). Without it, the server
// understands the text just as well.

const PAUSE = 150; // milliseconds without a key before the server is asked
const SHORTEST = 2;

class PlaceField extends HTMLElement {
  connectedCallback() {
    this.field = this.querySelector("input:not([data-code])");
    this.code = this.querySelector("[data-code]");
    if (!this.field || this.list || !this.dataset.src) return;
    this.dress();
    this.list = this.appendChild(this.emptyList());
    this.status = this.appendChild(document.createElement("p"));
    this.status.className = "visually-hidden";
    this.status.setAttribute("role", "status");
    this.describeField();
    this.field.addEventListener("input", () => this.type());
    this.field.addEventListener("keydown", (event) => this.press(event));
    this.field.addEventListener("blur", () => this.close());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault()); // focus stays
    this.list.addEventListener("click", (event) =>
      this.take(event.target.closest("[role=option]")),
    );
  }

  disconnectedCallback() {
    clearTimeout(this.pause);
    this.asking?.abort();
  }

  dress() {
    if (document.querySelector(`link[href="${this.dataset.style}"]`)) return;
    const link = document.head.appendChild(document.createElement("link"));
    link.rel = "stylesheet";
    link.href = this.dataset.style;
  }

  emptyList() {
    const list = document.createElement("ul");
    list.className = "place-field__list";
    list.id = `${this.field.id || this.field.name}-suggestions`;
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", this.dataset.list);
    return list;
  }

  describeField() {
    this.field.setAttribute("role", "combobox");
    this.field.setAttribute("aria-autocomplete", "list");
    this.field.setAttribute("aria-expanded", "false");
    this.field.setAttribute("aria-controls", this.list.id);
    this.field.autocomplete = "off";
  }

  type() {
    if (this.code) this.code.value = "";
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.ask(), PAUSE);
  }

  async ask() {
    this.asking?.abort();
    const text = this.field.value.trim();
    if (text.length < SHORTEST) {
      this.close();
      return;
    }
    this.asking = new AbortController();
    try {
      const url = new URL(this.dataset.src, document.baseURI);
      url.searchParams.set("q", text);
      const answer = await fetch(url, { signal: this.asking.signal });
      if (answer.ok) this.show((await answer.json()).suggestions);
    } catch {
      this.close(); // a later key, or no network: the text stands as it was typed
    }
  }

  show(suggestions) {
    this.list.replaceChildren(...suggestions.map((place, index) => this.optionOf(place, index)));
    this.status.textContent = this.inWords(suggestions.length);
    this.point(undefined);
    const open = suggestions.length > 0 && document.activeElement === this.field;
    this.list.hidden = !open;
    this.field.setAttribute("aria-expanded", String(open));
  }

  optionOf(place, index) {
    const option = document.createElement("li");
    option.className = "place-field__option";
    option.id = `${this.list.id}-${index}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.dataset.code = place.code;
    option.dataset.label = place.label;
    option.textContent = place.label;
    for (const words of [place.matched, place.note].filter(Boolean)) {
      const also = option.appendChild(document.createElement("span"));
      also.className = "place-field__also";
      also.textContent = ` ${words}`;
    }
    return option;
  }

  inWords(count) {
    if (count === 0) return this.dataset.none;
    return count === 1 ? this.dataset.one : this.dataset.many.replace("{}", count);
  }

  press(event) {
    if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      this.close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (this.list.hidden) this.ask();
      else this.step(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && !this.list.hidden && this.pointed()) {
      event.preventDefault();
      this.take(this.pointed());
    }
  }

  step(by) {
    const options = [...this.list.children];
    const now = options.indexOf(this.pointed());
    const start = now === -1 && by === -1 ? 0 : now;
    this.point(options[(start + by + options.length) % options.length]);
  }

  pointed() {
    return this.list.querySelector("[aria-selected=true]");
  }

  point(option) {
    this.pointed()?.setAttribute("aria-selected", "false");
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.field.setAttribute("aria-activedescendant", option.id);
    else this.field.removeAttribute("aria-activedescendant");
  }

  take(option) {
    if (!option) return;
    this.field.value = option.dataset.label;
    if (this.code) this.code.value = option.dataset.code;
    this.close();
    this.field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  close() {
    clearTimeout(this.pause);
    this.asking?.abort();
    this.list.hidden = true;
    this.point(undefined);
    this.field.setAttribute("aria-expanded", "false");
  }
}

customElements.define("place-field", PlaceField);
