// The vis.Network of a picture: its actors follow the state in place; lines, labels and signs are ours.

import {cameraFor, worldShown} from "./camera.js";
import {dotRenderer, drawLettering, drawRings} from "./drawing.js";
import {drawCircledTies, drawHulls} from "./hulls.js";
import {measure} from "./labels.js";
import {drawMap} from "./map.js";
import {letteringOf, ringTitles} from "./lettering.js";
import {TieLines} from "./lines.js";
import {StillDots} from "./still.js";
import {lineShare} from "./strokes.js";
import {aboutLine} from "./words.js";

// page: {tooltip, magnification(), daysAhead(), onClick(actor, tieIndex), onResize(), onCamera()}: where hover texts
// go, by how much texts are magnified, the days played in a second (0: none), and what follows a click, a change of
// size, and a move of the camera by the reader.
export class NetworkCanvas {
  constructor(host, state, geometry, page) {
    this.host = host;
    this.state = state;
    this.geometry = geometry;
    this.page = page;
    this.vis = null;             // vis.Network, made with the first state; with it `nodes`
    this.lines = new TieLines(state, geometry);
    this.stillDots = new StillDots(state);
    this.isPlayed = false;       // whether a throng was last drawn as time plays: from canvases of their own
    this.drawnShare = null;      // the share of their widths at which lines were last drawn
    this.visible = [];           // the actors whose dots vis-network knows to be visible
    this.misplaced = new Set();  // the actors whose place vis-network does not know yet
    this.hovered = -1;           // the index of the tie under the pointer
    this.lettering = null;       // names and wordings at their places; null: to be placed again
    this.isMoved = false;        // whether the reader moved or zoomed the picture
    this.fitScale = 1;           // the scale at which all of the picture was shown
    this.isBatching = false;     // whether changes are being gathered
    this.isPending = true;       // whether a change is not yet drawn
    this.revision = 0;           // how many changes were drawn
    this.remeasure = () => {
      measure.forget();
      this.lettering = null;
      this.vis.redraw();
    };
  }

  // The data set is made with the first state, whole: to make it first and change it then would cost twice.
  start() {
    const {state, geometry} = this, {network} = state;
    const nodes = network.nodes.map(({id}) => ({id, hidden: !state.dots.get(id).visible, ...geometry.point(id)}));
    this.nodes = new vis.DataSet(nodes);
    const ctxRenderer = (node) => dotRenderer(state, node, this.vis ? this.wordScale() : 1);
    const options = {...network.options, nodes: {...network.options.nodes, ctxRenderer}};
    this.vis = new vis.Network(this.host, {nodes: this.nodes, edges: new vis.DataSet()}, options);
    // vis-network puts its frame into the Tab order, though no key does anything there.
    this.vis.canvas.frame.tabIndex = -1;
    this.vis.body.emitter.emit("_blockRedraw");
    // It asks each of a thousand dots for its looks before it draws it.
    const {renderer} = this.vis, drawNodes = renderer._drawNodes.bind(renderer);
    renderer._drawNodes = (...how) => (this.isPlayed ? {drawExternalLabels() {}} : drawNodes(...how));
    this.listen();
  }

  listen() {
    const {vis, state, page: {tooltip, onClick}} = this;
    vis.on("beforeDrawing", (ctx) => this.drawUnder(ctx));
    vis.on("afterDrawing", (ctx) => this.drawOver(ctx));
    vis.on("click", ({nodes, pointer}) => onClick(nodes[0], nodes.length ? -1 : this.tieAt(pointer.DOM)));
    vis.on("hoverNode", ({node, event}) => tooltip.show(() => state.network.about[node] ?? [], event));
    vis.on("blurNode", () => tooltip.hide());
    // Beside an answer the wheel scrolls the page, on which the picture is a part; with Ctrl, or two fingers, it zooms.
    this.host.addEventListener("wheel", (event) => {
      if (state.view.isAnswer && !event.ctrlKey && !event.metaKey) event.stopPropagation();
    }, {capture: true, passive: true});
    // After vis-network, which hears of it on an element inside.
    this.host.addEventListener("mousemove", (event) => this.hover(event));
    this.host.addEventListener("mouseleave", () => { tooltip.hide(); this.hovered = -1; });
    for (const name of ["dragStart", "zoom"]) vis.on(name, () => { tooltip.hide(); this.isMoved = true; });
    for (const name of ["dragEnd", "zoom"]) vis.on(name, () => this.page.onCamera());
    document.fonts.addEventListener("loadingdone", this.remeasure);
    this.sizeObserver = new ResizeObserver(() => this.resize());
    this.sizeObserver.observe(this.host);
  }

  // What is under the pointer: a dot, of which vis-network tells, or a line.
  hover(event) {
    if (event.buttons) return;
    const {left, top} = this.host.getBoundingClientRect();
    const point = {x: event.clientX - left, y: event.clientY - top};
    const isOnDot = this.vis.getNodeAt(point) !== undefined, index = isOnDot ? -1 : this.tieAt(point);
    if (index === this.hovered) return;
    if (index >= 0) this.page.tooltip.show(() => aboutLine(this.state, index), event);
    else if (!isOnDot) this.page.tooltip.hide();
    this.hovered = index;
  }

  // The index of the tie at a point of the frame; -1 if there is none.
  tieAt(point) { return this.lines.at(this.vis.DOMtoCanvas(point), this.vis.getScale()); }

  destroy() {
    document.fonts.removeEventListener("loadingdone", this.remeasure);
    this.sizeObserver?.disconnect();
    this.vis?.destroy();
  }

  // The data sets -------------------------------------------------------------------------------

