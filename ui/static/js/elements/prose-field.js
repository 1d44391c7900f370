// <prose-field>: a text area becomes an editor with a few tools. What one may write is what the server keeps; without
// the library, which is large and comes on writing pages only, the text area remains.

const TOOLS = [
  ["bold", "B", (chain) => chain.toggleBold(), "bold"],
  ["italic", "I", (chain) => chain.toggleItalic(), "italic"],
  ["heading", "T", (chain) => chain.toggleHeading({ level: 3 }), "heading"],
  ["list", "•", (chain) => chain.toggleBulletList(), "bulletList"],
  ["quote", "“”", (chain) => chain.toggleBlockquote(), "blockquote"],
  ["link", "i-link", null, "link"],
  ["undo", "i-undo", (chain) => chain.undo(), null],
];

class ProseField extends HTMLElement {
  connectedCallback() {
    this.area = this.querySelector("textarea");
    if (this.area && !this.editor) this.dress();
  }

  async dress() {
    const prose = await import("../../django_prose_editor/editor.js");
    const hadFocus = document.activeElement === this.area;
    this.editor = new prose.Editor({
      element: this.area.parentElement.insertBefore(document.createElement("div"), this.area),
      extensions: extensionsOf(prose),
      content: this.area.value,
      injectCSS: false, // our content policy takes no inline style; ours is in a sheet
      onUpdate: () => this.write(),
    });
    this.describe(this.editor.view.dom);
    this.tools = this.toolbar();
    this.prepend(this.tools);
    this.editor.on("transaction", () => this.press());
    this.area.addEventListener("words:put-back", () => {
      this.editor.commands.setContent(this.area.value);
    });
    if (hadFocus) this.editor.commands.focus("end");
  }

  write() {
    this.area.value = this.editor.isEmpty ? "" : this.editor.getHTML();
    this.area.dispatchEvent(new Event("input", { bubbles: true }));
  }

  describe(surface) {
    surface.setAttribute("role", "textbox");
    surface.setAttribute("aria-multiline", "true");
    const label = document.querySelector(`label[for="${this.area.id}"]`);
    if (label) {
      label.id ||= `${this.area.id}-label`;
      surface.setAttribute("aria-labelledby", label.id);
      label.addEventListener("click", () => this.editor.commands.focus());
    }
    const described = this.area.getAttribute("aria-describedby");
    if (described) surface.setAttribute("aria-describedby", described);
    this.area.hidden = true;
  }

  toolbar() {
    const bar = document.createElement("div");
    bar.className = "prose-field__tools";
    bar.setAttribute("role", "toolbar");
    bar.setAttribute("aria-label", this.dataset.tools);
    for (const [name, sign, run, mark] of TOOLS) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "prose-field__tool";
      button.append(sign.startsWith("i-") ? this.icon(sign) : sign);
      button.dataset.tool = name;
      if (mark) button.dataset.mark = mark;
      button.setAttribute("aria-label", this.dataset[name]);
      button.title = this.dataset[name];
      button.addEventListener("click", () => {
        if (run) run(this.editor.chain().focus()).run();
        else this.link();
      });
      bar.append(button);
    }
    return bar;
  }

  icon(name) {
    const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    drawing.setAttribute("class", "icon");
    drawing.setAttribute("aria-hidden", "true");
    const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
    use.setAttribute("href", `${this.dataset.sprite}#${name}`);
    drawing.append(use);
    return drawing;
  }

  link() {
    const old = this.editor.getAttributes("link").href ?? "";
    const address = prompt(this.dataset.address, old || "https://");
    if (address === null) return;
    const chain = this.editor.chain().focus().extendMarkRange("link");
    if (/^(https?:\/\/|mailto:)./.test(address)) chain.setLink({ href: address }).run();
    else chain.unsetLink().run();
  }

  press() {
    for (const button of this.tools.querySelectorAll("[data-mark]")) {
      button.setAttribute("aria-pressed", String(this.editor.isActive(button.dataset.mark)));
    }
  }
}

function extensionsOf(prose) {
  return [
    prose.Document,
    prose.Paragraph,
    prose.Text,
    prose.HardBreak,
    prose.History,
    prose.Bold,
    prose.Italic,
    prose.Heading.configure({ levels: [3, 4] }),
    prose.BulletList,
    prose.OrderedList,
    prose.ListItem,
    prose.Blockquote,
    prose.HorizontalRule,
    prose.Link.configure({ openOnClick: false }),
  ];
}

customElements.define("prose-field", ProseField);
