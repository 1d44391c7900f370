"""Whether a thumb finds what it presses: the size of every control of a page as it is shown."""

from playwright.sync_api import Page

LEAST = 44  # pixels in both directions (WCAG 2.5.5), where 2.5.8 would be content with 24
# What one presses, fills in or pulls. What is disabled is none, nor what only scrolls.
CONTROLS = (
    "a[href], button, summary, select, textarea, input:not([type=hidden]), [role=button],"
    " [role=tab], [role=option]"
)
# Everything that is folded away or asked in a dialog is shown, so that it has a size.
OPEN_ALL = """() => {
  const folded = [...document.querySelectorAll("details:not([open]), dialog:not([open])")];
  for (const one of folded) {
    one.dataset.wasFolded = "";
    one.show ? one.show() : (one.open = true);
  }
}"""
# So that what a test does next finds the page as it was.
FOLD_AGAIN = """() => {
  for (const one of document.querySelectorAll("[data-was-folded]")) {
    delete one.dataset.wasFolded;
    one.close ? one.close() : (one.open = false);
  }
}"""
# The box of a control, of the label that ticks it, of what it holds, or of the area around it.
TOO_SMALL = """([controls, least]) => {
  const isTick = (one) => one.matches("input:is([type=checkbox], [type=radio], [type=file])");
  const boxOf = (all) => {
    const boxes = all.map((one) => one.getBoundingClientRect()).filter((box) => box.width);
    const edge = (which, side) => which(...boxes.map((box) => box[side]));
    return [edge(Math.max, "right") - edge(Math.min, "left"),
            edge(Math.max, "bottom") - edge(Math.min, "top")];
  };
  const around = (one, part) => {
    const style = getComputedStyle(one, part);
    const isThere = style.content !== "none" && style.position === "absolute";
    return isThere ? [parseFloat(style.width), parseFloat(style.height)] : [0, 0];
  };
  const isLarge = ([width, height]) => width > least - 0.5 && height > least - 0.5;
  const isInSentence = (one) => {
    if (getComputedStyle(one).display !== "inline") return false;
    const block = one.closest("p, li, dd, td, figcaption, label, legend, small, h1, h2, h3, div");
    const words = (node) => (node.innerText ?? "").replace(/[^\\p{L}\\p{N}]/gu, "").length;
    const links = [...block.querySelectorAll("a[href], button")];
    return words(block) > links.reduce((sum, link) => sum + words(link), 0);
  };
  const isShown = (one) => one.checkVisibility({ visibilityProperty: true });
  // For screen readers alone, or outside the page until the Tab key comes to it.
  const isAside = (one) => {
    const { right, bottom, width } = one.getBoundingClientRect();
    const isClipped = width <= 1 && getComputedStyle(one).overflow === "hidden";
    return isClipped || right + scrollX <= 0 || bottom + scrollY <= 0;
  };
  const isAsideAt = (one) => one && (isAside(one) || isAsideAt(one.parentElement));
  return [...document.querySelectorAll(controls)].filter((one) => {
    const parts = [one, ...(isTick(one) ? one.labels : one.querySelectorAll("*"))];
    if (!isShown(one) || one.matches(":disabled, [aria-disabled=true]")) return false;
    if (!isTick(one) && isAsideAt(one)) return false;
    const boxes = [boxOf(parts), around(one, "::before"), around(one, "::after")];
    return !boxes.some(isLarge) && !isInSentence(one);
  }).map((one) => {
    const { width, height } = one.getBoundingClientRect();
    const name = one.ariaLabel ?? one.innerText?.trim() ?? "";
    const words = (name || one.name || one.value || "").replaceAll("\\n", " ").slice(0, 40);
    const owner = one.className?.baseVal ?? one.className;
    const above = one.parentElement.className?.baseVal ?? one.parentElement.className;
    const type = one.type ? `[${one.type}]` : "";
    return `${one.localName}${type}.${owner} in ${one.parentElement.localName}.${above}: ` +
      `${Math.round(width)} × ${Math.round(height)}: ${words}`;
  });
}"""


def small_targets(page: Page) -> list[str]:
    """Each control of the page that is smaller than a thumb, with its size.

    A link inside a sentence is as tall as its line, and exempt.
    """
    page.evaluate(OPEN_ALL)
    found: list[str] = page.evaluate(TOO_SMALL, [CONTROLS, LEAST])
    page.evaluate(FOLD_AGAIN)
    return found
