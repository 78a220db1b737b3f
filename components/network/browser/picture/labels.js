// Texts of one size on the screen at any zoom: how wide they are, where there is room for them, how they are drawn.
// Boxes are [left, top, right, bottom] in pixels of the zoomed world.

const FONT = '"Source Sans", "Source Sans Pro", "Noto Sans", "Noto Sans SC", "Noto Sans CJK SC", system-ui, sans-serif';
const CELL = 48;
const LINE_GAP = 2.5;

export class TextMeasure {
  constructor() {
    this.ctx = document.createElement("canvas").getContext("2d");
    this.widths = new Map();
  }
  width(text, size, weight = 400) {
    const key = `${weight} ${size} ${text}`;
    if (!this.widths.has(key)) {
      this.ctx.font = `${weight} ${size}px ${FONT}`;
      this.widths.set(key, this.ctx.measureText(text).width);
    }
    return this.widths.get(key);
  }
  // The text in lines that are no wider than the room, a long word excepted.
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
export const measure = new TextMeasure();

// The boxes that are occupied, in a coarse grid so that thousands of labels stay cheap.
class OccupiedGrid {
  constructor() { this.cells = new Map(); }
  *keys([left, top, right, bottom]) {
    for (let x = Math.floor(left / CELL); x <= Math.floor(right / CELL); x++)
      for (let y = Math.floor(top / CELL); y <= Math.floor(bottom / CELL); y++) yield x * 65536 + y;
  }
  isFree(box) {
    for (const key of this.keys(box))
      for (const other of this.cells.get(key) ?? [])
        if (box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1]) return false;
    return true;
  }
  occupy(box) {
    for (const key of this.keys(box)) {
      if (!this.cells.has(key)) this.cells.set(key, []);
      this.cells.get(key).push(box);
    }
  }
}

// Names ---------------------------------------------------------------------------------------------

// The sides of a dot on which a name can be: [horizontal, vertical].
export const RIGHT = [1, 0];
export const LEFT = [-1, 0];
export const BELOW = [0, 1];
export const ABOVE = [0, -1];

// names: [{id, x, y, radius, full, short, weight, size, sides}], the most important first. Tries the full name on each
// side, then the short one; where none fits, the dot stays without a name. Returns {placed, grid}: the names with
// their `text` and `box`, and the grid that they occupy together with the dots.
export function placedNames(names) {
  const grid = new OccupiedGrid(), placed = [];
  for (const {x, y, radius} of names) grid.occupy([x - radius, y - radius, x + radius, y + radius]);
  for (const name of names) {
    const fit = fittingName(name, grid);
    if (!fit) continue;
    grid.occupy(fit.box);
    placed.push({...name, ...fit});
  }
  return {placed, grid};
}

function fittingName(name, grid) {
  const height = name.size + 2;
  for (const text of name.full === name.short ? [name.full] : [name.full, name.short]) {
    const width = measure.width(text, name.size, name.weight);
    for (const side of name.sides) {
      const box = nameBox(name, width, height, side);
      if (grid.isFree(box)) return {text, box};
    }
  }
  return null;
}

function nameBox({x, y, radius}, width, height, [side, level]) {
  const gap = radius + 4;
  const left = side > 0 ? x + gap : side < 0 ? x - gap - width : x - width / 2;
  const top = level > 0 ? y + gap - 1 : level < 0 ? y - gap - height + 1 : y - height / 2;
  return [left, top, left + width, top + height];
}

// Wordings ------------------------------------------------------------------------------------------

// wordings: [{text, curve, rooms, under}], the most important first: on its tie (`curve(t)` is a point of it, `along`
// the shares to try) or under a name (`under` is its box), broken into the first of the `rooms` in which it fits.
// Returns those that fit, with their `lines`, `box` and `align`.
export function placedWordings(wordings, grid, {size, along}) {
  const placed = [];
  for (const wording of wordings) {
    const fit = fittingWording(wording, grid, size, along);
    if (!fit) continue;
    grid.occupy(fit.box);
    placed.push({...wording, ...fit, align: wording.under ? "left" : "center"});
  }
  return placed;
}

function fittingWording(wording, grid, size, along) {
  for (const room of wording.rooms) {
    const lines = measure.wrapped(wording.text, size, room);
    const width = Math.max(...lines.map((line) => measure.width(line, size, 500))) + 4;
    const height = lines.length * lineHeight(size) + 2;
    const box = wordingBoxes(wording, width, height, along).find((candidate) => grid.isFree(candidate));
    if (box) return {lines, box};
  }
  return null;
}

export function lineHeight(size) { return size + LINE_GAP; }

function wordingBoxes({curve, under}, width, height, along) {
  if (under) return [[under[0] - 2, under[3] + 0.5, under[0] - 2 + width, under[3] + 0.5 + height]];
  return along.map(curve).map(([x, y]) => [x - width / 2, y - height / 2, x + width / 2, y + height / 2]);
}

// Drawing -------------------------------------------------------------------------------------------

// One line with its middle at `y`; `halo` is the width of the edge in the colour of the paper, 0 is none.
export function drawText(ctx, text, x, y, {size, weight = 400, colour, paper, align = "left", halo = 3.4}) {
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
