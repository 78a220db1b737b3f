// Texts of one size on the screen at any zoom: how wide they are, where there is room for them, how they are drawn.
// Boxes are [left, top, right, bottom] in pixels of the zoomed world.

const FONT = '"Source Sans", "Source Sans Pro", "Noto Sans", "Noto Sans SC", "Noto Sans CJK SC", system-ui, sans-serif';
const CELL = 48;
// A Chinese character, or a word of another script with the spaces after it.
const PIECES = /\p{Script=Han}\s*|[^\s\p{Script=Han}]+\s*/gu;

export class TextMeasure {
  constructor() {
    this.ctx = document.createElement("canvas").getContext("2d");
    this.widths = new Map();     // size and weight as one number -> Map of text -> width
  }
  // Each frame asks for the widths of hundreds of texts that it knows.
  width(text, size, weight = 400) {
    const font = 1000 * size + weight;
    if (!this.widths.has(font)) this.widths.set(font, new Map());
    const widths = this.widths.get(font);
    if (!widths.has(text)) {
      this.ctx.font = `${weight} ${size}px ${FONT}`;
      widths.set(text, this.ctx.measureText(text).width);
    }
    return widths.get(text);
  }
  // After the fonts of the page have come: until then, texts are measured in another one.
  forget() { this.widths.clear(); }
  // The text in lines that are no wider than the room, a long word excepted; Chinese breaks between any two characters.
  wrapped(text, size, room) {
    const lines = [];
    for (const piece of text.match(PIECES) ?? []) {
      const longer = lines.length ? lines[lines.length - 1] + piece : piece;
      if (lines.length && this.width(longer.trimEnd(), size) <= room) lines[lines.length - 1] = longer;
      else lines.push(piece);
    }
    return lines.map((line) => line.trimEnd());
  }
}
export const measure = new TextMeasure();

// The boxes that are occupied, in a coarse grid so that thousands of labels stay cheap.
export class OccupiedGrid {
  // Outside of `bounds` (a box; null: there are none) nothing is free.
  constructor(bounds) { this.cells = new Map(); this.bounds = bounds; }
  isFree(box) {
    if (this.bounds && !contains(this.bounds, box)) return false;
    const [left, top, right, bottom] = box, lastColumn = Math.floor(right / CELL), lastRow = Math.floor(bottom / CELL);
    for (let column = Math.floor(left / CELL); column <= lastColumn; column++)
      for (let row = Math.floor(top / CELL); row <= lastRow; row++)
        for (const other of this.cells.get(column * 65536 + row) ?? [])
          if (left < other[2] && right > other[0] && top < other[3] && bottom > other[1]) return false;
    return true;
  }
  occupy(box) {
    const [left, top, right, bottom] = box, lastColumn = Math.floor(right / CELL), lastRow = Math.floor(bottom / CELL);
    for (let column = Math.floor(left / CELL); column <= lastColumn; column++) {
      for (let row = Math.floor(top / CELL); row <= lastRow; row++) {
        const key = column * 65536 + row, boxes = this.cells.get(key);
        if (boxes) boxes.push(box);
        else this.cells.set(key, [box]);
      }
    }
  }
}

// Points of lines, likewise in a grid: how many of them a label would cover.
export class PointGrid {
  constructor() { this.cells = new Map(); }
  add([x, y], owner) {
    const key = Math.floor(x / CELL) * 65536 + Math.floor(y / CELL);
    if (!this.cells.has(key)) this.cells.set(key, []);
    this.cells.get(key).push([x, y, owner]);
  }
  // Without those of the owner.
  countIn([left, top, right, bottom], owner) {
    let count = 0;
    for (let column = Math.floor(left / CELL); column <= Math.floor(right / CELL); column++)
      for (let row = Math.floor(top / CELL); row <= Math.floor(bottom / CELL); row++)
        for (const [x, y, other] of this.cells.get(column * 65536 + row) ?? [])
          count += other !== owner && x >= left && x <= right && y >= top && y <= bottom;
    return count;
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
