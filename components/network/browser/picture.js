// One picture that lives as long as its place on the page: it takes views from the server, and sends it the day, the
// focus and the scene that the reader went to.

import {Filters} from "./filters.js";
import {firstAfter, isoDay} from "./history.js";
import {magnification, outside} from "./picture/camera.js";
import {Glide} from "./picture/glide.js";
import {NetworkCanvas} from "./picture/canvas.js";
import {pictureText} from "./picture/description.js";
import {Geometry} from "./picture/geometry.js";
import {Legend} from "./picture/legend.js";
import {withSiblings} from "./picture/pairs.js";
import {PictureState} from "./picture/state.js";
import {Tooltip} from "./picture/tooltip.js";
import {StoryPlayer} from "./story.js";
import {Axis} from "./time/axis.js";
import {Playback} from "./time/playback.js";

// For the page: apply(view, theme), destroy().  For the axis and the story: root, state, canvas, tooltip, fit,
// setDay, settle, step, play, pause, playing, sendToServer.  For tests and measurements: the last section.
export class Picture {
  constructor(root, network, send) {
    const part = (name) => root.querySelector(name);
    this.root = root;
    this.network = network;
    this.send = send;
    this.messageNumber = 0;      // the number of the last message to the server
    this.serverDay = null;       // the day that the server knows
    this.state = new PictureState(network);
    this.geometry = new Geometry();
    this.glide = new Glide(this.geometry, () => this.canvas.moveActors());
    this.title = part(".aw-day");
    this.heading = part(".aw-heading");
    this.tooltip = new Tooltip(part(".aw-tip"), part(".aw-canvas"));
    this.filters = new Filters(this);
    this.legend = new Legend(part(".aw-legend"), (styles) => this.filters.chooseStyles(styles));
    this.outsidePill = part(".aw-outside");
    this.outsidePill.onclick = () => this.fit();
    this.canvas = new NetworkCanvas(part(".aw-canvas"), this.state, this.geometry, {
      tooltip: this.tooltip, magnification: () => magnification(this.story?.isFullScreen),
      onClick: (actor, tieIndex) => this.click(actor, tieIndex),
      onResize: () => this.resize(), onCamera: () => this.followCamera(),
      daysAhead: () => (this.playing ? this.playback.daysAhead : 0),
    });
    this.axis = new Axis(part(".aw-axis"), this);
    this.playback = new Playback(this.clock());
    this.story = null;           // a StoryPlayer, if the view is a scene
  }

  clock() {
    const [first, last] = this.network.days;
    return {
      first, last, day: () => this.state.day, show: (day) => this.setDay(day, {settle: false}),
      changed: () => this.followPlayback(), ended: () => this.pause(),
    };
  }

  followPlayback() {
    this.axis.draw();
    if (!this.playing) this.canvas.rest();
  }

  destroy() {
    this.pause(false);
    this.glide.stop();
    this.filters.destroy();
    this.axis.destroy();
    this.story?.destroy();
    this.canvas.destroy();
  }

  // What a view changes -------------------------------------------------------------------------

  apply(view, places, theme) {
    const {state, canvas, geometry} = this, before = state.view, isFirst = !before;
    const isNewFit = before?.fitCount !== view.fitCount, isNewSubject = !geometry.fits(places, canvas.shape);
    const left = geometry.positions;
    state.setView(view, places);
    this.setTheme(theme);
    if (isNewSubject) geometry.setPlaces(places, canvas.shape);
    if (isFirst || view.messageNumber < before.messageNumber) this.messageNumber = view.messageNumber;
    // A view that does not know the last message is out of date: what the reader chose since stays.
    const isUpToDate = view.messageNumber === this.messageNumber;
    if (isUpToDate) this.takeChoices(view);
    else state.filterByStyles();
    this.filters.follow(view.chosen);
    this.heading.textContent = view.heading;
    this.root.classList.toggle("aw-compares", state.compares);
    if (view.story) (this.story ??= new StoryPlayer(this)).show(view.story, isUpToDate);
    canvas.batch(() => {
      if (isNewSubject && !isFirst) canvas.moveActors();
      this.refresh();
      if (isNewSubject || isNewFit) canvas.fit();
    });
    if (isNewSubject && !isFirst) this.glide.start(left);
    this.followCamera();
    this.axis.setRange();
  }

  // On a screen of another shape the subject has other places.
  resize() {
    const {state, canvas, geometry} = this;
    if (state.places && !geometry.fits(state.places, canvas.shape)) {
      geometry.setPlaces(state.places, canvas.shape);
      canvas.moveActors();
      canvas.fit();
    }
    this.legend.fold();
    this.axis.draw();
    this.followCamera();
  }

  // Shows all of the picture.
  fit() {
    this.canvas.fit();
    this.followCamera();
  }

