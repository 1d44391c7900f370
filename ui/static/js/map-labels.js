// Where the names of a moving map stand: beside their dot, clear of pins, of each other and of the frame.
// The same rules as ui/map_labels.py, in pixels.

const SIZES = { town: 14, station: 13, river: 15 };
const ADVANCE = 0.56; // width of a letter for its size, on average
const GAP = 8; // from the dot to the name
const EDGE = 4; // to the frame
const SLOPE = 40; // degrees: a steeper river is named elsewhere
const ROOM = 11_000; // square pixels for each name

// `candidates`: { kind, name, x, y } or, of a river, { kind, name, lines }; the most important first.
// `taken`: rectangles of pins. Answers with those that have room: x, y, side or angle added.
export function placeNames(candidates, { width, height, taken }) {
  const frame = { left: EDGE, top: EDGE, right: width - EDGE, bottom: height - EDGE };
  const used = [...taken];
  const isFree = (box) => isInside(box, frame) && !used.some((other) => meets(box, other));
  const placed = [];
  const most = Math.max(4, Math.round((width * height) / ROOM));
  for (const candidate of candidates) {
    if (placed.length >= most) break;
    const found = candidate.lines ? along(candidate, isFree) : beside(candidate, isFree, used);
    if (!found) continue;
    used.push(...found.boxes);
    placed.push({ ...candidate, ...found });
  }
  return placed;
}

export function boxAround(x, y, radius) {
  return { left: x - radius, top: y - radius, right: x + radius, bottom: y + radius };
}

function beside({ kind, name, x, y }, isFree, used) {
  const dot = boxAround(x, y, 4);
  if (used.some((other) => meets(dot, other))) return undefined;
  const size = SIZES[kind];
  const width = widthOf(name, size);
  const half = size * 0.65;
  const sides = {
    right: { left: x + GAP, top: y - half, right: x + GAP + width, bottom: y + half },
    left: { left: x - GAP - width, top: y - half, right: x - GAP, bottom: y + half },
    above: { left: x - width / 2, top: y - 3 * half, right: x + width / 2, bottom: y - half },
    below: { left: x - width / 2, top: y + half, right: x + width / 2, bottom: y + 3 * half },
  };
  const found = Object.entries(sides).find(([, box]) => isFree(box));
  return found && { side: found[0], boxes: [found[1], dot] };
}

// The straightest piece that is as long as the name and has room.
function along({ kind, name, lines }, isFree) {
  const size = SIZES[kind];
  const reach = widthOf(name, size) / 2;
  const pieces = lines.flatMap((line) => piecesOf(line, 2 * reach));
  for (const { x, y, angle } of pieces.sort((one, other) => one.bend - other.bend)) {
    const turn = (angle * Math.PI) / 180;
    const boxes = [-1, -0.5, 0, 0.5, 1].map((share) =>
      boxAround(x + share * reach * Math.cos(turn), y + share * reach * Math.sin(turn), size / 2),
    );
    if (boxes.every(isFree)) return { x, y, angle, boxes };
  }
  return undefined;
}

function piecesOf(line, length) {
  const pieces = [];
  for (let start = 0; start < line.length; start += 1) {
    let way = 0;
    let end = start;
    while (way < length && end + 1 < line.length) {
      way += distance(line[end], line[end + 1]);
      end += 1;
    }
    if (way < length) break;
    const [from, to] = [line[start], line[end]].sort((one, other) => one.x - other.x);
    const angle = (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI;
    const bend = 1 - distance(from, to) / way + Math.max(Math.abs(angle) - SLOPE, 0) / 90;
    const middle = line[Math.floor((start + end) / 2)];
    const x = ((from.x + to.x) / 2 + middle.x) / 2;
    const y = ((from.y + to.y) / 2 + middle.y) / 2;
    if (bend < 0.35) pieces.push({ x, y, angle, bend });
  }
  return pieces;
}

function widthOf(name, size) {
  return name.length * size * ADVANCE;
}

function distance(one, other) {
  return Math.hypot(one.x - other.x, one.y - other.y);
}

function meets(one, other) {
  return (
    one.left < other.right &&
    other.left < one.right &&
    one.top < other.bottom &&
    other.top < one.bottom
  );
}

function isInside(box, frame) {
  return (
    box.left >= frame.left &&
    box.right <= frame.right &&
    box.top >= frame.top &&
    box.bottom <= frame.bottom
  );
}
