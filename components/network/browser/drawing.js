// What vis.Network does not draw: dots of one size, rings with their names, words, marks of doubt, the legend.

const SIGN_SIZE = 14, SIGN_AT = 0.74, SIGN_BESIDE = 11;
const SVG = "http://www.w3.org/2000/svg";

Object.assign(Picture.prototype, {
  dot({ctx, id, x, y}) {
    const look = this.look.get(id), scale = this.vis ? this.wordScale() : 1;
    const radius = (look?.radius ?? 4) / scale, reach = Math.max(radius, 9 / scale);
    return {
      drawNode: () => {
        if (!look) return;
        ctx.globalAlpha = look.dim ? look.faint : 1;
        ctx.beginPath();
        ctx.arc(x, y, radius, 0, 2 * Math.PI);
        ctx.fillStyle = look.colour;
        ctx.fill();
        ctx.lineWidth = 2 / scale;
        ctx.strokeStyle = this.paper;
        ctx.stroke();
        if (!look.focused) return;
        ctx.beginPath();
        ctx.arc(x, y, radius + 4 / scale, 0, 2 * Math.PI);
        ctx.strokeStyle = look.colour;
        ctx.stroke();
      },
      nodeDimensions: {width: 2 * reach, height: 2 * reach},
    };
  },

  // Rings with at least one actor in view, the widest first so that each covers the inside of the next.
  drawRings(ctx) {
    if (!this.view || this.view.layout !== "rings") return;
    const scale = this.vis.getScale(), inhabited = this.inhabitedRings();
    for (const [at, [, styleAt, left, top, right, bottom]] of [...this.network.rings.entries()].reverse()) {
      if (!inhabited.has(at)) continue;
      const colour = this.network.styles[styleAt]?.[this.theme] ?? this.ink;
      ctx.beginPath();
      ctx.roundRect(left, top, right - left, bottom - top, 14 / scale);
      ctx.fillStyle = this.paper;
      ctx.fill();
      ctx.fillStyle = faded(colour, 0.06);
      ctx.fill();
      ctx.strokeStyle = faded(colour, 0.4);
      ctx.lineWidth = 0.9 / scale;
      ctx.stroke();
    }
  },

  inhabitedRings() {
    const found = new Set();
    for (const id of this.visibleActors()) {
      const [x, y] = this.spot.get(id);
      if (id !== this.network.center) found.add(this.network.rings.findIndex(([, , left, top, right, bottom]) => x > left && x < right && y > top && y < bottom));
    }
    return found;
  },

  drawWords(ctx) {
    if (!this.view || this.day === null) return;
    const scale = this.wordScale(), matrix = ctx.getTransform(), ratio = matrix.a / scale;
    if (!this.placed || this.placed.scale !== scale) this.placed = this.placeWords(scale);
    ctx.save();
    // From here on in pixels of the zoomed world: words keep their size at any zoom.
    ctx.setTransform(ratio, 0, 0, ratio, matrix.e, matrix.f);
    for (const {text, box, colour} of this.ringNames(scale)) drawText(ctx, text, box[0], (box[1] + box[3]) / 2, {size: RING_SIZE, weight: 650, colour, paper: this.paper, halo: 6});
    if (this.shown <= MOST_MARKS) this.drawDoubt(ctx, scale);
    this.drawOwn(ctx, scale);
    if (this.view.against !== null) this.drawSigns(ctx, scale);
    for (const {lines, box, colour, alpha, align} of this.placed.wordings) {
      ctx.globalAlpha = alpha;
      const step = WORDING_SIZE + 2.5, x = align === "left" ? box[0] + 2 : (box[0] + box[2]) / 2;
      ctx.fillStyle = faded(this.paper, 0.92);
      ctx.beginPath();
      ctx.roundRect(box[0], box[1], box[2] - box[0], box[3] - box[1], 4);
      ctx.fill();
      lines.forEach((line, row) => drawText(ctx, line, x, box[1] + 1 + step * (row + 0.5), {size: WORDING_SIZE, weight: 500, colour, align, halo: 0}));
    }
    for (const {text, box, size, weight, alpha} of this.placed.names) {
      ctx.globalAlpha = alpha;
      drawText(ctx, text, box[0], (box[1] + box[3]) / 2, {size, weight, colour: this.ink, paper: this.paper});
    }
    ctx.restore();
    if (this.pending) { this.pending = false; this.revision++; }
  },

  placeWords(scale) {
    const crowded = this.shown > CROWDED;
    const names = this.visibleActors().map((id) => {
      const [x, y] = this.spot.get(id), look = this.look.get(id), strong = look.focused || id === this.network.center;
      const full = this.network.about[id][0], short = this.network.short[id];
      return {
        id, x: x * scale, y: y * scale, radius: look.radius, alpha: look.dim ? DIM_WORDS : 1,
        full: crowded && !strong ? short : full, short, size: crowded && !strong ? crowdedSize(scale) : NAME_SIZE + 1.5 * !crowded,
        weight: strong || !crowded ? 650 : 450, sides: y < 0 ? SIDES[this.view.layout] : sidesBelow(this.view.layout), rank: (look.focused ? 1e6 : 0) + (strong ? 1e5 : 0) + (look.dim ? 0 : 1e4) + (this.degree.get(id)?.ties ?? 0),
      };
    });
    names.sort((one, other) => other.rank - one.rank);
    const {placed, taken} = placedNames(names);
    const boxes = new Map(placed.map(({id, box}) => [id, box]));
    return {scale, names: placed, wordings: this.shown <= MOST_WORDINGS ? placedWordings(this.wordingsToPlace(scale, boxes), taken) : []};
  },

  // On rings, where ties crowd towards the center, the wording of an actor's only tie goes under its name.
  boxToStandUnder({from, to}, boxes) {
    if (this.view.layout !== "rings" || ![from, to].includes(this.network.center)) return null;
    const actor = from === this.network.center ? to : from;
    return this.degree.get(actor).ties === 1 ? boxes.get(actor) ?? null : null;
  },

  // Up to the middle of the picture at the left, up to the edge of the rings at the right.
  roomsUnder([left], scale) {
    const edge = Math.max(...[...this.inhabitedRings()].map((at) => this.network.rings[at][4])) * scale;
    const room = (left < 0 ? -30 : edge - 8) - left;
    return [room, 200, 150].filter((width) => width <= room);
  },

  wordingsToPlace(scale, boxes) {
    const found = [];
    this.state.forEach((state, at) => {
      if (!state || (state.dim && (this.focus || state.change))) return;
      const tie = this.ledger.ties[at], spell = this.ledger.spells[state.at];
      const doubt = !state.certain ? " (possible)" : spell.unsure ? " (recalled)" : "";
      const [x1, y1] = this.spot.get(tie.from), [x2, y2] = this.spot.get(tie.to);
      const along = Math.abs(x2 - x1) * scale * 0.84;
      const style = this.network.styles[spell.style];
      found.push({
        text: spell.wording + doubt, colour: state.dim ? this.ink : style.words[this.theme], alpha: state.dim ? DIM_WORDS : 1,
        under: this.boxToStandUnder(tie, boxes), rooms: [Math.max(along, 170), 170, 120], curve: (t) => this.pointOn(tie, t, scale), rank: spell.style + Math.abs(tie.lane) / 100,
        length: Math.hypot(x2 - x1, y2 - y1) * scale,
      });
    });
    return found.map((wording) => (wording.under ? {...wording, rooms: this.roomsUnder(wording.under, scale)} : wording)).filter(({length, under}) => under || length > 110).sort((one, other) => one.rank - other.rank);
  },

  // A point of the drawn curve, in pixels of the zoomed world.
  pointOn(tie, t, scale) {
    const [x1, y1] = this.spot.get(tie.from), [x2, y2] = this.spot.get(tie.to);
    const bend = this.bend(tie);
    if (!bend) return [(x1 + (x2 - x1) * t) * scale, (y1 + (y2 - y1) * t) * scale];
    const sign = tie.lane > 0 ? 1 : -1, share = 0.5 * bend.roundness + 0.5;
    const angle = Math.atan2(y1 - y2, x2 - x1) + (0.5 * sign * bend.roundness + 0.5) * Math.PI;
    const length = Math.hypot(x2 - x1, y2 - y1);
    const [cx, cy] = [x1 + share * length * Math.sin(angle), y1 + share * length * Math.cos(angle)];
    const [a, b, c] = [(1 - t) ** 2, 2 * t * (1 - t), t ** 2];
    return [(a * x1 + b * cx + c * x2) * scale, (a * y1 + b * cy + c * y2) * scale];
  },

  // The name stands in the upper edge of its ring, like the legend of a box.
  ringNames(scale) {
    if (this.view.layout !== "rings") return [];
    return [...this.inhabitedRings()].map((at) => {
      const [text, styleAt, left, top] = this.network.rings[at];
      const [x, y] = [left * scale + 22, top * scale + 1], width = measure.width(text, RING_SIZE, 650);
      return {text, box: [x, y - RING_SIZE / 2, x + width, y + RING_SIZE / 2], colour: this.network.styles[styleAt]?.words[this.theme] ?? this.ink};
    });
  },

  // A question mark on each tie that is possible on the day, or recalled: it survives grey print.
  drawDoubt(ctx, scale) {
    this.state.forEach((state, at) => {
      const spell = state && this.ledger.spells[state.at];
      if (!state || state.dim || (state.certain && !spell.unsure)) return;
      const [x, y] = this.pointOn(this.ledger.ties[at], this.shown > CROWDED ? 0.8 : 0.15, scale);
      ctx.beginPath();
      ctx.arc(x, y, 6, 0, 2 * Math.PI);
      ctx.fillStyle = this.paper;
      ctx.fill();
      drawText(ctx, "?", x, y + 0.5, {size: 10.5, weight: 700, colour: this.network.styles[spell.style].words[this.theme], paper: this.paper, align: "center", halo: 0});
    });
  },

  // A plus on each tie that the reader laid over the records.
  drawOwn(ctx, scale) {
    this.state.forEach((state, at) => {
      const spell = state && this.ledger.spells[state.at];
      if (!state || state.dim || !spell.own) return;
      const [x, y] = this.pointOn(this.ledger.ties[at], this.shown > CROWDED ? 0.7 : 0.82, scale);
      ctx.beginPath();
      ctx.rect(x - 6, y - 6, 12, 12);
      ctx.fillStyle = this.network.styles[spell.style].words[this.theme];
      ctx.fill();
      drawText(ctx, "+", x, y + 0.5, {size: 12, weight: 700, colour: this.paper, align: "center", halo: 0});
    });
  },

  // The sign of its change on each tie that changed, near the end that is not the center's.
  drawSigns(ctx, scale) {
    const crowded = this.shown > CROWDED, radius = (crowded ? SIGN_SIZE - 3 : SIGN_SIZE) / 2;
    this.state.forEach((state, at) => {
      const sign = state?.change && !state.dim ? CHANGES[state.change][0] : "";
      if (!sign) return;
      const tie = this.ledger.ties[at], colour = this.network.styles[this.ledger.spells[state.at].style].words[this.theme];
      const [x, y] = crowded ? this.besideDot(tie, scale) : this.pointOn(tie, tie.from === this.network.center ? SIGN_AT : 1 - SIGN_AT, scale);
      ctx.beginPath();
      ctx.arc(x, y, radius, 0, 2 * Math.PI);
      ctx.fillStyle = colour;
      ctx.fill();
      drawText(ctx, sign, x, y + 0.5, {size: 2 * radius - 2, weight: 700, colour: this.paper, align: "center", halo: 0});
    });
  },

  // Where ties crowd, a sign on the line would lie on other names: it goes before the dot, its name stands behind.
  besideDot({from, to}, scale) {
    const [x, y] = this.spot.get(from === this.network.center ? to : from);
    return [x * scale - SIGN_BESIDE, y * scale];
  },

  nameDay() {
    const {against} = this.view;
    const spoken = against === null ? spokenDay(this.day) : `${spokenDay(against)} → ${spokenDay(this.day)}`;
    if (this.title.textContent !== spoken) this.title.textContent = spoken;
    this.canvasHost.setAttribute("aria-label", this.inWords(spoken));
    this.axis.name(spoken);
  },

  // What the picture shows, for those who do not see it; the sentence of the filters comes with the view.
  inWords(spoken) {
    const count = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;
    const {said, heading, against} = this.view;
    const focus = this.focusEnds.map((id) => this.network.about[id]?.[0] ?? id).join(" – ");
    return [
      `Network ${against === null ? "as of" : "from"} ${spoken}: ${count(this.shown, "tie")} between ${count(this.visibleActors().length, "actor")}.`,
      said, focus && `In focus: ${focus}.`, heading, "The Table page lists the same ties.",
    ].filter(Boolean).join(" ");
  },

  // What looks and reads the same in the words of several owners is one entry of the legend.
  alike(count) {
    const entries = new Map();
    for (const [at, ties] of [...count].sort(([one], [other]) => one - other)) {
      const style = this.network.styles[at], key = `${style.name}|${style.light}`;
      entries.set(key, [style, ties + (entries.get(key)?.[1] ?? 0)]);
    }
    return [...entries.values()];
  },

  drawLegend() {
    const count = new Map(), changes = new Map();
    let unsure = 0, own = 0;
    for (const state of this.state) {
      if (!state) continue;
      if (state.change) changes.set(state.change, (changes.get(state.change) ?? 0) + 1);
      if (state.change === "same") continue;
      const spell = this.ledger.spells[state.at];
      count.set(spell.style, (count.get(spell.style) ?? 0) + 1);
      unsure += !state.certain || spell.unsure;
      own += spell.own;
    }
    const key = `${this.theme}|${[...count].sort()}|${unsure}|${own}|${[...changes].sort()}`;
    if (key === this.legendKey) return;
    this.legendKey = key;
    const rows = Object.entries(CHANGES).filter(([change]) => changes.has(change)).map(([change, [sign, words]]) => signRow(sign, `${words} · ${changes.get(change)}`));
    rows.push(...this.alike(count).map(([style, ties]) => legendRow(style, style[this.theme], `${style.name} · ${ties}`)));
    if (unsure) rows.push(legendRow({width: 2.4, dash: [], unsure: true}, this.ink, `possible or recalled · ${unsure}`));
    if (own) rows.push(signRow("+", `added by you · ${own}`, "aw-own"));
    if (!rows.length) rows.push(Object.assign(legendItem(), {textContent: "No tie in view on this day"}));
    this.legend.replaceChildren(...rows);
  },
});

