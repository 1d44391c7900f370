// Which nights lie between two, and which comes next by a key. Plain functions: tests/ui/js/night-selection.test.js.

const A_DAY = 24 * 60 * 60 * 1000;
const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

// Both ends included, whichever comes first.
export function nightsBetween(row, from, to) {
  const [first, last] = [row.indexOf(from), row.indexOf(to)].sort((one, other) => one - other);
  return row.slice(first, last + 1);
}

// The day after a key, of days in order (`2027-05-03`): what is taken is passed over. Undefined where it leads nowhere.
export function dayAfterKey(days, day, key) {
  if (key === "Home") return days[0];
  if (key === "End") return days.at(-1);
  const step = STEPS[key];
  if (!step) return undefined;
  const wanted = new Date(Date.parse(day) + step * A_DAY).toISOString().slice(0, 10);
  return step > 0 ? days.find((one) => one >= wanted) : days.findLast((one) => one <= wanted);
}
