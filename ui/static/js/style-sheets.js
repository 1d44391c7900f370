// Style sheets that come only when something on the page needs them.

// One more style sheet of the page; waits until it is there, or can't be had.
export function wear(address) {
  if (!address || document.querySelector(`link[href="${address}"]`)) return undefined;
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: address });
  document.head.append(link);
  return new Promise((done) => {
    link.onload = done;
    link.onerror = done;
  });
}
