// The time axis: drag, step from change to change, play; wheel narrows the range. The days that matter are ticks.

const SNAP = 3, AXIS_SIDE = 14;

class Axis {
  constructor(root, picture) {
    this.root = root;
    this.picture = picture;
    this.canvas = root.querySelector("canvas");
    this.slider = root.querySelector("[role=slider]");
    this.hint = root.querySelector(".aw-hint");
    this.playButton = root.querySelector("[data-do=play]");
    this.leaving = new AbortController();
    this.listen();
  }

  listen() {
    const {picture, slider} = this;
    const on = (target, name, act, options = {}) => target.addEventListener(name, act, {...options, signal: this.leaving.signal});
    on(this.root, "click", (event) => this.press(event.target.closest("[data-do]")?.dataset.do));
    on(slider, "pointerdown", (event) => { slider.setPointerCapture(event.pointerId); this.dragging = true; picture.pause(false); this.drag(event); });
    on(slider, "pointermove", (event) => (this.dragging ? this.drag(event) : this.tell(event)));
    on(slider, "pointerup", (event) => { if (this.dragging) { this.dragging = false; this.drag(event); picture.settle(); } });
    on(slider, "pointerleave", () => { this.hint.hidden = true; });
    on(slider, "keydown", (event) => this.pressed(event));
    on(slider, "wheel", (event) => this.narrow(event), {passive: false});
    on(slider, "dblclick", () => { this.range = null; this.setRange(); });
    on(document, "keydown", (event) => { if (event.key === "Escape") this.hint.hidden = picture.tip.hidden = true; });
  }

  press(button) {
    const {picture} = this;
    if (button === "back") picture.step(-1);
    if (button === "on") picture.step(1);
    if (button === "play") picture.playing ? picture.pause() : picture.play();
    if (button === "fit") { picture.fit(); picture.vis.redraw(); }
  }

  destroy() { this.gone = true; this.leaving.abort(); }

  pressed(event) {
    const {picture} = this, [first, last] = picture.network.days;
    const moves = {
      ArrowLeft: () => picture.setDay(picture.day - 1), ArrowRight: () => picture.setDay(picture.day + 1),
      PageUp: () => picture.step(1), PageDown: () => picture.step(-1),
      Home: () => picture.setDay(first), End: () => picture.setDay(last),
      " ": () => (picture.playing ? picture.pause() : picture.play()),
    };
    if (!moves[event.key]) return;
    event.preventDefault();
    moves[event.key]();
  }

  setRange() {
    this.range ??= [...this.picture.network.days];
    const [first, last] = this.picture.network.days;
    this.slider.setAttribute("aria-valuemin", first);
    this.slider.setAttribute("aria-valuemax", last);
    this.draw();
  }

  narrow(event) {
    event.preventDefault();
    const [first, last] = this.picture.network.days, at = this.dayAt(event);
    const factor = event.deltaY < 0 ? 0.8 : 1.25;
    const span = Math.min(last - first, Math.max(60, (this.range[1] - this.range[0]) * factor));
    const share = (at - this.range[0]) / (this.range[1] - this.range[0]);
    const low = Math.min(Math.max(first, at - share * span), last - span);
    this.range = [low, low + span];
    this.draw();
  }

  dayAt(event) {
    const box = this.canvas.getBoundingClientRect();
    const share = (event.clientX - box.left - AXIS_SIDE) / Math.max(1, box.width - 2 * AXIS_SIDE);
    return this.range[0] + Math.min(1, Math.max(0, share)) * (this.range[1] - this.range[0]);
  }

  // A drag that comes within a few pixels of a change lands on the day of the change.
  drag(event) {
    this.picture.setDay(this.nearest(this.dayAt(event)), {settle: false});
    this.tell(event);
  }

  nearest(day) {
    const {days} = this.picture.changes, at = after(days, day);
    const reach = (SNAP * (this.range[1] - this.range[0])) / Math.max(1, this.canvas.clientWidth);
    const close = [days[at - 1], days[at]].filter((candidate) => candidate !== undefined && Math.abs(candidate - day) <= reach);
    return close.length ? close.reduce((one, other) => (Math.abs(one - day) <= Math.abs(other - day) ? one : other)) : day;
  }

  // What changed on the day under the pointer.
  tell(event) {
    const {picture} = this, day = Math.round(this.nearest(this.dayAt(event)));
    const at = picture.changes.days.indexOf(day);
    const lines = [spokenDay(day)];
    if (at >= 0) {
      const ties = picture.changes.ties[at];
      for (const place of ties.slice(0, 3)) lines.push(this.change(picture.ledger.ties[place], day));
      if (ties.length > 3) lines.push(`and ${ties.length - 3} more`);
    } else if (picture.network.readThrough !== null && day > picture.network.readThrough) lines.push(`Blind spot: sources were read through ${picture.network.readThroughSpoken}`);
    this.hint.replaceChildren(...lines.map((line) => Object.assign(document.createElement("div"), {textContent: line})));
    this.hint.hidden = false;
    const box = this.slider.getBoundingClientRect();
    const x = event.clientX - box.left;
    this.hint.style.left = `${Math.max(0, Math.min(x - 20, box.width - this.hint.offsetWidth))}px`;
  }

