// Position and zoom of vis-network's camera that fit the whole subject into the frame, whatever the filters hide.

import {around} from "./geometry.js";

// Room around rings for the names on their right, and for titles: left, top, right, bottom.
const RING_PADDING = [16, 20, 16, 12];
// Outlines of groups reach so many pixels beyond the dots at any zoom, and their names are above them.
const HULL_PADDING = [24, 30, 24, 24];
// Of few actors, the ties drawn apart reach beyond them; with more, ties are inside.
const FEW = 14;
// What a wording on the outermost of parallel ties takes.
const WORDING_ROOM = 12, DOT_ROOM = 12;

// In full screen text, dots and their room grow: they are read from further away.
export function magnification(fullScreen) { return fullScreen ? Math.min(2, Math.max(1.25, innerWidth / 1440)) : 1; }

// {position, scale} for a frame of that size in pixels; null if there is nothing to show.
export function cameraFor(state, geometry, {width, height}, magnified) {
  if (!geometry.positions.size || !width || !height) return null;
  const {left, top, right, bottom} = extent(state, geometry);
  const [padLeft, padTop, padRight, padBottom] = paddingOf(state, geometry).map((room) => room * magnified);
  const scale = Math.min(
    (width - padLeft - padRight) / Math.max(1, right - left),
    (height - padTop - padBottom) / Math.max(1, bottom - top),
  );
  const x = (left + right) / 2 + (padRight - padLeft) / 2 / scale;
  const y = (top + bottom) / 2 + (padBottom - padTop) / 2 / scale;
  return {position: {x, y}, scale};
}

function paddingOf({view}, geometry) {
  if (geometry.rings.length) return RING_PADDING;
  return view?.hulls.some(({isTriangle}) => !isTriangle) ? HULL_PADDING : [0, 0, 0, 0];
}

// What the frame shows of the world when the whole subject is fitted into it: [left, top, right, bottom], or null.
export function worldShown(state, geometry, {width, height}, magnified) {
  const camera = cameraFor(state, geometry, {width, height}, magnified);
  if (!camera) return null;
  const {position: {x, y}, scale} = camera, [across, down] = [width / 2 / scale, height / 2 / scale];
  return [x - across, y - down, x + across, y + down];
}

// All rings; or the frame that the layout was made for, and all ties of all times between few actors.
export function extent(state, geometry) {
  if (geometry.rings.length) return around(geometry.rings);
  const [width, height] = geometry.size;
  const reach = [...geometry.positions.values()].map((point) => boxAround(point, DOT_ROOM));
  const boxes = [{left: -width / 2, top: -height / 2, right: width / 2, bottom: height / 2}, ...reach];
  if (geometry.positions.size <= FEW) boxes.push(...tieBoxes(state, geometry));
  return around(boxes);
}

function tieBoxes(state, geometry) {
  const inside = state.history.ties.filter(({from, to}) => geometry.holds(from) && geometry.holds(to));
  return inside.map((tie) => boxAround(geometry.pointOn(tie, 0.5, 1), WORDING_ROOM));
}

function boxAround([x, y], room) { return {left: x - room, top: y - room, right: x + room, bottom: y + room}; }

// The actors of the subject whose dots are not in the frame, as the camera is now.
export function outside(geometry, vis, {clientWidth, clientHeight}) {
  return [...geometry.positions.keys()].filter((id) => {
    const {x, y} = vis.canvasToDOM(geometry.point(id));
    return x < 0 || y < 0 || x > clientWidth || y > clientHeight;
  });
}
