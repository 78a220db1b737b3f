// One picture that lasts as long as its place on the page: a vis.Network whose data sets change in place.

// Words that are dimmed can still be read (4.5:1), dots still be seen (3:1); lines step back for good.
const DIM = 0.13, DIM_WORDS = 0.66, DIM_DOTS = 0.5;
// Milliseconds between two pictures of a reader who asked for less motion.
const UNHURRIED = 1000;
const LANE = 25, MOST_MARKS = 160;
// What became of a tie between two days: the sign on it, and its words in the legend.
const CHANGES = {
  up: ["↑", "moved up"], new: ["+", "new"], down: ["↓", "moved down"], ended: ["−", "ended"],
  other: ["≠", "reworded or other change"], certainty: ["?", "more or less certain"], same: ["", "unchanged, dimmed"],
};
const GONE = [3, 5];
const CLOSEST = {focal: 1.35, rings: 3.2, force: 1.6, map: 2.4};
const SIDES = {focal: [ABOVE, BELOW, RIGHT, LEFT], rings: [RIGHT], force: [RIGHT, LEFT, BELOW, ABOVE], map: [RIGHT, LEFT, BELOW, ABOVE]};

class Picture {
  constructor(root, network, send) {
    this.root = root;
    this.network = network;
    this.send = send;
    this.ledger = new Ledger(network);
    this.day = null;
    this.look = new Map();       // actor -> {visible, colour, radius, dim}
    this.state = [];             // per tie: {at, certain, dim} or null
    this.drawnAs = [];           // per tie: what the data set was last told
    this.revision = 0;
    this.frames = 0;
    this.pending = true;
    this.placed = null;
    this.build();
  }

  // Building ------------------------------------------------------------------------------------

  build() {
    const {network} = this;
    this.canvasHost = this.root.querySelector(".aw-canvas");
    this.tip = this.root.querySelector(".aw-tip");
    this.legend = this.root.querySelector(".aw-legend");
    this.title = this.root.querySelector(".aw-day");
    this.heading = this.root.querySelector(".aw-heading");
    this.axis = new Axis(this.root.querySelector(".aw-axis"), this);
  }

  // The data sets are made with the first view, whole: to make them first and change them then would cost twice.
  start() {
    const {network} = this;
    this.nodes = new vis.DataSet(network.nodes.map(({id}) => ({id, hidden: !this.look.get(id).visible, ...this.spotOf(id)})));
    this.edges = new vis.DataSet(this.ledger.ties.map((tie, at) => {
      const told = this.toldOf(at);
      this.drawnAs[at] = keyOf(told);
      return {...told, from: tie.from, to: tie.to, smooth: this.bend(tie)};
    }));
    const options = {...network.options, nodes: {...network.options.nodes, ctxRenderer: (node) => this.dot(node)}};
    this.vis = new vis.Network(this.canvasHost, {nodes: this.nodes, edges: this.edges}, options);
    // vis-network makes its frame a stop of the Tab key, though no key does anything there.
    this.vis.canvas.frame.tabIndex = -1;
    this.vis.body.emitter.emit("_blockRedraw");
    this.vis.on("beforeDrawing", (ctx) => this.drawRings(ctx));
    this.vis.on("afterDrawing", (ctx) => this.drawWords(ctx));
    this.vis.on("click", (event) => this.clicked(event));
    this.vis.on("hoverNode", ({node, event}) => this.showTip(this.network.about[node] ?? [], event));
    this.vis.on("hoverEdge", ({edge, event}) => this.showTip(this.tieTip(edge), event));
    for (const name of ["blurNode", "blurEdge"]) this.vis.on(name, () => { this.tip.hidden = true; });
    for (const name of ["dragStart", "zoom"]) this.vis.on(name, () => { this.tip.hidden = true; this.touched = true; });
    this.vis.on("zoom", () => { clearTimeout(this.zoomed); this.zoomed = setTimeout(() => this.keepWidths(), 120); });
    this.watch = new ResizeObserver(() => this.resized());
    this.watch.observe(this.canvasHost);
  }

  destroy() {
    this.pause(false);
    clearTimeout(this.zoomed);
    this.watch?.disconnect();
    this.axis.destroy();
    this.player?.destroy();
    this.vis?.destroy();
  }

