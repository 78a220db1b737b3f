// The coasts, and if wanted the borders, of the map below the network: the paths that came with the places.

import {faded} from "./strokes.js";

const paths = new Map();     // SVG path -> Path2D
const LAND_ALPHA = 0.075, COAST_ALPHA = 0.28, BORDER_ALPHA = 0.2;
const DISPUTED_DASH = [3, 3];

export function drawMap(ctx, state, geometry, zoom) {
  const map = geometry.frame?.map;
  if (!map || !state.view) return;
  const [land, borders, disputed, scale, [x, y]] = map, pixel = 1 / (zoom * scale);
  ctx.save();
  ctx.translate(x, y);
  ctx.scale(scale, scale);
  ctx.fillStyle = faded(state.ink, LAND_ALPHA);
  ctx.strokeStyle = faded(state.ink, COAST_ALPHA);
  ctx.lineWidth = 0.8 * pixel;
  ctx.fill(pathOf(land));
  ctx.stroke(pathOf(land));
  if (state.view.borders) {
    ctx.strokeStyle = faded(state.ink, BORDER_ALPHA);
    ctx.stroke(pathOf(borders));
    ctx.setLineDash(DISPUTED_DASH.map((part) => part * pixel));
    ctx.stroke(pathOf(disputed));
  }
  ctx.restore();
}

function pathOf(text) {
  if (!paths.has(text)) paths.set(text, new Path2D(text));
  return paths.get(text);
}
