// Where the wordings of ties are: along their ties, or under the name of an actor.

import {PointGrid, measure} from "./labels.js";

const LINE_GAP = 2.5;
// Between samples of a line, in pixels.
const SAMPLE = 7;
// What a candidate costs: a sample of another line that it covers, a further row of text, a place far from the middle
// of its line, or beside it and as high as several rows.
const COVERED = 1, ROW = 4, ASIDE = 6, BESIDE = 5;
// From a line to the words beside it, near; or, where dots are in the way, beyond them.
const NEAR = 3, BEYOND_DOTS = 11;

// wordings: [{id, texts, curve, rooms, under}], the most important first: on its line (`curve(t)` is a point of it,
// `along` the shares to try), beside it, or under a name (`under` is its box), broken into those of the `rooms` in
// which it fits. `lines` are all lines drawn. Returns those that fit, with their rows (`lines`), `box` and `align`.
export function placedWordings(wordings, grid, lines, {size, along}) {
  const placed = [], points = pointsOf(lines);
  for (const wording of wordings) {
    const fit = fittingWording(wording, grid, points, size, along);
    if (!fit) continue;
    grid.occupy(fit.box);
    placed.push({...wording, ...fit, align: wording.under ? "left" : "center"});
  }
  return placed;
}

export function pointsOf(lines) {
  const points = new PointGrid();
  for (const {id, curve, length} of lines) {
    const steps = Math.min(240, Math.ceil(length / SAMPLE));
    for (let step = 1; step < steps; step++) points.add(curve(step / steps), id);
  }
  return points;
}

// The free place that costs least.
function fittingWording(wording, grid, points, size, along) {
  let best = null, least = Infinity;
  for (const room of wording.rooms) {
    const lines = rowsOf(wording, size, room);
    const width = Math.max(...lines.map((line) => measure.width(line, size, 500))) + 6;
    const height = lines.length * lineHeight(size) + 2;
    for (const {box, base: ofPlace} of wordingBoxes(wording, width, height, along)) {
      const base = ofPlace * (ofPlace < BESIDE ? 1 : lines.length) + (lines.length - 1) * ROW;
      if (base >= least || !grid.isFree(box)) continue;
      const cost = base + COVERED * points.countIn(box, wording.id);
      if (cost < least) [best, least] = [{lines, box}, cost];
    }
  }
  return best;
}

// In one row if the room holds all of it; else each text in rows of its own.
function rowsOf({texts}, size, room) {
  const all = texts.join(" · ");
  if (texts.length > 1 && measure.width(all, size, 500) <= room) return [all];
  return texts.flatMap((text) => measure.wrapped(text, size, room));
}

export function lineHeight(size) { return size + LINE_GAP; }

function wordingBoxes({curve, under}, width, height, along) {
  if (under) return [{base: 0, box: [under[0] - 2, under[3] + 0.5, under[0] - 2 + width, under[3] + 0.5 + height]}];
  return along.flatMap((share) => {
    const [x, y] = curve(share), base = Math.abs(share - 0.5) * ASIDE;
    const aside = [NEAR, BEYOND_DOTS].flatMap((gap) => {
      const [right, down] = [width / 2 + gap, height / 2 + gap];
      return [[0, -down], [0, down], [-right, 0], [right, 0]];
    });
    return [[0, 0], ...aside].map(([across, down], way) => ({
      base: base + (way && BESIDE) + (way > 4), box: boxAround(x + across, y + down, width, height),
    }));
  });
}

function boxAround(x, y, width, height) { return [x - width / 2, y - height / 2, x + width / 2, y + height / 2]; }
