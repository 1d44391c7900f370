// What is known of a change of a trip without asking anybody: a change is where it is sent (`action`), what is sent
// (`data`, as a query), and for which seat (`me`) of which trip (`trip`).

const PUBLIC_ID = "[2-9a-hjkmnp-z]{8}";
const BUSY = new Set([429, 502, 503, 504]); // somebody on the way is busy: later it may work
const KINDS = { 404: "gone", 409: "conflict", 410: "gone", 422: "refused" };

// A second press on the same button is the same change.
export function isSameChange(one, other) {
  const [ours, theirs] = [one, other].map(({ data }) => new URLSearchParams(data));
  return ["key", "to"].every((name) => ours.get(name) === theirs.get(name));
}

// Whether an answer says nothing about the change, so that it has to be sent again.
export function isUnanswered(answer) {
  return !answer || BUSY.has(answer.status);
}

// What became of a change: `seat` is the one that the page of the answer belongs to.
export function outcomeOf({ status, ok }, seat, me) {
  if (Object.hasOwn(KINDS, status)) return KINDS[status];
  if (!ok) return "broken";
  return seat === me ? "done" : "elsewhere";
}

// The public id of what a change is about, as its address names it; undefined where it is about the trip itself.
export function partOf({ action, trip }) {
  const isPublicId = new RegExp(`^${PUBLIC_ID}$`);
  const names = new URL(action).pathname.split("/").filter((name) => isPublicId.test(name));
  return names.filter((name) => name !== trip).at(-1);
}

// What I changed after a change of my own is no conflict with it: where nobody else touched the part since, it is based on
// the latest of mine. `news` are the changes that the server has since.
export function rebase(change, news) {
  const part = partOf(change);
  const here = news.filter((one) => one.part === part);
  if (!here.length || here.some((one) => one.by !== change.me)) return change;
  const data = new URLSearchParams(change.data);
  data.set("based_on", Math.max(...here.map(({ number }) => number)));
  return { ...change, data: data.toString() };
}

// What a change will do to the plan, as far as it can be drawn: `effect` is what its form says of itself (`data-effect`).
export function effectOn(change) {
  const data = new URLSearchParams(change.data);
  const step = partOf(change);
  if (change.effect === "move") {
    const [day, after] = (data.get("to") ?? "").split(":");
    return { kind: "move", step, day, after };
  }
  if (change.effect === "add")
    return { kind: "add", day: data.get("day") ?? "", title: data.get("title") };
  if (change.effect === "change") return { kind: "change", step, title: data.get("title") };
  return change.effect === "remove" ? { kind: "remove", step } : undefined;
}

// The path of a page of a trip, whatever the trip is called today.
export function stablePath(address) {
  return new URL(address).pathname.replace(new RegExp(`[^/]*-(${PUBLIC_ID})(?=/)`), "$1");
}
