// What vis-network does not draw itself: dots of one size, rings, labels, and signs on ties.

import {drawHullNames} from "./hulls.js";
import {ringTitles} from "./lettering.js";
import {drawText} from "./labels.js";
import {lineHeight} from "./wordings.js";
import {faded} from "./strokes.js";

// With more ties than this, uncertain ones have no question mark.
const MOST_MARKS = 160;
// Where a mark is on its tie, as a share of its length; the names of a crowd leave room elsewhere.
const DOUBT_AT = 0.15, DOUBT_AT_IN_CROWD = 0.8, ADDED_AT = 0.82, ADDED_AT_IN_CROWD = 0.7;
const SIGN_SIZE = 14, SIGN_AT = 0.74, SIGN_BESIDE = 11;

// Around what the reader circled: apart from the ring of the focus, and dashed.
const CIRCLE_DASH = [5, 3], CIRCLE_REACH = 8;

function fillCircle(ctx, x, y, radius, colour) {
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
  ctx.fillStyle = colour;
  ctx.fill();
}

function strokeCircle(ctx, x, y, radius, colour) {
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
  ctx.strokeStyle = colour;
  ctx.stroke();
}

// The renderer that vis-network calls for a node; `scale` is pixels of the labels to a unit of the world.
export function dotRenderer(state, {ctx, id, x, y}, scale) {
  const dot = state.dots.get(id), radius = (dot?.radius ?? 4) / scale, reach = Math.max(radius, 9 / scale);
  const drawNode = () => {
    if (!dot) return;
    ctx.globalAlpha = dot.dimmed ? dot.faint : 1;
    // The halo of a dot in a throng is a dot below it: to stroke a thousand circles takes longer than all the rest.
    if (state.isThrong) fillCircle(ctx, x, y, radius + 1 / scale, state.paper);
    fillCircle(ctx, x, y, radius, dot.hollow ? state.paper : dot.colour);
    ctx.lineWidth = 2 / scale;
    ctx.strokeStyle = dot.hollow ? dot.colour : state.paper;
    if (dot.hollow || !state.isThrong) ctx.stroke();
    if (dot.focused) strokeCircle(ctx, x, y, radius + 4 / scale, dot.colour);
    if (!dot.circled) return;
    ctx.setLineDash(CIRCLE_DASH.map((part) => part / scale));
    strokeCircle(ctx, x, y, radius + CIRCLE_REACH / scale, state.ink);
    ctx.setLineDash([]);
  };
  return {drawNode, nodeDimensions: {width: 2 * reach, height: 2 * reach}};
}

// Rings with at least one visible actor, the widest first so that each covers the inside of the next.
export function drawRings(ctx, state, geometry, zoom) {
  if (!state.view || !state.onRings) return;
  const inhabited = geometry.ringsWith(state.visibleActors());
  for (const [index, {style, left, top, right, bottom}] of [...geometry.rings.entries()].reverse()) {
    if (!inhabited.has(index)) continue;
    const colour = state.network.styles[style]?.[state.theme] ?? state.ink;
    ctx.beginPath();
    ctx.roundRect(left, top, right - left, bottom - top, 14 / zoom);
    ctx.fillStyle = state.paper;
    ctx.fill();
    ctx.fillStyle = faded(colour, 0.06);
    ctx.fill();
    ctx.strokeStyle = faded(colour, 0.4);
    ctx.lineWidth = 0.9 / zoom;
    ctx.stroke();
  }
}

// All labels and signs, in pixels of the zoomed world: they keep their size at any zoom.
export function drawLettering(ctx, state, geometry, lettering) {
  const {scale} = lettering, matrix = ctx.getTransform(), ratio = matrix.a / scale;
  ctx.save();
  ctx.setTransform(ratio, 0, 0, ratio, matrix.e, matrix.f);
  for (const title of ringTitles(state, geometry, scale)) drawRingTitle(ctx, state, title);
  if (state.shown <= MOST_MARKS) drawDoubtMarks(ctx, state, geometry, scale);
  // A mark on each of hundreds of lines would cover the names; the legend still counts them.
  if (state.shown <= MOST_MARKS) drawAddedMarks(ctx, state, geometry, scale);
  if (state.compares) drawChangeSigns(ctx, state, geometry, scale);
  drawHullNames(ctx, state, geometry, scale);
  for (const wording of lettering.wordings) drawWording(ctx, state, wording);
  for (const count of lettering.counts) drawCount(ctx, state, count);
  for (const {text, box, size, weight, alpha, leader} of lettering.names) {
    ctx.globalAlpha = alpha;
    if (leader) drawLeader(ctx, state, leader);
    drawText(ctx, text, box[0], (box[1] + box[3]) / 2, {size, weight, colour: state.ink, paper: state.paper});
  }
  ctx.restore();
}

