// While time plays, most of a throng stays as it is from frame to frame: it is drawn once, on canvases of its own, and
// each frame adds what changes. At rest, all is drawn anew.

import {withSiblings} from "./pairs.js";

// Frames over which the lines of the time to come are drawn.
const PARTS = 12;

// A canvas that covers another: what is drawn on it is where it would be on the other.
class Layer {
  constructor() { this.canvas = document.createElement("canvas"); }

  // Empty, and with the size and the place of a context; returns its own context.
  cleared({canvas: {width, height}}, place) {
    const {canvas} = this, ctx = canvas.getContext("2d");
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, {width, height});
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.clearRect(0, 0, width, height);
    ctx.setTransform(place);
    return ctx;
  }

  copyTo(ctx) {
    ctx.save();
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.drawImage(this.canvas, 0, 0);
    ctx.restore();
  }
}

function placeKey({a, d, e, f}, {canvas: {width, height}}) { return `${[a, d, e, f, width, height]}`; }

// Lines that do not change for a while: {layer, until, moving, waiting}, all there are but the `moving` ones, which
// change before the day `until`; `waiting` are those not drawn yet.
export class StillLines {
  constructor(lines) {
    this.lines = lines;
    this.layers = [new Layer(), new Layer()];
    this.place = "";
    this.forget();
  }

  forget() { this.shown = this.next = null; }

  // These ties changed: null is all.
  change(tieIndexes) {
    const isStill = (index) => [this.shown, this.next].some((set) => set && !set.moving.has(index));
    if (!tieIndexes || [...tieIndexes].some(isStill)) this.forget();
  }

  // `daysAhead`: the days that are played in a second or so.
  draw(ctx, daysAhead) {
    const {lines, lines: {state}} = this, matrix = ctx.getTransform(), place = placeKey(matrix, ctx);
    if (place !== this.place) this.forget();
    this.place = place;
    if (!this.next && !(this.shown?.until - state.day > daysAhead / 2)) this.begin(ctx, matrix, state.day + daysAhead);
    if (this.next) this.drawPart();
    if (!this.shown) return lines.drawThrong(ctx, lines.inOrder());
    this.shown.layer.copyTo(ctx);
    lines.drawThrong(ctx, this.shown.moving);
  }

  begin(ctx, matrix, until) {
    const {lines, lines: {state}} = this;
    const moving = withSiblings(state.history, state.tiesChangedBetween(state.day, until));
    const layer = this.layers.find((one) => one !== this.shown?.layer), waiting = lines.inOrder();
    const still = waiting.filter((index) => !moving.has(index)), size = Math.ceil(still.length / PARTS);
    this.next = {layer, until, moving, waiting: still, size, ctx: layer.cleared(ctx, matrix)};
  }

  drawPart() {
    const {next} = this;
    this.lines.drawThrong(next.ctx, next.waiting.splice(0, next.size));
    if (!next.waiting.length) [this.shown, this.next] = [next, null];
  }
}

// All dots, as long as none changes.
export class StillDots {
  constructor(state) {
    this.state = state;
    this.layer = new Layer();
    this.key = "";               // of what is drawn
  }

  forget() { this.key = ""; }

  // drawDot(ctx, actor): draws the dot of an actor.
  draw(ctx, drawDot) {
    const {state} = this, matrix = ctx.getTransform();
    const key = `${placeKey(matrix, ctx)} ${state.dotsRevision} ${state.theme}`;
    if (key !== this.key) {
      const own = this.layer.cleared(ctx, matrix);
      for (const id of state.visibleActors()) drawDot(own, id);
    }
    this.key = key;
    this.layer.copyTo(ctx);
  }
}
