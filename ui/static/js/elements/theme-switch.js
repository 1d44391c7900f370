// <theme-switch>: light or dark by hand, kept in a cookie that the server renders. Without it, the system decides.

const A_YEAR = 365 * 24 * 60 * 60;

class ThemeSwitch extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", this);
  }

  disconnectedCallback() {
    this.removeEventListener("click", this);
  }

  handleEvent() {
    const root = document.documentElement;
    const shown = root.dataset.theme || this.systemTheme();
    const theme = shown === "dark" ? "light" : "dark";
    root.dataset.theme = theme;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in browsers people still use
    document.cookie = `theme=${theme}; path=/; max-age=${A_YEAR}; samesite=lax`;
  }

  systemTheme() {
    return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  }
}

customElements.define("theme-switch", ThemeSwitch);
