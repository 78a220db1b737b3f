// The lines of ties: drawn from arrays, before vis-network draws the dots, and found again under the pointer. As edges
// of vis-network they cost more to change and to draw than all the rest of a large picture.

import {StillLines} from "./still.js";
import {lookOf} from "./strokes.js";

// A little less than one pixel of the screen, so that no rounding makes it more.
const THINNEST = 0.99;
const LEAST_WIDTH = 0.3;
// A line is under the pointer if it is so many pixels from it; a curve is taken as so many straight pieces.
const REACH = 10, PIECES = 9;

export class TieLines {
  constructor(state, geometry) {
    const {length} = state.history.ties;
    this.state = state;
    this.geometry = geometry;
    this.looks = new Array(length).fill(null);     // per tie: {colour, width, dash, style}; null: it has no line
    this.curves = new Array(length).fill(null);    // per tie: the curve whose place is known
    this.ends = new Float64Array(4 * length);      // per tie: x and y of both ends
    this.bends = new Float64Array(2 * length);     // per tie: the point that its curve bends towards
    this.isBent = new Uint8Array(length);
    this.still = new StillLines(this);
  }

  // After a change of the state: of the ties given, null is all.
  update(tieIndexes) {
    this.still.change(tieIndexes);
    for (const index of tieIndexes ?? this.looks.keys()) {
      const line = this.state.lines[index];
      this.looks[index] = line ? lookOf(this.state, index) : null;
      if (line && this.curves[index] !== line.curve) this.place(index, line.curve);
    }
  }

  // After a change of the places.
  move() {
    this.still.forget();
    this.curves.forEach((curve, index) => {
      const line = this.state.lines[index];
      if (line) this.place(index, line.curve);
      else if (curve) this.curves[index] = null;
    });
  }

  place(index, curve) {
    // vis-network has its dots at whole units.
    const ends = this.geometry.ends(curve).map((end) => end.map(Math.trunc)), bend = this.geometry.bendOf(curve, ends);
    this.curves[index] = curve;
    this.ends.set(ends.flat(), 4 * index);
    this.isBent[index] = bend ? 1 : 0;
    if (bend) this.bends.set(bend, 2 * index);
  }

  // Widths and dashes are pixels of the labels, `scale` of them to a unit of the world. `daysAhead` are the days that
  // are played in a second; 0 at rest.
  draw(ctx, scale, daysAhead) {
    ctx.save();
    if (!this.state.isThrong) this.drawEach(ctx, scale);
    else if (daysAhead) this.still.draw(ctx, daysAhead);
    else this.drawThrong(ctx, this.inOrder());
    ctx.restore();
  }

  drawEach(ctx, scale) {
    ctx.setLineDash([]);
    let dashed = "";
    this.looks.forEach((look, index) => {
      if (!look) return;
      ctx.strokeStyle = look.colour;
      ctx.lineWidth = Math.max(look.width, LEAST_WIDTH) / scale;
      if (dashed !== look.dash.join()) {
        dashed = look.dash.join();
        ctx.lineCap = dashed ? "round" : "butt";
        ctx.setLineDash(look.dash.map((part) => part / scale));
      }
      ctx.beginPath();
      this.trace(ctx, index);
      ctx.stroke();
    });
  }

  // The ties that have lines, labels above other types of tie.
  inOrder() {
    const {looks} = this, styles = this.state.network.styles.map(() => []);
    looks.forEach((look, index) => { if (look) styles[look.style].push(index); });
    return styles.reverse().flat();
  }

  // Each of these lines as thin as the screen can show, none dashed; all of a colour at once.
  drawThrong(ctx, tieIndexes) {
    const byColour = new Map();
    for (const index of tieIndexes) {
      const colour = this.looks[index]?.colour;
      if (!colour) continue;
      if (byColour.has(colour)) byColour.get(colour).push(index);
      else byColour.set(colour, [index]);
    }
    ctx.lineWidth = THINNEST / ctx.getTransform().a;
    for (const [colour, group] of byColour) {
      ctx.strokeStyle = colour;
      ctx.beginPath();
      for (const index of group) this.trace(ctx, index);
      ctx.stroke();
    }
  }

  trace(ctx, index) {
    const {ends, bends} = this, at = 4 * index;
    ctx.moveTo(ends[at], ends[at + 1]);
    if (this.isBent[index]) ctx.quadraticCurveTo(bends[2 * index], bends[2 * index + 1], ends[at + 2], ends[at + 3]);
    else ctx.lineTo(ends[at + 2], ends[at + 3]);
  }

  // The index of the tie whose line is nearest to a point of the world, -1 if none is near. Thousands of lines are
  // looked at in a tenth of a millisecond: no index of places would be faster.
  at({x, y}, scale) {
    let nearest = -1, least = REACH / scale;
    for (let index = 0; index < this.looks.length; index++) {
      if (!this.looks[index]) continue;
      const distance = this.isBent[index] ? this.distanceFromCurve(index, x, y) : this.distanceFromLine(index, x, y);
      if (distance < least) [nearest, least] = [index, distance];
    }
    return nearest;
  }

  distanceFromLine(index, x, y) {
    const {ends} = this, at = 4 * index;
    return distance(ends[at], ends[at + 1], ends[at + 2], ends[at + 3], x, y);
  }

  distanceFromCurve(index, x, y) {
    const {ends, bends} = this, at = 4 * index;
    let least = Infinity, fromX = ends[at], fromY = ends[at + 1];
    for (let piece = 1; piece <= PIECES; piece++) {
      const t = piece / PIECES, a = (1 - t) ** 2, b = 2 * t * (1 - t), c = t ** 2;
      const toX = a * ends[at] + b * bends[2 * index] + c * ends[at + 2];
      const toY = a * ends[at + 1] + b * bends[2 * index + 1] + c * ends[at + 3];
      least = Math.min(least, distance(fromX, fromY, toX, toY, x, y));
      [fromX, fromY] = [toX, toY];
    }
    return least;
  }
}

// Of a point from a straight piece.
function distance(x1, y1, x2, y2, x, y) {
  const across = x2 - x1, down = y2 - y1, square = across * across + down * down;
  const share = square ? Math.min(1, Math.max(0, ((x - x1) * across + (y - y1) * down) / square)) : 0;
  return Math.hypot(x1 + share * across - x, y1 + share * down - y);
}