  resized() {
    const {clientWidth: width, clientHeight: height} = this.canvasHost;
    if (!width || !height) return;
    this.vis.setSize(`${width}px`, `${height}px`);
    this.placed = null;
    if (this.lastSize !== `${width}x${height}` && !this.touched) this.fit();
    this.lastSize = `${width}x${height}`;
    this.vis.redraw();
    this.axis.draw();
  }

  // What a view changes -------------------------------------------------------------------------

  apply(view, theme) {
    const first = !this.view, before = this.view ?? {};
    this.view = view;
    const moved = before.layout !== view.layout;
    const rethemed = this.theme !== theme;
    this.theme = theme;
    if (moved) this.spot = new Map(this.network.nodes.map(({id}, at) => [id, this.network.positions[view.layout][at]]));
    if (before.passed !== view.passed) {
      this.passed = unpacked(view.passed, this.ledger.spells.length);
      this.changes = this.ledger.changes(this.passed);
    }
    this.marked = view.marked ? unpacked(view.marked, this.ledger.spells.length) : null;
    if (first || view.turn < before.turn) this.turn = view.turn;
    // An answer to what the reader did before the last thing is out of date: the day and the focus stay as they are.
    if (view.turn === this.turn) {
      if (view.asOf !== this.agreedDay) { this.pause(false); this.day = this.agreedDay = view.asOf; }
      this.setFocus(view.focus);
    }
    if (rethemed) { this.drawnAs = []; this.root.dataset.theme = theme; }
    this.heading.textContent = view.heading;
    if (view.story) (this.player ??= new Player(this)).tell(view.story, view.turn === this.turn);
    this.quietly(() => {
      if (moved && !first) this.place();
      this.refresh();
      if (moved || before.home !== view.home) this.fit();
    });
    this.axis.setRange();
  }

  // vis-network draws after each change of a data set; here many changes make one picture.
  quietly(change) {
    const outer = this.quiet;
    this.quiet = true;
    this.vis?.body.emitter.emit("_blockRedraw");
    change();
    if (outer) return;
    this.quiet = false;
    // vis-network draws a node only if the frame holds the place where it was last, also of one that moved or was hidden.
    for (const id of this.visibleActors()) this.vis.body.nodes[id]?.updateBoundingBox();
    this.vis.body.emitter.emit("_allowRedraw");
    this.vis.redraw();
  }

  setFocus(focus) {
    this.focus = focus;
    this.focusEnds = !focus ? [] : this.network.about[focus] ? [focus] : focus.split(/-(?=ORG:|[A-Z]{3}$)/);
  }

  spotOf(id) {
    const [x, y] = this.spot.get(id);
    return {x, y};
  }

  place() {
    this.nodes.update(this.network.nodes.map(({id}) => ({id, ...this.spotOf(id)})));
    this.edges.update(this.ledger.ties.map((tie) => ({id: tie.id, smooth: this.bend(tie)})));
    this.placed = null;
  }

  // vis-network's curvedCW puts the control point at an angle and a distance that both grow with `roundness`;
  // the roundness that bends a tie aside by one lane is found by halving.
  bend(tie) {
    if (!tie.lane) return false;
    const [x1, y1] = this.spot.get(tie.from), [x2, y2] = this.spot.get(tie.to);
    const wanted = Math.min(0.7, (2 * LANE * Math.abs(tie.lane)) / Math.max(1, Math.hypot(x2 - x1, y2 - y1)));
    let low = 0, high = 1;
    for (let step = 0; step < 24; step++) {
      const middle = (low + high) / 2;
      if ((0.5 * middle + 0.5) * Math.sin((middle * Math.PI) / 2) < wanted) low = middle;
      else high = middle;
    }
    return {enabled: true, type: tie.lane > 0 ? "curvedCW" : "curvedCCW", roundness: low};
  }

  // The day -------------------------------------------------------------------------------------

  setDay(day, {settle = true} = {}) {
    const [first, last] = this.network.days;
    day = Math.round(Math.min(last, Math.max(first, day)));
    if (day !== this.day) {
      const [low, high] = day > this.day ? [this.day, day] : [day, this.day];
      const from = after(this.changes.days, low), to = after(this.changes.days, high);
      this.day = day;
      const touched = new Set(this.changes.ties.slice(from, to).flat());
      if (touched.size) this.refresh(touched);
      else this.nameDay();
      this.axis.draw();
    }
    if (settle) this.settle();
  }