function drawLeader(ctx, state, [x1, y1, x2, y2]) {
  ctx.beginPath();
  ctx.moveTo(x1, y1);
  ctx.lineTo(x2, y2);
  ctx.strokeStyle = faded(state.ink, 0.55);
  ctx.lineWidth = 0.8;
  ctx.stroke();
}

function drawRingTitle(ctx, state, {text, box, colour}) {
  const size = state.network.labelSizes.ringTitle;
  drawText(ctx, text, box[0], (box[1] + box[3]) / 2, {size, weight: 650, colour, paper: state.paper, halo: 6});
}

function drawWording(ctx, state, {lines, box: [left, top, right, bottom], colour, alpha, align, leader}) {
  const size = state.network.labelSizes.wording, x = align === "left" ? left + 2 : (left + right) / 2;
  ctx.globalAlpha = alpha;
  if (leader) drawLeader(ctx, state, leader);
  ctx.fillStyle = faded(state.paper, 0.92);
  ctx.beginPath();
  ctx.roundRect(left, top, right - left, bottom - top, 4);
  ctx.fill();
  lines.forEach((line, row) => {
    drawText(ctx, line, x, top + 1 + lineHeight(size) * (row + 0.5), {size, weight: 500, colour, align, halo: 0});
  });
}

function drawCount(ctx, state, {text, box: [left, top, right, bottom], colour}) {
  ctx.fillStyle = state.paper;
  ctx.beginPath();
  ctx.roundRect(left, top, right - left, bottom - top, 4);
  ctx.fill();
  const size = state.network.labelSizes.wording;
  drawText(ctx, text, (left + right) / 2, (top + bottom) / 2, {size, weight: 650, colour, align: "center", halo: 0});
}

function drawSign(ctx, sign, x, y, style) {
  drawText(ctx, sign, x, y + 0.5, {weight: 700, align: "center", halo: 0, ...style});
}

// Calls `draw(curve, colour, index)` for each line that is not dimmed and meets the condition.
function forEachLitLine(state, condition, draw) {
  state.lines.forEach((line, index) => {
    if (!line || state.ties[index].dimmed || !condition(index)) return;
    draw(line.curve, state.styleOf(index).text[state.theme], index);
  });
}

// A question mark on each tie that is possible on the day, proposed, or from memory: it survives grey print.
function drawDoubtMarks(ctx, state, geometry, scale) {
  forEachLitLine(state, (index) => state.isUncertain(index), (tie, colour) => {
    const [x, y] = geometry.pointOn(tie, state.crowded ? DOUBT_AT_IN_CROWD : DOUBT_AT, scale);
    fillCircle(ctx, x, y, 6, state.paper);
    drawSign(ctx, "?", x, y, {size: 10.5, colour, paper: state.paper});
  });
}

// A plus on each tie that the reader added.
function drawAddedMarks(ctx, state, geometry, scale) {
  forEachLitLine(state, (index) => hasAdded(state, index), (tie, colour) => {
    const [x, y] = geometry.pointOn(tie, state.crowded ? ADDED_AT_IN_CROWD : ADDED_AT, scale);
    ctx.beginPath();
    ctx.rect(x - 6, y - 6, 12, 12);
    ctx.fillStyle = colour;
    ctx.fill();
    drawSign(ctx, "+", x, y, {size: 12, colour: state.paper});
  });
}

function hasAdded(state, index) { return state.lines[index].ties.some((one) => state.spellOf(one).added); }

// The sign of its change on each tie that changed, near the end that is not the centre's.
function drawChangeSigns(ctx, state, geometry, scale) {
  const radius = (state.crowded ? SIGN_SIZE - 3 : SIGN_SIZE) / 2, signs = state.network.changes;
  forEachLitLine(state, (index) => signs[state.ties[index].change]?.[0], (tie, colour, index) => {
    const [x, y] = signPosition(state, geometry, tie, scale);
    fillCircle(ctx, x, y, radius, colour);
    drawSign(ctx, signs[state.ties[index].change][0], x, y, {size: 2 * radius - 2, colour: state.paper});
  });
}

// Where ties crowd, a sign on the line would cover other names: it goes before the dot, whose name is behind it.
function signPosition(state, geometry, tie, scale) {
  const fromCentre = state.isCentre(tie.from);
  if (!state.crowded) return geometry.pointOn(tie, fromCentre ? SIGN_AT : 1 - SIGN_AT, scale);
  const [x, y] = geometry.position(fromCentre ? tie.to : tie.from);
  return [x * scale - SIGN_BESIDE, y * scale];
}