  // vis-network draws after each change of a data set; here many changes make one picture.
  batch(change) {
    const outer = this.isBatching;
    this.isBatching = true;
    this.vis?.body.emitter.emit("_blockRedraw");
    change();
    if (outer) return;
    this.isBatching = false;
    // vis-network draws a node only if the frame holds its last known place, also if it was moved or hidden since.
    for (const id of this.misplaced) this.vis.body.nodes[id]?.updateBoundingBox();
    this.misplaced.clear();
    this.vis.body.emitter.emit("_allowRedraw");
    this.vis.redraw();
  }

  // After a change of the state: of the ties given, null is all.
  update(tieIndexes) {
    const share = lineShare(this.state), isNewShare = share !== this.drawnShare;
    this.drawnShare = share;
    this.lettering = null;
    this.isPending = true;
    this.lines.update(isNewShare ? null : tieIndexes);
    this.batch(() => {
      const nodes = this.changedNodes();
      if (!this.vis) return this.start();
      if (nodes.length) this.nodes.update(nodes);
    });
  }

  // Actors who came or went since the last update of vis-network.
  changedNodes() {
    const {state: {visible}} = this;
    if (visible === this.visible) return [];
    const left = new Set(this.visible), come = visible.filter((id) => !left.delete(id));
    this.visible = visible;
    for (const id of come) this.misplaced.add(id);
    return [...come.map((id) => ({id, hidden: false})), ...Array.from(left, (id) => ({id, hidden: true}))];
  }

  // After a change of the theme: every line has another colour.
  forgetColours() { this.drawnShare = null; }

  // Width by height of the frame; before it has a size, that of a common screen.
  get shape() { return this.host.clientWidth / this.host.clientHeight || 1.7; }

  // After a change of the places.
  moveActors() {
    const {geometry, state} = this;
    if (!this.vis) return;
    this.nodes.update(state.network.nodes.map(({id}) => ({id, ...geometry.point(id)})));
    for (const id of state.visibleActors()) this.misplaced.add(id);
    this.stillDots.forget();
    this.lines.move();
    this.lettering = null;
    if (!this.isBatching) this.vis.redraw();
  }

  drawUnder(ctx) {
    const {state, geometry} = this, scale = this.wordScale();
    drawMap(ctx, state, geometry, this.vis.getScale());
    drawRings(ctx, state, geometry, this.vis.getScale());
    if (!state.view) return;
    drawHulls(ctx, state, geometry, scale);
    drawCircledTies(ctx, state, geometry, scale);
    const daysAhead = this.page.daysAhead();
    this.isPlayed = state.isThrong && daysAhead > 0;
    this.lines.draw(ctx, scale, daysAhead);
    if (this.isPlayed) this.stillDots.draw(ctx, (own, id) => this.drawDot(own, id));
  }

  drawDot(ctx, id) {
    const {x, y} = this.vis.body.nodes[id];
    ctx.save();
    dotRenderer(this.state, {ctx, id, x, y}, this.wordScale()).drawNode();
    ctx.restore();
  }

  // Time no longer plays.
  rest() {
    if (this.isPlayed) this.vis.redraw();
  }

  drawOver(ctx) {
    const {state, geometry} = this;
    if (!state.view || state.day === null) return;
    const scale = this.wordScale();
    this.placeLettering(scale);
    drawLettering(ctx, state, geometry, this.lettering);
    if (this.isPending) { this.isPending = false; this.revision++; }
  }

  placeLettering(scale) {
    if (this.lettering?.scale === scale) return;
    this.lettering = letteringOf(this.state, this.geometry, scale, this.worldShown());
  }

  // The camera ----------------------------------------------------------------------------------

  // Shows all of the picture.
  fit() {
    const camera = cameraFor(this.state, this.geometry, this.size, this.page.magnification());
    if (!camera) return;
    this.isMoved = false;
    this.fitScale = camera.scale;
    this.vis.moveTo({...camera, animation: false});
    this.lettering = null;
  }

  // What of the world the frame shows when it shows all of the picture, however it is zoomed now.
  worldShown() { return worldShown(this.state, this.geometry, this.size, this.page.magnification()); }

  get size() { return {width: this.host.clientWidth, height: this.host.clientHeight}; }

  resize() {
    const {width, height} = this.size, size = `${width}x${height}`;
    if (!width || !height) return;
    this.vis.setSize(`${width}px`, `${height}px`);
    this.lettering = null;
    if (this.lastSize !== size && !this.isMoved) this.fit();
    this.lastSize = size;
    this.vis.redraw();
    this.page.onResize();
  }

  // Pixels of the screen to a unit of the world, where a pixel of the labels is `magnification` pixels of the screen.
  wordScale() { return this.vis.getScale() / this.page.magnification(); }

  // How much closer than all of the picture the reader has gone.
  get zoom() { return this.isMoved && this.vis ? this.vis.getScale() / this.fitScale : 1; }

  // For tests and measurements ------------------------------------------------------------------

  // Actor -> [x, y], with `read` from a point of the world.
  points(read) {
    const points = Object.entries(this.vis.getPositions(this.state.visibleActors()));
    return Object.fromEntries(points.map(([id, point]) => [id, read(point)]));
  }

  labels() {
    const textAndBox = ({text, box}) => ({text, box});
    this.placeLettering(this.wordScale());
    const {names, wordings, counts} = this.lettering, rings = ringTitles(this.state, this.geometry, this.wordScale());
    const boxes = {names, wordings, counts, rings};
    return Object.fromEntries(Object.entries(boxes).map(([kind, labels]) => [kind, labels.map(textAndBox)]));
  }
}
