// Blocks of a story are written where they stand, several at once; each saves while one writes (<block-writer>). What
// can't be had here, and every press without a script, leads to the page of the block.

import "./elements/block-writer.js";
import "./elements/prose-field.js";
import { refresh } from "./fresh-part.js";
import { forgetArrived, kept } from "./kept-words.js";
import { fetchPart } from "./page-parts.js";

// Words that had not arrived are offered where they were written.
forgetArrived();
for (const link of document.querySelectorAll("a[data-write-here]"))
  if (kept(link.dataset.writeHere)) open(link);

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-write-here]");
  if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  open(link);
});

async function open(link) {
  const writer = await fetchPart(link.href, "block-writer");
  if (!writer) return location.assign(link.href);
  const form = writer.querySelector("form");
  form.action = link.href; // the form means the page that it stands on
  const block = link.closest("[data-block]");
  if (block) {
    block.querySelector(".story-desk__said").hidden = true;
    link.hidden = true;
    form.addEventListener("submit", (event) => leave(event, writer, block), { capture: true });
    block.append(writer);
  } else {
    const item = document.createElement("li");
    item.className = "story-desk__block";
    item.append(writer);
    link.closest("section").querySelector(".story-desk__blocks").append(item);
    link.closest("details").open = false;
  }
  writer.querySelector("input:not([type=hidden]), textarea")?.focus();
  writer.scrollIntoView({ block: "nearest" });
}

// Done with a block: what was written is sent, and the block reads as it will be read. Two versions of it, and a text that is
// cut, lead to pages of their own.
async function leave(event, writer, block) {
  if (writer.isOver || event.submitter?.hasAttribute("formaction")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  while (writer.isSending) await new Promise((done) => setTimeout(done, 100));
  await writer.send();
  if (writer.isAhead || writer.isOver) return; // it says why
  await refresh(block.id);
  document.getElementById(block.id).querySelector("a[data-write-here]")?.focus();
}
