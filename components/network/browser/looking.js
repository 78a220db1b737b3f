// Where the reader looks and points: what is in the frame, clicks, and what is told on hover.

// Room for names around the actors: left, top, right, bottom. Rings bring their own.
const PADDING = {focal: [86, 40, 104, 36], rings: [16, 20, 16, 12], force: [84, 20, 84, 14], map: [70, 20, 84, 14]};

Object.assign(Picture.prototype, {
  visibleActors() { return this.network.nodes.map(({id}) => id).filter((id) => this.look.get(id)?.visible); },

  // The whole of what is shown, with room for names; zoom is capped so that few actors do not fly apart.
  fit() {
    const actors = this.visibleActors(), {clientWidth: width, clientHeight: height} = this.canvasHost;
    if (!actors.length || !width || !height) return;
    const [padLeft, padTop, padRight, padBottom] = PADDING[this.view.layout].map((room) => room * this.magnified());
    const {left, top, right, bottom} = this.extent(actors);
    const scale = Math.min(
      CLOSEST[this.view.layout],
      (width - padLeft - padRight) / Math.max(1, right - left),
      (height - padTop - padBottom) / Math.max(1, bottom - top),
    );
    this.touched = false;
    this.vis.moveTo({
      position: {x: (left + right) / 2 + (padRight - padLeft) / 2 / scale, y: (top + bottom) / 2 + (padBottom - padTop) / 2 / scale},
      scale, animation: false,
    });
    this.keepWidths();
    this.placed = null;
  },

  // On the whole screen words, dots and their room grow: they are read from further away.
  magnified() { return this.player?.whole ? Math.min(2, Math.max(1.25, innerWidth / 1440)) : 1; },

  // Pixels of the screen to a unit of the world, where a pixel of the words is `magnified` pixels of the screen.
  wordScale() { return this.vis.getScale() / this.magnified(); },

  // What is to be in the frame: whole rings, or the actors.
  extent(actors) {
    if (this.view.layout === "rings") {
      const rings = [...this.inhabitedRings()].map((at) => this.network.rings[at]).filter(Boolean);
      if (rings.length) return {
        left: Math.min(...rings.map((ring) => ring[2])), top: Math.min(...rings.map((ring) => ring[3])),
        right: Math.max(...rings.map((ring) => ring[4])), bottom: Math.max(...rings.map((ring) => ring[5])),
      };
    }
    const spots = actors.map((id) => this.spot.get(id));
    // Where few ties are shown, their arcs belong to the picture too.
    // A story keeps room for those of all times, so that its frame stays from scene to scene.
    const {story} = this.view, everIn = ({spells}) => story && spells.some((place) => this.passed[place]);
    if (this.shown <= MOST_WORDINGS) this.state.forEach((state, at) => { if (state || everIn(this.ledger.ties[at])) spots.push(this.pointOn(this.ledger.ties[at], 0.5, 1)); });
    const xs = spots.map(([x]) => x), ys = spots.map(([, y]) => y);
    return {left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys)};
  },

  clicked({nodes, edges}) {
    const tie = edges.length ? this.ledger.ties[this.ledger.tieAt.get(edges[0])] : null;
    const focus = nodes.length ? nodes[0] : tie ? dyadOf(tie) : "";
    if (focus === this.focus) return;
    this.setFocus(focus);
    this.refresh();
    this.tell("chosen", focus);
  },

  tieTip(id) {
    const state = this.state[this.ledger.tieAt.get(id)];
    if (!state) return [];
    const spell = this.ledger.spells[state.at];
    const was = state.change && state.was >= 0 && state.was !== state.at ? [`On ${spokenDay(this.view.against)}: ${this.ledger.spells[state.was].wording}`] : [];
    const said = state.change === "ended" ? ["ended between the two days"] : was;
    return [...spell.tip, ...said, ...(state.certain ? [] : ["possible on this day: the date is not exact"])];
  },

  showTip(lines, event) {
    if (!lines.length) return;
    this.tip.replaceChildren(...lines.map((line) => Object.assign(document.createElement("div"), {textContent: line})));
    const box = this.canvasHost.getBoundingClientRect();
    const x = (event?.clientX ?? event?.center?.x ?? 0) - box.left, y = (event?.clientY ?? event?.center?.y ?? 0) - box.top;
    this.tip.hidden = false;
    this.tip.style.left = `${Math.max(4, Math.min(x + 14, box.width - this.tip.offsetWidth - 8))}px`;
    this.tip.style.top = `${y + 18 + this.tip.offsetHeight > box.height ? Math.max(4, y - this.tip.offsetHeight - 12) : y + 18}px`;
  },
});
