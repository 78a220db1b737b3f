// Actors that are in the picture before and after a change of subject or layout glide to their new places.

import {stillness} from "../time/playback.js";

const DURATION = 350;
// More of them cannot be moved at the speed of the screen.
const MOST = 600;

export class Glide {
  // move(): draw the actors where the geometry has them.
  constructor(geometry, move) {
    this.geometry = geometry;
    this.move = move;
    this.request = null;
  }

  get isRunning() { return this.request !== null; }

  // From where they were: a Map of actor -> [x, y]. Who was not there is at the new place from the start.
  start(before) {
    this.stop();
    const after = new Map(this.geometry.positions);
    const isElsewhere = ([id, [x, y]]) => before.has(id) && (before.get(id)[0] !== x || before.get(id)[1] !== y);
    const moving = [...after].filter(isElsewhere);
    if (stillness.matches || !moving.length || after.size > MOST) return;
    const began = performance.now();
    const step = (now) => {
      const share = Math.min(1, Math.max(0, now - began) / DURATION), eased = share * share * (3 - 2 * share);
      const between = ([id, [x, y]]) => {
        const [x0, y0] = before.get(id);
        return [id, [x0 + (x - x0) * eased, y0 + (y - y0) * eased]];
      };
      this.geometry.positions = share < 1 ? new Map([...after, ...moving.map(between)]) : after;
      this.request = share < 1 ? requestAnimationFrame(step) : null;
      this.move();
    };
    step(began);
  }

  // At once to the end: nothing is left between two places.
  stop() {
    if (this.request === null) return;
    cancelAnimationFrame(this.request);
    this.request = null;
  }
}