  change(tie, day) {
    const {ledger, passed, network} = this.picture;
    const name = `${network.short[tie.from]} – ${network.short[tie.to]}`;
    const before = ledger.holds(tie, day - 1, passed), now = ledger.holds(tie, day, passed);
    if (now < 0) return `${name}: ended (${ledger.spells[before]?.wording ?? ""})`;
    if (now === before) return `${name}: ${ledger.certain(now, day) ? "certain from here" : "in doubt from here"}`;
    return `${name}: ${ledger.spells[now].wording}`;
  }

  name(spoken) {
    this.slider.setAttribute("aria-valuenow", this.picture.day);
    this.slider.setAttribute("aria-valuetext", `${spoken}, ${this.picture.shown} ${this.picture.shown === 1 ? "tie" : "ties"} shown`);
  }

  draw() {
    const {picture, canvas} = this, width = canvas.clientWidth, height = canvas.clientHeight;
    if (this.gone || !width || !picture.view || !this.range) return;
    const ratio = devicePixelRatio || 1;
    if (canvas.width !== Math.round(width * ratio)) { canvas.width = Math.round(width * ratio); canvas.height = Math.round(height * ratio); }
    const ctx = canvas.getContext("2d");
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    ctx.clearRect(0, 0, width, height);
    const [low, high] = this.range, inner = width - 2 * AXIS_SIDE;
    const xOf = (day) => AXIS_SIDE + ((day - low) / (high - low)) * inner;
    const base = height - 18;
    this.drawBlindSpot(ctx, xOf, base, width);
    ctx.fillStyle = faded(picture.ink, 0.35);
    ctx.fillRect(AXIS_SIDE, base, inner, 1);
    this.drawYears(ctx, xOf, base);
    this.drawTicks(ctx, xOf, base, picture);
    const x = xOf(picture.day);
    ctx.fillStyle = picture.accent;
    if (picture.view.against !== null) this.drawOther(ctx, xOf(picture.view.against), x, base);
    ctx.fillRect(x - 1, 2, 2, base - 2);
    ctx.beginPath();
    ctx.arc(x, base, 6, 0, 2 * Math.PI);
    ctx.fill();
    this.playButton.setAttribute("aria-label", picture.playing ? "Pause" : stillness.matches ? "Play, one picture a second" : "Play");
    this.playButton.dataset.playing = picture.playing ? "yes" : "no";
  }

  // The day compared with: a hollow handle, and the time between the two.
  drawOther(ctx, from, to, base) {
    ctx.globalAlpha = 0.16;
    ctx.fillRect(Math.min(from, to), 4, Math.abs(to - from), base - 4);
    ctx.globalAlpha = 1;
    ctx.strokeStyle = this.picture.accent;
    ctx.lineWidth = 2;
    ctx.beginPath();
    ctx.arc(from, base, 5, 0, 2 * Math.PI);
    ctx.stroke();
  }

  drawYears(ctx, xOf, base) {
    const [low, high] = this.range, years = (high - low) / 365.25;
    const step = [1, 2, 5, 10, 20].find((candidate) => (years / candidate) * 52 <= this.canvas.clientWidth) ?? 20;
    for (let year = Math.ceil(yearOf(low) / step) * step; year <= yearOf(high); year += step) {
      const day = dayOfYear(year);
      if (day < low || day > high) continue;
      ctx.fillStyle = faded(this.picture.ink, 0.35);
      ctx.fillRect(xOf(day), base, 1, 5);
      drawText(ctx, String(year), xOf(day), base + 12, {size: 11, colour: faded(this.picture.ink, 0.78), align: "center", halo: 0});
    }
  }

  drawTicks(ctx, xOf, base, picture) {
    const columns = new Map();
    picture.changes.days.forEach((day, at) => {
      if (day < this.range[0] || day > this.range[1]) return;
      const x = Math.round(xOf(day));
      columns.set(x, (columns.get(x) ?? 0) + picture.changes.ties[at].length);
    });
    ctx.fillStyle = faded(picture.ink, 0.55);
    for (const [x, changes] of columns) {
      const tall = Math.min(base - 6, 7 + 5 * Math.log2(1 + changes));
      ctx.fillRect(x, base - tall, 1, tall);
    }
  }

  drawBlindSpot(ctx, xOf, base, width) {
    const {readThrough} = this.picture.network;
    if (readThrough === null || readThrough > this.range[1]) return;
    const from = Math.max(AXIS_SIDE, xOf(readThrough));
    ctx.save();
    ctx.beginPath();
    ctx.rect(from, 4, width - AXIS_SIDE - from, base - 4);
    ctx.clip();
    ctx.strokeStyle = faded(this.picture.ink, 0.5);
    for (let x = from - base; x < width; x += 5) {
      ctx.beginPath();
      ctx.moveTo(x, base);
      ctx.lineTo(x + base, 0);
      ctx.stroke();
    }
    ctx.restore();
  }
}
