// The coasts, and if wanted the borders, of the map below the network: the paths that came with the places.

import {faded} from "./strokes.js";

const paths = new Map();     // SVG path -> Path2D

export function drawMap(ctx, state, geometry, zoom) {
  const map = geometry.frame?.map;
  if (!map || !state.view) return;
  const [land, borders, disputed, scale, [x, y]] = map, pixel = 1 / (zoom * scale);
  const {shares, line, disputedDash} = state.network.map;
  ctx.save();
  ctx.translate(x, y);
  ctx.scale(scale, scale);
  ctx.fillStyle = faded(state.ink, shares.land);
  ctx.strokeStyle = faded(state.ink, shares.coast);
  ctx.lineWidth = line * pixel;
  ctx.fill(pathOf(land));
  ctx.stroke(pathOf(land));
  if (state.view.borders) {
    ctx.strokeStyle = faded(state.ink, shares.border);
    ctx.stroke(pathOf(borders));
    ctx.setLineDash(disputedDash.map((part) => part * pixel));
    ctx.stroke(pathOf(disputed));
  }
  ctx.restore();
}

function pathOf(text) {
  if (!paths.has(text)) paths.set(text, new Path2D(text));
  return paths.get(text);
}
