// The time axis: drag, step from change to change, play; the wheel narrows the range. Days with changes are ticks.

import {firstAfter} from "../history.js";
import {sliderText} from "../picture/description.js";
import {lineElement} from "../picture/tooltip.js";
import {AXIS_SIDE, AxisGround, drawAxis} from "./axis_drawing.js";
import {stillness} from "./playback.js";

// A drag that comes within so many pixels of a change snaps to its day.
const SNAP = 3;
const SHORTEST_RANGE = 60;
const MOST_HINTS = 3;

// `picture` is a Picture, of which it uses: state, canvas, tooltip, fit, setDay, settle, step, play, pause, playing.
export class Axis {
  constructor(root, picture) {
    this.root = root;
    this.picture = picture;
    this.canvas = root.querySelector("canvas");
    this.slider = root.querySelector("[role=slider]");
    this.hint = root.querySelector(".aw-hint");
    this.playButton = root.querySelector("[data-do=play]");
    this.ground = new AxisGround();
    this.range = null;          // the first and the last day on the axis
    this.dragging = false;
    this.listeners = new AbortController();
    this.listen();
  }

  get days() { return this.picture.state.network.days; }
  get destroyed() { return this.listeners.signal.aborted; }
  destroy() { this.listeners.abort(); }

  // What the reader does ------------------------------------------------------------------------

  listen() {
    const {picture, slider} = this, {signal} = this.listeners;
    const on = (target, name, act, options = {}) => target.addEventListener(name, act, {...options, signal});
    on(this.root, "click", (event) => this.press(event.target.closest("[data-do]")?.dataset.do));
    on(slider, "pointerdown", (event) => this.beginDrag(event));
    on(slider, "pointermove", (event) => (this.dragging ? this.drag(event) : this.showHint(event)));
    on(slider, "pointerup", (event) => this.endDrag(event));
    on(slider, "pointerleave", () => { this.hint.hidden = true; });
    on(slider, "keydown", (event) => this.pressKey(event));
    on(slider, "wheel", (event) => this.zoomRange(event), {passive: false});
    on(slider, "dblclick", () => { this.range = null; this.setRange(); });
    on(document.fonts, "loadingdone", () => { this.ground.forget(); this.draw(); });
    on(document, "keydown", (event) => {
      if (event.key !== "Escape") return;
      this.hint.hidden = true;
      picture.tooltip.hide();
    });
  }

  press(button) {
    const {picture} = this;
    if (button === "previous") picture.step(-1);
    if (button === "next") picture.step(1);
    if (button === "play") this.togglePlay();
    if (button === "fit") this.fit();
  }

  fit() {
    this.picture.fit();
    this.picture.canvas.vis.redraw();
  }

  togglePlay() {
    if (this.picture.playing) this.picture.pause();
    else this.picture.play();
  }

  pressKey(event) {
    const {picture} = this, {day} = picture.state, [first, last] = this.days;
    const actions = {
      ArrowLeft: () => picture.setDay(day - 1), ArrowRight: () => picture.setDay(day + 1),
      PageUp: () => picture.step(1), PageDown: () => picture.step(-1),
      Home: () => picture.setDay(first), End: () => picture.setDay(last),
      " ": () => this.togglePlay(),
    };
    if (!actions[event.key]) return;
    event.preventDefault();
    actions[event.key]();
  }

  beginDrag(event) {
    this.slider.setPointerCapture(event.pointerId);
    this.dragging = true;
    this.picture.pause(false);
    this.drag(event);
  }

  drag(event) {
    this.picture.setDay(this.snapped(this.dayAt(event)), {settle: false});
    this.showHint(event);
  }

  endDrag(event) {
    if (!this.dragging) return;
    this.dragging = false;
    this.drag(event);
    this.picture.settle();
  }

  // The range -----------------------------------------------------------------------------------

  setRange() {
    const [first, last] = this.days;
    this.range ??= [first, last];
    this.slider.setAttribute("aria-valuemin", first);
    this.slider.setAttribute("aria-valuemax", last);
    this.draw();
  }

