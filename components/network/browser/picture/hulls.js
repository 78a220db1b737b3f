// Outlines around groups of actors, and bands below the ties that the reader circled: both are below the lines.

import {drawText, measure} from "./labels.js";
import {faded} from "./strokes.js";

// As in components/network/layouts/hulls.py and components/figure/render/svg_network.py; in pixels of the labels.
const CORNER_POINTS = 16, HULL_REACH = 20, HULL_DASH = [6, 4], HULL_FILL = 0.06, HULL_LINE = 0.5;
const TRIANGLE_FILL = 0.1;
const BAND = 12, BAND_SHARE = 0.16;
const NAME_SIZE = 12.5, NAME_ASIDE = 16;

// The least convex outline that keeps `reach` from each point.
export function hullAround(points, reach) {
  const turns = [...Array(CORNER_POINTS).keys()].map((number) => (2 * Math.PI * number) / CORNER_POINTS);
  const circle = ([x, y]) => turns.map((turn) => [x + reach * Math.cos(turn), y + reach * Math.sin(turn)]);
  const around = points.flatMap(circle);
  around.sort(([x1, y1], [x2, y2]) => x1 - x2 || y1 - y2);
  return [...half(around), ...half(around.reverse())];
}

function half(points) {
  const chain = [];
  for (const point of points) {
    while (chain.length > 1 && turn(chain.at(-2), chain.at(-1), point) <= 0) chain.pop();
    chain.push(point);
  }
  return chain.slice(0, -1);
}

function turn([x1, y1], [x2, y2], [x3, y3]) { return (x2 - x1) * (y3 - y1) - (y2 - y1) * (x3 - x1); }

function outlinesOf(state, geometry, scale) {
  return state.hulls.map(({name, actors, isTriangle}) => {
    const inside = actors.filter((id) => state.dots.get(id)?.visible).map((id) => geometry.position(id));
    if (isTriangle) return {name, isTriangle, points: inside.length === 3 ? inside : []};
    return {name, points: inside.length ? hullAround(inside, HULL_REACH / scale) : []};
  }).filter(({points}) => points.length);
}

export function drawHulls(ctx, state, geometry, scale) {
  ctx.save();
  ctx.setLineDash(HULL_DASH.map((part) => part / scale));
  ctx.lineWidth = 1 / scale;
  for (const {points, isTriangle} of outlinesOf(state, geometry, scale)) {
    ctx.fillStyle = faded(state.ink, isTriangle ? TRIANGLE_FILL : HULL_FILL);
    ctx.strokeStyle = faded(state.ink, isTriangle ? 1 : HULL_LINE);
    ctx.beginPath();
    for (const [x, y] of points) ctx.lineTo(x, y);
    ctx.closePath();
    ctx.fill();
    ctx.stroke();
  }
  ctx.restore();
}

// The names of the groups, above their outlines: [{text, box}], in pixels of the zoomed world. The number alone above a
// narrow outline, or where the name would be on that of another.
export function hullNames(state, geometry, scale) {
  const [right, bottom] = geometry.size.map((length) => (length * scale) / 2), placed = [];
  for (const {name, points} of outlinesOf(state, geometry, scale).filter((one) => !one.isTriangle)) {
    const texts = [name, name.split(":")[0]].map((text) => nameAbove(text, points, scale, right, bottom));
    const fits = ({isWide, box}) => !isWide && !placed.some((other) => meet(other.box, box));
    placed.push(texts.find(fits) ?? texts[1]);
  }
  return placed;
}

function nameAbove(text, points, scale, right, bottom) {
  const xs = points.map(([x]) => x * scale), low = Math.min(...xs), high = Math.max(...xs);
  const [top, y] = points.reduce((best, point) => (point[1] < best[1] ? point : best)).map((one) => one * scale);
  const half = measure.width(text, NAME_SIZE, 650) / 2, within = Math.max(low + half, Math.min(top, high - half));
  const x = Math.min(Math.max(within, half - right), right - half);
  const middle = Math.max(y - NAME_SIZE / 2, NAME_SIZE / 2 - bottom);
  const box = [x - half, middle - NAME_SIZE / 2 - 1, x + half, middle + NAME_SIZE / 2 + 1];
  return {text, box, isWide: 2 * half > high - low + NAME_ASIDE};
}

function meet([left, top, right, bottom], box) {
  return left < box[2] && right > box[0] && top < box[3] && bottom > box[1];
}

export function drawHullNames(ctx, state, geometry, scale) {
  for (const {text, box: [left, top, right, bottom]} of hullNames(state, geometry, scale)) {
    const style = {size: NAME_SIZE, weight: 650, colour: state.ink, paper: state.paper, align: "center", halo: 6};
    drawText(ctx, text, (left + right) / 2, (top + bottom) / 2, style);
  }
}

export function drawCircledTies(ctx, state, geometry, scale) {
  if (!state.circledPairs.size) return;
  ctx.save();
  ctx.lineWidth = BAND / scale;
  ctx.lineCap = "round";
  ctx.strokeStyle = faded(state.ink, BAND_SHARE);
  for (const line of state.lines) {
    if (!line || !state.circledPairs.has(line.curve.dyad)) continue;
    const [[x1, y1], [x2, y2]] = geometry.ends(line.curve), bend = geometry.bendOf(line.curve);
    ctx.beginPath();
    ctx.moveTo(x1, y1);
    if (bend) ctx.quadraticCurveTo(...bend, x2, y2);
    else ctx.lineTo(x2, y2);
    ctx.stroke();
  }
  ctx.restore();
}
