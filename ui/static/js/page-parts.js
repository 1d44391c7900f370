// A part of another page of ours, ready to stand on this one beside its like: no id of it is there twice.

const NAMING = ["id", "for", "aria-labelledby", "aria-describedby", "aria-controls"];
let count = 0;

// The first element that fits the selector; undefined where the answer is another one, as to log in.
export function partOf(html, selector) {
  const part = new DOMParser().parseFromString(html, "text/html").querySelector(selector);
  if (!part) return undefined;
  count += 1;
  for (const element of [part, ...part.querySelectorAll("*")])
    for (const name of NAMING) {
      const names = element.getAttribute(name);
      if (names) element.setAttribute(name, names.replace(/\S+/g, `$&-${count}`));
    }
  return document.importNode(part, true);
}

export async function fetchPart(address, selector) {
  const answer = await fetch(address, { headers: { Accept: "text/html" } }).catch(() => undefined);
  return answer?.ok && !answer.redirected ? partOf(await answer.text(), selector) : undefined;
}
