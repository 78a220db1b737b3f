// The vis.Network of a picture: its data sets follow the state in place; camera, labels and signs are ours.

import {cameraFor, worldShown} from "./camera.js";
import {dotRenderer, drawLettering, drawRings} from "./drawing.js";
import {measure} from "./labels.js";
import {drawMap} from "./map.js";
import {letteringOf, ringTitles} from "./lettering.js";
import {dotsOf, edgeKey, edgeOf, lineShare} from "./strokes.js";
import {aboutLine} from "./words.js";

// Milliseconds after the last turn of the wheel until widths are adapted to the zoom.
const ZOOM_PAUSE = 120;

// page: {tooltip, magnification(), onClick(event), onResize(), onCamera()}: where hover texts go, by how much texts are
// magnified, and what follows a click, a change of size, and a move of the camera by the reader.
export class NetworkCanvas {
  constructor(host, state, geometry, page) {
    this.host = host;
    this.state = state;
    this.geometry = geometry;
    this.page = page;
    this.vis = null;             // vis.Network, made with the first state; with it `nodes` and `edges`
    this.drawnEdges = [];        // per tie: the key of the edge that the data set has
    this.drawnShare = null;      // the share of their widths at which edges were last drawn
    this.lineZoom = 1;           // the zoom at which they were
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

  // The data sets are made with the first state, whole: to make them first and change them then would cost twice.
  start() {
    const {state, geometry} = this, {network} = state;
    const nodes = network.nodes.map(({id}) => ({id, hidden: !state.dots.get(id).visible, ...geometry.point(id)}));
    this.nodes = new vis.DataSet(nodes);
    this.edges = new vis.DataSet(state.history.ties.map((tie, index) => {
      const edge = edgeOf(state, index, this.lineZoom);
      this.drawnEdges[index] = edgeKey(edge);
      return {...this.bent(edge), from: tie.from, to: tie.to};
    }));
    const ctxRenderer = (node) => dotRenderer(state, node, this.vis ? this.wordScale() : 1);
    const options = {...network.options, nodes: {...network.options.nodes, ctxRenderer}};
    this.vis = new vis.Network(this.host, {nodes: this.nodes, edges: this.edges}, options);
    // vis-network puts its frame into the Tab order, though no key does anything there.
    this.vis.canvas.frame.tabIndex = -1;
    this.vis.body.emitter.emit("_blockRedraw");
    this.listen();
  }

  listen() {
    const {vis, state, page: {tooltip, onClick}} = this;
    vis.on("beforeDrawing", (ctx) => {
      drawMap(ctx, state, this.geometry, vis.getScale());
      drawRings(ctx, state, this.geometry, vis.getScale());
    });
    vis.on("afterDrawing", (ctx) => this.drawOver(ctx));
    vis.on("click", onClick);
    vis.on("hoverNode", ({node, event}) => tooltip.show(() => state.network.about[node] ?? [], event));
    vis.on("hoverEdge", ({edge, event}) => {
      tooltip.show(() => aboutLine(state, state.history.tieIndexes.get(edge)), event);
    });
    for (const name of ["blurNode", "blurEdge"]) vis.on(name, () => tooltip.hide());
    for (const name of ["dragStart", "zoom"]) vis.on(name, () => { tooltip.hide(); this.isMoved = true; });
    for (const name of ["dragEnd", "zoom"]) vis.on(name, () => this.page.onCamera());
    vis.on("zoom", () => {
      clearTimeout(this.zoomTimer);
      this.zoomTimer = setTimeout(() => this.keepWidths(), ZOOM_PAUSE);
    });
    document.fonts.addEventListener("loadingdone", this.remeasure);
    this.sizeObserver = new ResizeObserver(() => this.resize());
    this.sizeObserver.observe(this.host);
  }

  destroy() {
    clearTimeout(this.zoomTimer);
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
    for (const id of this.state.visibleActors()) this.vis.body.nodes[id]?.updateBoundingBox();
    this.vis.body.emitter.emit("_allowRedraw");
    this.vis.redraw();
  }

  // After a change of the state: of the ties given, null is all.
  update(tieIndexes) {
    const share = lineShare(this.state), isNewShare = share !== this.drawnShare;
    this.drawnShare = share;
    this.lettering = null;
    this.isPending = true;
    this.batch(() => {
      const nodes = this.changedNodes();
      if (!this.vis) return this.start();
      const edges = this.changedEdges(isNewShare ? null : tieIndexes);
      if (nodes.length) this.nodes.update(nodes);
      if (edges.length) this.edges.update(edges);
    });
  }

  changedNodes() {
    const {state} = this, before = state.dots;
    state.dots = dotsOf(state);
    const changed = [...state.dots].filter(([id, {visible}]) => visible !== (before.get(id)?.visible ?? false));
    return changed.map(([id, {visible}]) => ({id, hidden: !visible}));
  }

  changedEdges(tieIndexes) {
    const {state, drawnEdges} = this, changed = [];
    for (const index of tieIndexes ?? state.history.ties.keys()) {
      const edge = edgeOf(state, index, this.lineZoom), key = edgeKey(edge);
      if (drawnEdges[index] !== key) changed.push(this.bent(edge));
      drawnEdges[index] = key;
    }
    return changed;
  }

  // As vis-network takes it.
  bent({curve, ...edge}) { return curve ? {...edge, smooth: this.geometry.smooth(curve)} : edge; }

  // After a change of the theme: every edge has other colours.
  forgetColours() { this.drawnEdges = []; }

  // Width by height of the frame; before it has a size, that of a common screen.
  get shape() { return this.host.clientWidth / this.host.clientHeight || 1.7; }

  // After a change of the places.
  moveActors() {
    const {geometry, state} = this;
    if (!this.vis) return;
    this.nodes.update(state.network.nodes.map(({id}) => ({id, ...geometry.point(id)})));
    this.edges.update(state.history.ties.flatMap(({id}, index) => {
      const line = state.lines[index];
      return line ? [{id, smooth: geometry.smooth(line.curve)}] : [];
    }));
    this.lettering = null;
    if (!this.isBatching) this.vis.redraw();
  }

  drawOver(ctx) {
    const {state, geometry} = this;
    if (!state.view || state.day === null) return;
    const scale = this.wordScale();
    if (this.lettering?.scale !== scale) this.lettering = letteringOf(state, geometry, scale, this.worldShown());
    drawLettering(ctx, state, geometry, this.lettering);
    if (this.isPending) { this.isPending = false; this.revision++; }
  }

  // The camera ----------------------------------------------------------------------------------

  // Shows all of the picture.
  fit() {
    const camera = cameraFor(this.state, this.geometry, this.size, this.page.magnification());
    if (!camera) return;
    this.isMoved = false;
    this.fitScale = camera.scale;
    this.vis.moveTo({...camera, animation: false});
    this.keepWidths();
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

  // Widths are pixels of the screen: vis-network draws in units of the zoomed world.
  keepWidths() {
    const scale = this.wordScale();
    if (Math.abs(scale - this.lineZoom) < 0.02) return;
    this.lineZoom = scale;
    this.update(null);
  }

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
    const {names, wordings, counts} = this.lettering, rings = ringTitles(this.state, this.geometry, this.wordScale());
    const boxes = {names, wordings, counts, rings};
    return Object.fromEntries(Object.entries(boxes).map(([kind, labels]) => [kind, labels.map(textAndBox)]));
  }
}