  followCamera() {
    this.countOutside();
    if (this.state.drawsApart !== (this.geometry.areApart || this.isClose())) this.refresh();
  }

  // How many actors are outside the frame after zooming in.
  countOutside() {
    const {canvas, geometry, outsidePill} = this;
    const count = canvas.vis && canvas.isMoved ? outside(geometry, canvas.vis, canvas.host).length : 0;
    outsidePill.hidden = !count;
    outsidePill.textContent = `${count} ${count === 1 ? "actor" : "actors"} outside · Show all`;
  }

  setTheme(theme) {
    if (this.state.theme === theme) return;
    this.state.theme = this.root.dataset.theme = theme;
    this.canvas.forgetColours();
  }

  // The day, the focus and the styles.
  takeChoices(view) {
    if (view.asOf !== this.serverDay) {
      this.pause(false);
      this.state.day = this.serverDay = view.asOf;
    }
    this.state.setFocus(view.focus, view.focusActors);
    this.state.setStyles(view.styles);
  }

  // After a change of the view, the day or the focus: of the ties given, null is all.
  refresh(tieIndexes = null) {
    const {state} = this, drawsApart = this.geometry.areApart || this.isClose();
    const changed = tieIndexes && drawsApart === state.drawsApart ? withSiblings(state.history, tieIndexes) : null;
    state.drawsApart = drawsApart;
    state.updateTies(changed);
    this.canvas.update(changed);
    this.tooltip.refresh();
    this.updateDayText();
    this.legend.draw(this.state);
  }

  // Whether the reader has gone close enough to see all ties of the few actors in the frame.
  isClose() {
    const {canvas, geometry, network: {closeUp}} = this;
    if (canvas.zoom < closeUp.zoom) return false;
    return geometry.positions.size - outside(geometry, canvas.vis, canvas.host).length <= closeUp.actors;
  }

  updateDayText() {
    const {state} = this, {dayText} = state;
    if (this.title.textContent !== dayText) this.title.textContent = dayText;
    this.canvas.host.setAttribute("aria-label", pictureText(state));
    this.axis.setValue();
  }

  // The day -------------------------------------------------------------------------------------

  setDay(day, {settle = true} = {}) {
    const {state} = this, [first, last] = this.network.days, before = state.day;
    state.day = Math.round(Math.min(last, Math.max(first, day)));
    if (state.day !== before) {
      const changed = state.tiesChangedBetween(Math.min(before, state.day), Math.max(before, state.day));
      if (changed.size) this.refresh(changed);
      else this.updateDayText();
      this.axis.draw();
    }
    if (settle) this.settle();
  }

  // To the next day on which something changes, or to the previous one (-1).
  step(direction) {
    const {day, changes: {days}} = this.state;
    const next = direction > 0 ? days[firstAfter(days, day)] : days[firstAfter(days, day - 1) - 1];
    if (next !== undefined) this.setDay(next);
  }

  get playing() { return this.playback.playing; }
  play() { this.playback.start(); }
  pause(settle = true) { if (this.playback.stop() && settle) this.settle(); }

  // What the server is sent ---------------------------------------------------------------------

  // Messages are numbered, and each view says which of them the server had received.
  sendToServer(name, value) { this.send(name, {value, messageNumber: ++this.messageNumber}); }

  // The day, once it has come to rest.
  settle() {
    if (this.state.day === this.serverDay) return;
    this.serverDay = this.state.day;
    this.sendToServer("day", isoDay(this.state.day));
  }

  // A click on an actor, on a tie, or on the empty ground sets the focus.
  click(actor, tieIndex) {
    const {state} = this, tie = state.history.ties[tieIndex];
    const [focus, actors] = actor ? [actor, [actor]] : tie ? [tie.dyad, [tie.from, tie.to]] : ["", []];
    if (focus === state.focus) return;
    state.setFocus(focus, actors);
    this.refresh();
    this.sendToServer("chosen", focus);
  }

  // For tests and measurements ------------------------------------------------------------------

  get view() { return this.state.view; }
  get settled() {
    return !this.canvas.isPending && !this.playing && !this.glide.isRunning && document.fonts.status === "loaded";
  }
  get revision() { return this.canvas.revision; }
  get frames() { return this.playback.frames; }
  shownTies() { return this.state.shown; }
  labels() { return this.canvas.labels(); }

  // Actor -> [x, y], in units of the world and in pixels of the canvas.
  positions() { return this.canvas.points(({x, y}) => [x, y]); }
  screen() {
    return this.canvas.points((point) => {
      const {x, y} = this.canvas.vis.canvasToDOM(point);
      return [x, y];
    });
  }

  // [tie, wording] of each tie shown.
  wordings() {
    const {state} = this, {ties} = state.history;
    return ties.flatMap(({id}, index) => (state.ties[index] ? [[id, state.spellOf(index).wording]] : []));
  }
}
