// The form of a host's nights: how it is sent without leaving the page, and how the Tab key goes through it.

// What the server answers: its page, the new form, and which nights it has taken. Null without an answer.
export async function sendNights(form, submitter) {
  const data = new URLSearchParams(new FormData(form, submitter));
  const answer = await fetch(form.action, { method: "POST", body: data }).catch(() => null);
  if (!answer || answer.status >= 500) return null;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const taken = new Set(answer.ok ? data.getAll("nights") : []);
  return { grid: page.querySelector("night-picker form"), sent: taken, page };
}

// One stop of the Tab key for each unit: the arrows do the rest.
export function oneStopPerUnit(boxes) {
  const seen = new Set();
  for (const box of boxes) {
    const { unit } = box.closest("[data-unit]").dataset;
    box.tabIndex = seen.has(unit) ? -1 : 0;
    seen.add(unit);
  }
}
