// Outlines around groups of actors, and bands below the ties that the reader circled: both are below the lines.

import {drawText, measure} from "./labels.js";
import {faded} from "./strokes.js";

// As in components/network/layouts/hulls.py and components/figure/render/svg_network.py; in pixels of the labels.
const CORNER_POINTS = 16, HULL_REACH = 20, HULL_DASH = [6, 4], HULL_FILL = 0.06, HULL_LINE = 0.5;
const BAND = 12, BAND_SHARE = 0.16;
const NAME_SIZE = 12.5;

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
  return state.hulls.map(({name, actors}) => {
    const inside = actors.filter((id) => state.dots.get(id)?.visible).map((id) => geometry.position(id));
    return {name, points: inside.length ? hullAround(inside, HULL_REACH / scale) : []};
  }).filter(({points}) => points.length);
}

export function drawHulls(ctx, state, geometry, scale) {
  ctx.save();
  ctx.setLineDash(HULL_DASH.map((part) => part / scale));
  ctx.lineWidth = 1 / scale;
  ctx.fillStyle = faded(state.ink, HULL_FILL);
  ctx.strokeStyle = faded(state.ink, HULL_LINE);
  for (const {points} of outlinesOf(state, geometry, scale)) {
    ctx.beginPath();
    for (const [x, y] of points) ctx.lineTo(x, y);
    ctx.closePath();
    ctx.fill();
    ctx.stroke();
  }
  ctx.restore();
}

// The names of the groups, above their outlines; in pixels of the zoomed world.
export function drawHullNames(ctx, state, geometry, scale) {
  for (const {name, points} of outlinesOf(state, geometry, scale)) {
    const [x, y] = points.reduce((top, point) => (point[1] < top[1] ? point : top)).map((one) => one * scale);
    const [right, bottom] = geometry.size.map((length) => (length * scale) / 2);
    const half = measure.width(name, NAME_SIZE, 650) / 2;
    const at = [Math.min(Math.max(x, half - right), right - half), Math.max(y, NAME_SIZE / 2 - bottom)];
    const style = {size: NAME_SIZE, weight: 650, colour: state.ink, paper: state.paper, align: "center", halo: 6};
    drawText(ctx, name, ...at, style);
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
