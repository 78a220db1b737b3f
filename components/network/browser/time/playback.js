// Playing through the days, at the speed of the screen.

// Milliseconds for the whole time; and between two frames for a reader who asked for less motion.
const WHOLE_TIME = 26000, CALM_INTERVAL = 1000;

export const stillness = matchMedia("(prefers-reduced-motion: reduce)");

// clock: {first, last, day(), show(day), changed(), ended()}: the limits, the day shown, how to show another, what to
// do when playing begins or stops, and when the last day is reached.
export class Playback {
  constructor(clock) {
    this.clock = clock;
    this.request = null;
    this.frames = 0;
  }

  get playing() { return this.request !== null; }

  // How many days are played in a second.
  get daysAhead() { return ((this.clock.last - this.clock.first) / WHOLE_TIME) * 1000; }

  start() {
    const {clock} = this;
    if (clock.day() >= clock.last) clock.show(clock.first);
    const begun = performance.now(), from = clock.day(), interval = stillness.matches ? CALM_INTERVAL : 0;
    const dayAt = (now) => from + (Math.max(0, now - begun) / WHOLE_TIME) * (clock.last - clock.first);
    let drawnAt = -CALM_INTERVAL;
    this.frames = 0;
    const tick = (now) => {
      if (!this.playing) return;
      const day = dayAt(now);
      if (now - drawnAt >= interval || day >= clock.last) {
        drawnAt = now;
        clock.show(day);
        this.frames++;
      }
      if (day >= clock.last) clock.ended();
      else this.request = requestAnimationFrame(tick);
    };
    this.request = requestAnimationFrame(tick);
    clock.changed();
  }

  // Whether it was playing.
  stop() {
    if (!this.playing) return false;
    cancelAnimationFrame(this.request);
    this.request = null;
    this.clock.changed();
    return true;
  }
}
