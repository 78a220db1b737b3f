// Names and wordings of one size on the screen at any zoom, placed so that none covers another.

const FONT = '"Source Sans", "Source Sans Pro", "Noto Sans", "Noto Sans SC", "Noto Sans CJK SC", system-ui, sans-serif';
const NAME_SIZE = 12.5, CROWDED_SIZE = 10.5, WORDING_SIZE = 11.5, RING_SIZE = 11;
const CROWDED = 40, MOST_WORDINGS = 26;
const CELL = 48;

// Boxes already taken, in a coarse grid so that thousands of labels stay cheap.
class Taken {
  constructor() { this.cells = new Map(); }
  *keys([left, top, right, bottom]) {
    for (let x = Math.floor(left / CELL); x <= Math.floor(right / CELL); x++)
      for (let y = Math.floor(top / CELL); y <= Math.floor(bottom / CELL); y++) yield x * 65536 + y;
  }
  free(box) {
    for (const key of this.keys(box))
      for (const other of this.cells.get(key) ?? [])
        if (box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1]) return false;
    return true;
  }
  take(box) {
    for (const key of this.keys(box)) {
      if (!this.cells.has(key)) this.cells.set(key, []);
      this.cells.get(key).push(box);
    }
  }
}

class Measure {
  constructor() { this.ctx = document.createElement("canvas").getContext("2d"); this.known = new Map(); }
  width(text, size, weight = 400) {
    const key = `${weight} ${size} ${text}`;
    if (!this.known.has(key)) {
      this.ctx.font = `${weight} ${size}px ${FONT}`;
      this.known.set(key, this.ctx.measureText(text).width);
    }
    return this.known.get(key);
  }
  wrapped(text, size, room) {
    const lines = [];
    for (const word of text.split(" ")) {
      const longer = lines.length ? `${lines[lines.length - 1]} ${word}` : word;
      if (lines.length && this.width(longer, size) <= room) lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    return lines;
  }
}
const measure = new Measure();

// Where a name may stand around its dot, best first: [horizontal anchor, vertical anchor].
const RIGHT = [1, 0], LEFT = [-1, 0], BELOW = [0, 1], ABOVE = [0, -1];

function nameBox(x, y, width, height, radius, [side, level]) {
  const gap = radius + 4;
  const left = side > 0 ? x + gap : side < 0 ? x - gap - width : x - width / 2;
  const top = level > 0 ? y + gap - 1 : level < 0 ? y - gap - height + 1 : y - height / 2;
  return [left, top, left + width, top + height];
}

// names: [{id, x, y, radius, full, short, weight, size, strong, dim}], the most important first; x, y in pixels
// of the zoomed world. Tries the full name on each side, then the short one; what fits nowhere stays a dot.
function placedNames(names) {
  const taken = new Taken(), placed = [];
  for (const name of names) taken.take([name.x - name.radius, name.y - name.radius, name.x + name.radius, name.y + name.radius]);
  for (const name of names) {
    const found = fitting(name, taken);
    if (!found) continue;
    taken.take(found.box);
    placed.push({...name, ...found});
  }
  return {placed, taken};
}

function fitting(name, taken) {
  const height = name.size + 2;
  for (const text of name.full === name.short ? [name.full] : [name.full, name.short]) {
    const width = measure.width(text, name.size, name.weight);
    for (const side of name.sides) {
      const box = nameBox(name.x, name.y, width, height, name.radius, side);
      if (taken.free(box)) return {text, box};
    }
  }
  return null;
}

const ALONG = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74];

// wordings: [{text, curve(t) -> [x, y], rooms, under, colour, alpha}], the most important first. A wording stands on
// its tie, or under the name of its only actor (`under` is the box of that name).
function placedWordings(wordings, taken) {
  const placed = [];
  for (const wording of wordings) {
    for (const room of wording.rooms) {
      const lines = measure.wrapped(wording.text, WORDING_SIZE, room);
      const width = Math.max(...lines.map((line) => measure.width(line, WORDING_SIZE, 500))) + 4;
      const height = lines.length * (WORDING_SIZE + 2.5) + 2;
      const box = wordingBoxes(wording, width, height).find((candidate) => taken.free(candidate));
      if (!box) continue;
      taken.take(box);
      placed.push({...wording, lines, box, align: wording.under ? "left" : "center"});
      break;
    }
  }
  return placed;
}

function wordingBoxes({curve, under}, width, height) {
  if (under) return [[under[0] - 2, under[3] + 0.5, under[0] - 2 + width, under[3] + 0.5 + height]];
  return ALONG.map((t) => curve(t)).map(([x, y]) => [x - width / 2, y - height / 2, x + width / 2, y + height / 2]);
}

function drawText(ctx, text, x, y, {size, weight = 400, colour, paper, align = "left", halo = 3.4}) {
  ctx.font = `${weight} ${size}px ${FONT}`;
  ctx.textAlign = align;
  ctx.textBaseline = "middle";
  if (halo) {
    ctx.lineJoin = "round";
    ctx.lineWidth = halo;
    ctx.strokeStyle = paper;
    ctx.strokeText(text, x, y);
  }
  ctx.fillStyle = colour;
  ctx.fillText(text, x, y);
}
