// Where the camera of vis-network goes, so that all of what is shown is in the frame.

import {around} from "./geometry.js";
import {MOST_WORDINGS} from "./lettering.js";

// The largest zoom, so that few actors do not fly apart; and the room for names around the actors (rings hold their
// own): left, top, right, bottom.
const CLOSEST = {focal: 1.35, rings: 3.2, force: 1.6, map: 2.4};
const PADDING = {focal: [86, 40, 104, 36], rings: [16, 20, 16, 12], force: [84, 20, 84, 14], map: [70, 20, 84, 14]};

// In full screen text, dots and their room grow: they are read from further away.
export function magnification(fullScreen) { return fullScreen ? Math.min(2, Math.max(1.25, innerWidth / 1440)) : 1; }

// {position, scale} for a frame of that size in pixels; null if nothing is shown.
export function cameraFor(state, geometry, {width, height}, magnified) {
  const actors = state.visibleActors();
  if (!actors.length || !width || !height) return null;
  const [padLeft, padTop, padRight, padBottom] = PADDING[state.layout].map((room) => room * magnified);
  const {left, top, right, bottom} = extent(state, geometry, actors);
  const scale = Math.min(
    CLOSEST[state.layout],
    (width - padLeft - padRight) / Math.max(1, right - left),
    (height - padTop - padBottom) / Math.max(1, bottom - top),
  );
  const x = (left + right) / 2 + (padRight - padLeft) / 2 / scale;
  const y = (top + bottom) / 2 + (padBottom - padTop) / 2 / scale;
  return {position: {x, y}, scale};
}

// What is to be in the frame: whole rings, or the actors and, where few ties are shown, their arcs. A story keeps room
// for the ties of all times, so that its frame stays the same from scene to scene.
function extent(state, geometry, actors) {
  const rings = state.onRings ? [...geometry.ringsWith(actors)].map((index) => geometry.rings[index]) : [];
  if (rings.length) return around(rings);
  const points = actors.map((id) => geometry.position(id));
  const everShown = ({spells}) => state.view.story && spells.some((spell) => state.passed[spell]);
  if (state.shown <= MOST_WORDINGS) {
    state.history.ties.forEach((tie, index) => {
      if (state.ties[index] || everShown(tie)) points.push(geometry.pointOn(tie, 0.5, 1));
    });
  }
  return around(points.map(([x, y]) => ({left: x, top: y, right: x, bottom: y})));
}
