// Where the wordings of ties are: along their ties, or under the name of an actor.

import {PointGrid, measure} from "./labels.js";

const LINE_GAP = 2.5;
// Between samples of a line, in pixels.
const SAMPLE = 7;
// What a candidate costs: a sample of another line that it covers, a further row of text, a place far from the middle
// of its line, or beside it and as high as several rows.
const COVERED = 1, ROW = 4, ASIDE = 6, BESIDE = 5;
// A text that leaves less than this share of its own line to be seen costs more.
const MOST_HIDDEN = 0.6, HIDES = 14;
const MOST_OF_OTHERS = 6;
// From a line to the words beside it, near; or, where dots are in the way, beyond them.
const NEAR = 3, BEYOND_DOTS = 11;
// Where words that must not be missing are tried when there is no room at their line: circles around its middle.
const CIRCLES = 16, CIRCLE_STEP = 12, DIRECTIONS = 16;

// wordings: [{id, texts, curve, rooms, under}], the most important first: on its line (`curve(t)` is a point of it,
// `along` the shares to try), beside it, or under a name (`under` is its box), broken into those of the `rooms` in
// which it fits; those that `mayMove` are put farther away where there is no room, with a `leader` to the line. `lines`
// are all lines drawn. Those that `canBeBrief`, as a number says enough, are not written where they cover much of other
// lines that wordings are of: they would read as theirs. Returns those that fit, with their rows (`lines`), `box` and
// `align`.
export function placedWordings(wordings, grid, lines, {size, along}) {
  if (!wordings.length) return [];
  const placed = [], points = pointsOf(lines), ofWordings = pointsOf(wordings);
  for (const wording of wordings) {
    const fit = fittingWording(wording, grid, points, size, along) ?? movedWording(wording, grid, size);
    if (!fit || (wording.canBeBrief && ofWordings.countIn(fit.box, wording.id) > MOST_OF_OTHERS)) continue;
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
      const isOn = ofPlace < BESIDE, hides = isOn && hiddenShare(wording.span, width, height) > MOST_HIDDEN;
      const base = ofPlace * (isOn ? 1 : lines.length) + (lines.length - 1) * ROW + (hides ? HIDES : 0);
      if (base >= least || !grid.isFree(box)) continue;
      const cost = base + COVERED * points.countIn(box, wording.id);
      if (cost < least) [best, least] = [{lines, box}, cost];
    }
  }
  return best;
}

// The share of a line, given how far it runs across and down, that a text on it covers.
function hiddenShare([across, down], width, height) { return Math.min(width / across, height / down); }

function movedWording(wording, grid, size) {
  if (!wording.mayMove) return null;
  const lines = rowsOf(wording, size, wording.rooms.at(-2)), [x, y] = wording.curve(0.5);
  const width = Math.max(...lines.map((line) => measure.width(line, size, 500))) + 6;
  const height = lines.length * lineHeight(size) + 2;
  for (let circle = 1; circle <= CIRCLES; circle++) {
    for (let turn = 0; turn < DIRECTIONS; turn++) {
      const angle = (2 * Math.PI * turn) / DIRECTIONS, away = circle * CIRCLE_STEP;
      const [right, down] = [Math.cos(angle) * (away + width / 2), Math.sin(angle) * (away + height / 2)];
      const box = boxAround(x + right, y + down, width, height);
      const [toX, toY] = [Math.min(box[2], Math.max(box[0], x)), Math.min(box[3], Math.max(box[1], y))];
      if (grid.isFree(box)) return {lines, box, leader: [x, y, toX, toY]};
    }
  }
  return null;
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