function sidesBelow(layout) {
  return layout === "focal" ? [BELOW, ABOVE, RIGHT, LEFT] : SIDES[layout];
}

// A crowded picture that is drawn smaller than it was laid out takes smaller letters before it drops names.
function crowdedSize(scale) {
  return Math.round(2 * Math.min(CROWDED_SIZE, Math.max(8.5, CROWDED_SIZE * scale))) / 2;
}

function legendItem() { return Object.assign(document.createElement("span"), {role: "listitem"}); }

function signRow(sign, text, kind = "") {
  const row = legendItem();
  if (sign) row.append(Object.assign(document.createElement("b"), {className: `aw-sign ${kind}`, textContent: sign, ariaHidden: "true"}));
  row.append(document.createTextNode(text));
  return row;
}

function legendRow(style, colour, text) {
  const row = legendItem(), svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("viewBox", "0 0 30 12");
  const line = document.createElementNS(SVG, "line");
  for (const [name, value] of Object.entries({x1: 0, x2: 30, y1: 6, y2: 6, stroke: colour, "stroke-width": style.width, "stroke-dasharray": style.dash.join(" "), "stroke-opacity": style.unsure ? DIM_DOTS : 1})) line.setAttribute(name, value);
  svg.append(line);
  if (style.unsure) {
    const mark = document.createElementNS(SVG, "text");
    for (const [name, value] of Object.entries({x: 15, y: 10, "text-anchor": "middle", "font-size": 11, "font-weight": 700, fill: colour})) mark.setAttribute(name, value);
    mark.textContent = "?";
    svg.append(mark);
  }
  row.append(svg, document.createTextNode(text));
  return row;
}
