// Where the names of actors are: beside their dots, or with a line to them where there is no room.

import {OccupiedGrid, measure} from "./labels.js";

// Where a name that finds no room beside its dot is tried: circles around it, in pixels apart, and directions on each.
const MOST_RINGS = 16, RING_STEP = 9, DIRECTIONS = 16;

// The sides of a dot on which a name can be: [horizontal, vertical].
export const RIGHT = [1, 0];
export const LEFT = [-1, 0];
export const BELOW = [0, 1];
export const ABOVE = [0, -1];

// names: [{id, x, y, radius, full, short, weight, size, sides, mayMove}], the most important first; `bounds` is the box
// that they stay in, or null, `taken` are boxes that they keep off, and `avoided` has points of lines that they rather
// not cover (null: none). Tries the full name on each side of its dot, then the short one, then places farther away;
// where none is free, the dot stays without a name. Returns {placed, grid}: the names with their `text` and `box`, and
// the grid that they occupy together with the dots and what was taken.
export function placedNames(names, bounds, taken, avoided = null) {
  const grid = new OccupiedGrid(bounds), placed = [];
  for (const box of taken) grid.occupy(box);
  for (const {x, y, radius} of names) grid.occupy([x - radius, y - radius, x + radius, y + radius]);
  for (const name of names) {
    const fit = fittingName(name, grid, avoided) ?? (name.mayMove ? movedName(name, grid) : null);
    if (!fit) continue;
    grid.occupy(fit.box);
    placed.push({...name, ...fit});
  }
  return {placed, grid};
}

// The short name at the nearest free place around the dot, with the `leader` that joins them: [x1, y1, x2, y2].
function movedName({x, y, radius, short, size, weight}, grid) {
  const width = measure.width(short, size, weight), height = size + 2;
  for (let ring = 1; ring <= MOST_RINGS; ring++) {
    for (let turn = 0; turn < DIRECTIONS; turn++) {
      const angle = (2 * Math.PI * turn) / DIRECTIONS, away = radius + ring * RING_STEP;
      const [side, level] = [Math.cos(angle), Math.sin(angle)];
      const [midX, midY] = [x + side * (away + width / 2), y + level * (away + height / 2)];
      const box = [midX - width / 2, midY - height / 2, midX + width / 2, midY + height / 2];
      if (grid.isFree(box)) return {text: short, box, leader: leaderTo(box, x, y, radius)};
    }
  }
  return null;
}

// From the edge of the dot to the nearest point of the box.
function leaderTo([left, top, right, bottom], x, y, radius) {
  const toX = Math.min(right, Math.max(left, x)), toY = Math.min(bottom, Math.max(top, y));
  const length = Math.hypot(toX - x, toY - y) || 1;
  return [x + ((toX - x) * radius) / length, y + ((toY - y) * radius) / length, toX, toY];
}

// Of the sides that are free, the one on which it covers least; the earlier of two that are alike. The short name where
// it covers less than the full one on any side.
function fittingName(name, grid, avoided) {
  const height = name.size + 2, fitting = [];
  for (const text of name.full === name.short ? [name.full] : [name.full, name.short]) {
    const width = measure.width(text, name.size, name.weight);
    for (const side of name.sides) {
      const box = nameBox(name, width, height, side);
      if (!grid.isFree(box)) continue;
      if (!avoided) return {text, box};
      fitting.push({text, box, covered: avoided.countIn(box, null)});
    }
    if (fitting.some(({covered}) => covered === 0)) break;
  }
  if (!fitting.length) return null;
  const {text, box} = fitting.reduce((best, one) => (one.covered < best.covered ? one : best));
  return {text, box};
}

function nameBox({x, y, radius}, width, height, [side, level]) {
  const gap = radius + 4;
  const left = side > 0 ? x + gap : side < 0 ? x - gap - width : x - width / 2;
  const top = level > 0 ? y + gap - 1 : level < 0 ? y - gap - height + 1 : y - height / 2;
  return [left, top, left + width, top + height];
}
