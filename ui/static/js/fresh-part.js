// A part of this page as the server has it now, in place of what stands here; everything else is left alone.

export async function refresh(id) {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById(id);
  if (!answer.ok || !fresh) throw new Error("this page has no such part any more");
  document.getElementById(id).replaceWith(document.adoptNode(fresh));
}
