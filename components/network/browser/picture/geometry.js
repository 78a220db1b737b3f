// Where actors, ties and rings are, in units of the world: pixels at a zoom of 1, y downwards.

// No tie bends further aside than half this share of its length.
const MOST_BEND = 0.7;
const NO_LANES = [0, 0];
const HALVINGS = 24;
// Width by height of the narrowest screen on which a picture is as on a wide one.
const LEAST_WIDE = 1.12;
// How much higher or wider than its frame a picture may be on a screen of another shape: places say who is near whom,
// not how far. In steps, so that a hair more room moves nobody.
const MOST_STRETCH = 1.4, STRETCH_STEP = 0.05;

// Those of a subject (places.py). `positions` is a Map of actor -> [x, y]; while actors glide, of where they are now.
export class Geometry {
  constructor() {
    this.places = null;
    this.curves = new WeakMap();
    this.frame = null;
    this.stretch = [1, 1];       // across and down
    this.rings = [];
    this.ringOf = new Map();
    this.positions = new Map();
  }

  // The places of another subject, or for another shape of the screen (width / height). Returns the new positions.
  setPlaces(places, shape) {
    this.places = places;
    this.frame = frameFor(places, shape);
    this.stretch = stretchFor(this.frame, shape);
    const {rings, ringOf, points} = this.frame, [across, down] = this.stretch;
    this.rings = rings.map(([name, style, left, top, right, bottom]) => ({name, style, left, top, right, bottom}));
    this.ringOf = new Map(places.actors.map((id, index) => [id, ringOf[index] ?? null]));
    this.positions = new Map(places.actors.map((id, index) => {
      const [x, y] = points[index];
      return [id, [x * across, y * down]];
    }));
    return this.positions;
  }

  fits(places, shape) {
    const frame = frameFor(places, shape);
    return this.places === places && this.frame === frame && `${this.stretch}` === `${stretchFor(frame, shape)}`;
  }

  // Width and height of what the layout was made for.
  get size() { return this.frame.size.map((length, axis) => length * this.stretch[axis]); }

  holds(id) { return this.positions.has(id); }

  // Of an actor that is not in the picture, the middle: it is hidden.
  position(id) { return this.positions.get(id) ?? [0, 0]; }

  // {x, y}, as vis-network takes it.
  point(id) {
    const [x, y] = this.position(id);
    return {x, y};
  }

  ends({from, to}) { return [this.position(from), this.position(to)]; }

  // The indices of the rings with at least one of the actors.
  ringsWith(actors) {
    return new Set(actors.filter((id) => (this.ringOf.get(id) ?? null) !== null).map((id) => this.ringOf.get(id)));
  }

  // Whether the places have room to draw all ties of a pair apart (lanes.py).
  get areApart() { return this.frame?.areApart ?? false; }

  // How far the middle of a tie is from the straight line: further where the picture is stretched that way.
  aside({dyad, lane, from, to}) {
    const [above, below] = this.frame?.lanes[dyad] ?? NO_LANES, [across, down] = this.stretch;
    const [[x1, y1], [x2, y2]] = this.ends({from, to}), level = (x2 - x1) ** 2, steep = (y2 - y1) ** 2;
    const stretch = (level * down + steep * across) / (level + steep || 1);
    return Math.abs(lane) * (lane > 0 ? above : below) * stretch;
  }

  // The control point of a curve {dyad, from, to, lane}; null where it is straight. As in vis-network's curvedCW, its
  // angle and distance both grow with `roundness`; the one that bends a tie aside by its lane is approximated by
  // halving. `ends` are those that it is drawn between.
  bendOf(tie, ends = this.ends(tie)) {
    const roundness = tie.lane ? this.roundnessOf(tie) : 0;
    if (!roundness) return null;
    const [[x1, y1], [x2, y2]] = ends, length = Math.hypot(x2 - x1, y2 - y1);
    const sign = tie.lane > 0 ? 1 : -1, share = controlShare(roundness);
    const angle = Math.atan2(y1 - y2, x2 - x1) + (0.5 * sign * roundness + 0.5) * Math.PI;
    return [x1 + share * length * Math.sin(angle), y1 + share * length * Math.cos(angle)];
  }

  // Each frame asks for the same bend of the same tie several times.
  roundnessOf(tie) {
    const [[x1, y1], [x2, y2]] = this.ends(tie), length = Math.max(1, Math.hypot(x2 - x1, y2 - y1));
    const bend = Math.min(MOST_BEND, (2 * this.aside(tie)) / length);
    if (!bend) return 0;
    let curve = this.curves.get(tie);
    if (curve?.bend !== bend) this.curves.set(tie, curve = {bend, roundness: roundnessFor(bend)});
    return curve.roundness;
  }

  // The point at the share `t` of a curve, times `scale`.
  pointOn(tie, t, scale) {
    const [[x1, y1], [x2, y2]] = this.ends(tie), bend = this.bendOf(tie);
    if (!bend) return [(x1 + (x2 - x1) * t) * scale, (y1 + (y2 - y1) * t) * scale];
    const [a, b, c] = [(1 - t) ** 2, 2 * t * (1 - t), t ** 2];
    return [(a * x1 + b * bend[0] + c * x2) * scale, (a * y1 + b * bend[1] + c * y2) * scale];
  }
}

// The wide frame, which has room for words, on every screen that is wider than high; else the narrowest.
function frameFor({frames}, shape) { return shape >= LEAST_WIDE ? frames[0] : frames.at(-1); }

// Rings and maps keep their shape.
function stretchFor({size: [width, height], rings, map}, shape) {
  if (rings.length || map) return [1, 1];
  const taller = width / height / shape;
  const step = (stretch) => Math.min(MOST_STRETCH, 1 + Math.floor((stretch - 1) / STRETCH_STEP) * STRETCH_STEP);
  return taller > 1 ? [1, step(taller)] : [step(1 / taller), 1];
}

// The distance of vis-network's control point from the start of a tie, as a share of its length.
function controlShare(roundness) { return 0.5 * roundness + 0.5; }

function roundnessFor(bend) {
  let low = 0, high = 1;
  for (let step = 0; step < HALVINGS; step++) {
    const middle = (low + high) / 2;
    if (controlShare(middle) * Math.sin((middle * Math.PI) / 2) < bend) low = middle;
    else high = middle;
  }
  return low;
}

// {left, top, right, bottom} around boxes of that shape.
export function around(boxes) {
  return {
    left: Math.min(...boxes.map(({left}) => left)), top: Math.min(...boxes.map(({top}) => top)),
    right: Math.max(...boxes.map(({right}) => right)), bottom: Math.max(...boxes.map(({bottom}) => bottom)),
  };
}
