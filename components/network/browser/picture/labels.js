// Texts of one size on the screen at any zoom: how wide they are, where there is room for them, how they are drawn.
// Boxes are [left, top, right, bottom] in pixels of the zoomed world.

const FONT = '"Source Sans", "Source Sans Pro", "Noto Sans", "Noto Sans SC", "Noto Sans CJK SC", system-ui, sans-serif';
const CELL = 48;

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
export class OccupiedGrid {
  // Outside of `bounds` (a box; null: there are none) nothing is free.
  constructor(bounds) { this.cells = new Map(); this.bounds = bounds; }
  *keys([left, top, right, bottom]) {
    for (let x = Math.floor(left / CELL); x <= Math.floor(right / CELL); x++)
      for (let y = Math.floor(top / CELL); y <= Math.floor(bottom / CELL); y++) yield x * 65536 + y;
  }
  isFree(box) {
    if (this.bounds && !contains(this.bounds, box)) return false;
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

function contains(outer, inner) {
  return inner[0] >= outer[0] && inner[1] >= outer[1] && inner[2] <= outer[2] && inner[3] <= outer[3];
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