  settle() {
    if (this.day === this.agreedDay) return;
    this.agreedDay = this.day;
    this.tell("settled", isoDay(this.day));
  }

  // Messages are numbered, and each view says which of them the server had heard.
  tell(name, value) { this.send(name, {value, turn: ++this.turn}); }

  step(direction) {
    const {days} = this.changes;
    const next = direction > 0 ? days[after(days, this.day)] : days[after(days, this.day - 1) - 1];
    if (next !== undefined) this.setDay(next);
  }

  play() {
    const [first, last] = this.network.days;
    const still = stillness.matches;
    let held = -UNHURRIED;
    if (this.day >= last) this.setDay(first, {settle: false});
    const span = last - first, start = performance.now(), from = this.day;
    this.frames = 0;
    const tick = (now) => {
      if (!this.playing) return;
      const day = from + (Math.max(0, now - start) / 26000) * span;
      if (!still || now - held >= UNHURRIED || day >= last) {
        held = now;
        this.setDay(day, {settle: false});
        this.frames++;
      }
      if (day >= last) this.pause();
      else this.playing = requestAnimationFrame(tick);
    };
    this.playing = requestAnimationFrame(tick);
    this.axis.draw();
  }

  pause(settle = true) {
    if (!this.playing) return;
    cancelAnimationFrame(this.playing);
    this.playing = null;
    this.axis.draw();
    if (settle) this.settle();
  }

  // From the day to the data sets ---------------------------------------------------------------

  refresh(only = null) {
    const ties = this.ledger.ties;
    for (const at of only ?? ties.keys()) this.state[at] = this.stateOf(ties[at]);
    this.count();
    const crowd = this.shown <= CROWDED ? 1 : this.spoked() ? 0.45 : 0.62;
    // Widths of all ties depend on how many are shown.
    if (crowd !== this.crowd) only = null;
    this.crowd = crowd;
    this.placed = null;
    this.pending = true;
    this.quietly(() => {
      const nodes = this.changedNodes();
      if (!this.vis) return this.start();
      const edges = this.changedEdges(only ?? ties.keys());
      if (nodes.length) this.nodes.update(nodes);
      if (edges.length) this.edges.update(edges);
    });
    this.nameDay();
    this.drawLegend();
  }

  // Where most ties run to one center, across the names of others, they step back.
  spoked() { return this.view.layout === "rings" || this.view.layout === "map"; }

  changedEdges(places) {
    const changed = [];
    for (const at of places) {
      const told = this.toldOf(at), key = keyOf(told);
      if (this.drawnAs[at] !== key) changed.push(told);
      this.drawnAs[at] = key;
    }
    return changed;
  }

  // Widths are pixels of the screen: vis draws in units of the zoomed world.
  keepWidths() {
    const scale = this.wordScale();
    if (Math.abs(scale - (this.widthScale ?? 1)) < 0.02) return;
    this.widthScale = scale;
    this.refresh();
  }

  stateOf(tie) {
    const now = this.ledger.holds(tie, this.day, this.passed), {against} = this.view;
    const was = against === null ? -1 : this.ledger.holds(tie, against, this.passed);
    const at = now < 0 ? was : now, day = now < 0 ? against : this.day;
    if (at < 0) return null;
    const near = !this.focus || this.inFocus(tie);
    const marked = !this.marked || this.marked[at];
    const change = against === null ? null : this.changeOf(was, now);
    return {at, was, certain: this.ledger.certain(at, day), dim: !near || !marked || change === "same", change};
  }

  // What became of a tie between the two days that are compared: a key of CHANGES.
  changeOf(was, now) {
    if (was < 0) return "new";
    if (now < 0) return "ended";
    if (was === now) return this.ledger.certain(was, this.view.against) === this.ledger.certain(now, this.day) ? "same" : "certainty";
    const [old, young] = [this.view.heights[was], this.view.heights[now]];
    if (old === null || young === null || old === young) return "other";
    return young < old ? "up" : "down";
  }

