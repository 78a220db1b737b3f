// Where the wordings of ties are: along their ties, or under the name of an actor.

import {measure} from "./labels.js";

const LINE_GAP = 2.5;

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
