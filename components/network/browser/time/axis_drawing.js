// The time axis as a drawing: the time after the last source, years, a tick for each day of change, the date shown.

import {firstDayOf, yearOf} from "../history.js";
import {drawText} from "../picture/labels.js";
import {faded} from "../picture/strokes.js";

// Pixels at both ends of the axis; and what the label of a year needs.
export const AXIS_SIDE = 14;
const FOOT = 18, YEAR_ROOM = 52;
const YEAR_STEPS = [1, 2, 5, 10, 20];

// What no day changes, drawn once: while time plays, to draw thousands of ticks takes longer than the rest of the axis.
export class AxisGround {
  constructor() {
    this.canvas = document.createElement("canvas");
    this.drawn = [];             // what is drawn on it
  }

  // After the fonts of the page have come.
  forget() { this.drawn = []; }

  // `width` and `height` in pixels of the screen, `ratio` of them to one of the page.
  of(axis, width, height, ratio) {
    const {state: {changes, theme}, range} = axis, now = [changes, theme, range, width, height, ratio];
    if (this.drawn.length && now.every((part, place) => part === this.drawn[place])) return this.canvas;
    this.drawn = now;
    Object.assign(this.canvas, {width, height});
    const ctx = this.canvas.getContext("2d");
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    drawGround(ctx, axis);
    return this.canvas;
  }
}

// frame: {width, height, range, ratio}, in pixels of the page and days; `ratio` is pixels of the screen to one of them.
export function drawAxis(ctx, state, ground, {width, height, range, ratio}) {
  const [low, high] = range, inner = width - 2 * AXIS_SIDE, base = height - FOOT;
  const axis = {state, range, width, base, inner, xOf: (day) => AXIS_SIDE + ((day - low) / (high - low)) * inner};
  const {canvas} = ctx;
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  ctx.clearRect(0, 0, canvas.width, canvas.height);
  ctx.drawImage(ground.of(axis, canvas.width, canvas.height, ratio), 0, 0);
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.fillStyle = state.accent;
  if (state.compares) drawDayCompared(ctx, axis);
  drawDay(ctx, axis);
}

function drawGround(ctx, axis) {
  const {state, base, inner} = axis;
  drawBlindSpot(ctx, axis);
  ctx.fillStyle = faded(state.ink, 0.35);
  ctx.fillRect(AXIS_SIDE, base, inner, 1);
  drawYears(ctx, axis);
  drawTicks(ctx, axis);
}

function drawDay(ctx, {state, base, xOf}) {
  const x = xOf(state.day);
  ctx.fillRect(x - 1, 2, 2, base - 2);
  ctx.beginPath();
  ctx.arc(x, base, 6, 0, 2 * Math.PI);
  ctx.fill();
}

// The date compared with: a hollow handle, and the time between the two.
function drawDayCompared(ctx, {state, base, xOf}) {
  const from = xOf(state.view.against), to = xOf(state.day);
  ctx.globalAlpha = 0.16;
  ctx.fillRect(Math.min(from, to), 4, Math.abs(to - from), base - 4);
  ctx.globalAlpha = 1;
  ctx.strokeStyle = state.accent;
  ctx.lineWidth = 2;
  ctx.beginPath();
  ctx.arc(from, base, 5, 0, 2 * Math.PI);
  ctx.stroke();
}

function drawYears(ctx, {state, range: [low, high], width, base, xOf}) {
  const years = (high - low) / 365.25, fits = (step) => (years / step) * YEAR_ROOM <= width;
  const step = YEAR_STEPS.find(fits) ?? YEAR_STEPS.at(-1), colour = faded(state.ink, 0.78);
  for (let year = Math.ceil(yearOf(low) / step) * step; year <= yearOf(high); year += step) {
    const day = firstDayOf(year);
    if (day < low || day > high) continue;
    ctx.fillStyle = faded(state.ink, 0.35);
    ctx.fillRect(xOf(day), base, 1, 5);
    drawText(ctx, String(year), xOf(day), base + 12, {size: 11, colour, align: "center", halo: 0});
  }
}

// The height of a tick grows with the number of changes.
function drawTicks(ctx, {state, range: [low, high], base, xOf}) {
  const columns = new Map(), {days, ties} = state.changes;
  days.forEach((day, index) => {
    if (day < low || day > high) return;
    const x = Math.round(xOf(day));
    columns.set(x, (columns.get(x) ?? 0) + ties[index].length);
  });
  ctx.fillStyle = faded(state.ink, 0.55);
  for (const [x, changes] of columns) {
    const height = Math.min(base - 6, 7 + 5 * Math.log2(1 + changes));
    ctx.fillRect(x, base - height, 1, height);
  }
}

// Hatched: the time after the last source read.
function drawBlindSpot(ctx, {state, range, width, base, xOf}) {
  const {readThrough} = state.network;
  if (readThrough === null || readThrough > range[1]) return;
  const from = Math.max(AXIS_SIDE, xOf(readThrough));
  ctx.save();
  ctx.beginPath();
  ctx.rect(from, 4, width - AXIS_SIDE - from, base - 4);
  ctx.clip();
  ctx.strokeStyle = faded(state.ink, 0.5);
  for (let x = from - base; x < width; x += 5) {
    ctx.beginPath();
    ctx.moveTo(x, base);
    ctx.lineTo(x + base, 0);
    ctx.stroke();
  }
  ctx.restore();
}
