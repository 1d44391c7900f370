// Which key does what in a list of rows, and which row has the focus afterwards.

const ARROWS = { ArrowDown: 1, ArrowUp: -1 };
const LETTERS = { j: 1, k: -1 };

// Rows to go on by this key: arrows on a row alone, letters where they are switched on. Undefined for any other key.
export function stepFor(key, { onRow, withLetters }) {
  const steps = { ...(onRow ? ARROWS : {}), ...(withLetters ? LETTERS : {}) };
  return Object.hasOwn(steps, key) ? steps[key] : undefined;
}

// The row to go to: the first from outside the list (-1), and no further than its ends.
export function nextIndex(here, step, count) {
  return here < 0 ? 0 : Math.min(Math.max(here + step, 0), count - 1);
}

// The row that had the focus, by its name, or the one that took its place.
export function indexToReturnTo(place, names) {
  const same = names.indexOf(place.row);
  return same < 0 ? Math.min(place.index, names.length - 1) : same;
}
