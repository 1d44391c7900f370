// A part of a page as the server has it now, from this address or another one.

export async function fetchPart(id, url = location.href) {
  const answer = await fetch(url, { headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById(id);
  if (!answer.ok || !fresh) throw new Error("this page has no such part any more");
  return document.adoptNode(fresh);
}

// In place of what stands here; everything else is left alone.
export async function refresh(id) {
  const fresh = await fetchPart(id);
  document.getElementById(id).replaceWith(fresh);
}