  inFocus({from, to}) {
    const ends = this.focusEnds;
    return ends.length === 1 ? from === ends[0] || to === ends[0] : ends.includes(from) && ends.includes(to);
  }

  count() {
    this.shown = 0;
    this.degree = new Map();
    this.state.forEach((state, at) => {
      if (!state) return;
      this.shown++;
      for (const actor of [this.ledger.ties[at].from, this.ledger.ties[at].to]) {
        const sum = this.degree.get(actor) ?? {ties: 0, lit: 0};
        sum.ties++;
        sum.lit += !state.dim;
        // Styles stand in the order of the legend: of several ties with the center the declared tier comes first.
        if (this.joinsCenter(at)) sum.style = Math.min(sum.style ?? Infinity, this.ledger.spells[state.at].style);
        this.degree.set(actor, sum);
      }
    });
  }

  joinsCenter(at) {
    return [this.ledger.ties[at].from, this.ledger.ties[at].to].includes(this.network.center);
  }

  toldOf(at) {
    const state = this.state[at], id = this.ledger.ties[at].id;
    if (!state) return {id, hidden: true};
    const spell = this.ledger.spells[state.at], style = this.network.styles[spell.style];
    const colour = faded(style[this.theme], this.alpha(state, spell)), zoom = this.widthScale ?? 1;
    const dash = state.change === "ended" ? GONE : style.dash;
    return {
      id, hidden: false, width: (style.width * this.crowd) / zoom,
      dashes: dash.length ? dash.map((part) => part / zoom) : false,
      color: {color: colour, hover: colour, highlight: colour, inherit: false},
    };
  }

  alpha(state, spell) {
    const unsure = !state.certain || spell.unsure ? this.network.styles[spell.style].doubt[this.theme] : 1;
    return (state.dim ? DIM : unsure) * (this.shown > CROWDED && this.spoked() ? 0.4 : 1);
  }

  changedNodes() {
    const keep = new Set([...this.view.keep, ...this.focusEnds]);
    const updates = [];
    for (const {id} of this.network.nodes) {
      const sum = this.degree.get(id);
      const before = this.look.get(id);
      const visible = !!sum || keep.has(id);
      const standing = this.view.layout === "rings" && id !== this.network.center ? this.network.styles[sum?.style] : null;
      const focused = this.focusEnds.includes(id);
      this.look.set(id, {
        visible, focused, colour: standing?.[this.theme] ?? this.ink, faint: standing?.doubt[this.theme] ?? DIM_DOTS,
        radius: this.shown > CROWDED ? (id === this.network.center ? 9 : 4) : 8.5,
        dim: !focused && (sum ? sum.lit === 0 : true),
      });
      if (visible !== (before?.visible ?? false)) updates.push({id, hidden: !visible});
    }
    return updates;
  }

  get ink() { return this.network.ink[this.theme]; }
  get paper() { return this.network.paper[this.theme]; }

  // For tests and measurements ------------------------------------------------------------------

  get settled() { return !this.pending && !this.playing; }
  shownTies() { return this.shown; }
  positions() { return Object.fromEntries(Object.entries(this.vis.getPositions(this.visibleActors())).map(([id, {x, y}]) => [id, [x, y]])); }
  screen() {
    return Object.fromEntries(Object.entries(this.vis.getPositions(this.visibleActors())).map(([id, spot]) => {
      const {x, y} = this.vis.canvasToDOM(spot);
      return [id, [x, y]];
    }));
  }
  wordings() {
    return this.state.flatMap((state, at) => (state ? [[this.ledger.ties[at].id, this.ledger.spells[state.at].wording]] : []));
  }
  labels() {
    const told = ({text, box}) => ({text, box});
    return {names: this.placed.names.map(told), wordings: this.placed.wordings.map(told), rings: this.ringNames(this.wordScale()).map(told)};
  }
}

const stillness = matchMedia("(prefers-reduced-motion: reduce)");

function dyadOf({from, to}) { return [from, to].sort().join("-"); }

function keyOf(told) { return told.hidden ? "" : `${told.color.color}/${told.width}/${told.dashes}`; }

function faded(hex, alpha) {
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  return `rgba(${red},${green},${blue},${alpha.toFixed(3)})`;
}
