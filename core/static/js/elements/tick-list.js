// <tick-list>: a tick, a claim or a new line is sent without leaving the page; the server answers with the list as it is
// then. Whatever it can't answer so (a conflict, a refusal, no network) goes the ordinary way, which shows it.

const PART = { "X-Part": "list" };

class TickList extends HTMLElement {
  connectedCallback() {
    this.addEventListener("submit", this);
  }

  disconnectedCallback() {
    this.removeEventListener("submit", this);
  }

  async handleEvent(event) {
    const form = event.target;
    const part = form.closest("[data-part]");
    if (!part || event.defaultPrevented) return;
    event.preventDefault();
    if (part.getAttribute("aria-busy")) return;
    part.setAttribute("aria-busy", "true");
    const answer = await this.send(form);
    if (answer === undefined) {
      form.submit();
      return;
    }
    this.show(part, answer, document.activeElement?.id);
  }

  async send(form) {
    try {
      const body = new URLSearchParams(new FormData(form));
      const answer = await fetch(form.action, { method: "POST", body, headers: PART });
      return answer.ok ? await answer.text() : undefined;
    } catch {
      return undefined;
    }
  }

  show(part, answer, focused) {
    const fresh = document.createRange().createContextualFragment(answer);
    part.replaceWith(fresh);
    document.getElementById(focused)?.focus();
    this.querySelector("[data-told]").textContent = this.dataset.done;
  }
}

customElements.define("tick-list", TickList);