  // Shows less or more time around the day under the pointer.
  zoomRange(event) {
    event.preventDefault();
    const [first, last] = this.days, [low, high] = this.range, day = this.dayAt(event);
    const factor = event.deltaY < 0 ? 0.8 : 1.25;
    const span = Math.min(last - first, Math.max(SHORTEST_RANGE, (high - low) * factor));
    const share = (day - low) / (high - low);
    const begin = Math.min(Math.max(first, day - share * span), last - span);
    this.range = [begin, begin + span];
    this.draw();
  }

  dayAt(event) {
    const box = this.canvas.getBoundingClientRect(), [low, high] = this.range;
    const share = (event.clientX - box.left - AXIS_SIDE) / Math.max(1, box.width - 2 * AXIS_SIDE);
    return low + Math.min(1, Math.max(0, share)) * (high - low);
  }

  // The day of the nearest change if it is close, else the day itself.
  snapped(day) {
    const {days} = this.picture.state.changes, next = firstAfter(days, day), [low, high] = this.range;
    const reach = (SNAP * (high - low)) / Math.max(1, this.canvas.clientWidth);
    const isClose = (candidate) => candidate !== undefined && Math.abs(candidate - day) <= reach;
    const close = [days[next - 1], days[next]].filter(isClose);
    if (!close.length) return day;
    return close.reduce((one, other) => (Math.abs(one - day) <= Math.abs(other - day) ? one : other));
  }

  // The hint ------------------------------------------------------------------------------------

  showHint(event) {
    const day = Math.round(this.snapped(this.dayAt(event)));
    this.hint.replaceChildren(...this.hintLines(day).map(lineElement));
    this.hint.hidden = false;
    const box = this.slider.getBoundingClientRect(), x = event.clientX - box.left;
    this.hint.style.left = `${Math.max(0, Math.min(x - 20, box.width - this.hint.offsetWidth))}px`;
  }

  // The day, and what changes on it.
  hintLines(day) {
    const {state} = this.picture, {network, history, changes} = state;
    const lines = [history.dayText(day)], index = changes.days.indexOf(day);
    if (index >= 0) {
      const ties = changes.ties[index];
      for (const tie of ties.slice(0, MOST_HINTS)) lines.push(changeText(state, history.ties[tie], day));
      if (ties.length > MOST_HINTS) lines.push(`and ${ties.length - MOST_HINTS} more`);
    } else if (network.readThrough !== null && day > network.readThrough) lines.push(network.readThroughText);
    return lines;
  }

  // The drawing ---------------------------------------------------------------------------------

  setValue() {
    this.slider.setAttribute("aria-valuenow", this.picture.state.day);
    this.slider.setAttribute("aria-valuetext", sliderText(this.picture.state));
  }

  draw() {
    const {state, playing} = this.picture, {canvas} = this, {clientWidth: width, clientHeight: height} = canvas;
    if (this.destroyed || !width || !height || !state.view || !this.range) return;
    const ratio = devicePixelRatio || 1;
    if (canvas.width !== Math.round(width * ratio)) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
    }
    drawAxis(canvas.getContext("2d"), state, this.ground, {width, height, range: this.range, ratio});
    const play = stillness.matches ? "Play (one frame a second)" : "Play";
    this.playButton.setAttribute("aria-label", playing ? "Pause" : play);
    this.playButton.dataset.playing = playing ? "yes" : "no";
  }
}

function changeText({history, passed, network}, tie, day) {
  const actors = `${network.short[tie.from]} – ${network.short[tie.to]}`;
  const before = history.spellInForce(tie, day - 1, passed), now = history.spellInForce(tie, day, passed);
  if (now < 0) return `${actors}: ended (${history.spells[before]?.wording ?? ""})`;
  if (now !== before) return `${actors}: ${history.spells[now].wording}`;
  return `${actors}: ${history.isCertain(now, day) ? "certain" : "uncertain"} from this date`;
}
