// The slide over the whole screen. It asks the server for each slide and shows the one before until the next has come.

const STEPS = { ArrowRight: 1, PageDown: 1, " ": 1, ArrowLeft: -1, PageUp: -1 };
const PAGES = { ArrowDown: 1, ArrowUp: -1 };
// How long the controls stay after the pointer was moved, and how far it must move: the slide is bare otherwise.
const AWAKE_MS = 2500, LEAST_MOVE = 12;

const presenters = new WeakMap();
const blobOf = (base64) =>
  new Blob([Uint8Array.from(atob(base64), (character) => character.codePointAt(0))], { type: "image/png" });

class Presenter {
  constructor(root) {
    this.root = root;
    this.stage = root.querySelector(".stage");
    this.dialog = root.querySelector("dialog");
    this.image = root.querySelector("img");
    this.number = 0;             // of the last wish
    this.isBusy = false;         // whether its answer has not come yet
    this.waiting = { step: 0, page: 0 };
    this.listen();
  }

  part(name) { return this.root.querySelector(name); }

  listen() {
    this.part(".present").onclick = () => this.open();
    this.part(".edit").onclick = () => this.edit();
    this.part("[data-close]").onclick = () => this.close();
    this.part("[data-copy]").onclick = () => this.copy();
    for (const button of this.root.querySelectorAll("[data-step]"))
      button.onclick = () => this.go({ step: Number(button.dataset.step) });
    for (const button of this.root.querySelectorAll("[data-page]"))
      button.onclick = () => this.go({ page: Number(button.dataset.page) });
    this.dialog.addEventListener("cancel", (event) => { event.preventDefault(); this.escape(); });
    this.dialog.addEventListener("keydown", (event) => this.press(event));
    // The browser takes Escape for itself where it shows the full screen.
    this.stage.addEventListener("fullscreenchange", () => { if (!this.isFullScreen) this.close(); });
    this.stage.addEventListener("pointermove", (event) => this.wake(event));
    this.stage.addEventListener("pointerdown", (event) => this.wake(event, true));
    new ResizeObserver(() => this.placeTitle()).observe(this.stage);
  }

  get isFullScreen() { return this.root.getRootNode().fullscreenElement === this.stage; }

  // What the server says: first the button alone, then a slide for each wish.
  receive(data, setStateValue) {
    this.setStateValue = setStateValue;
    this.part(".present").disabled = data.isEmpty && !this.dialog.open;
    if (!this.dialog.open || data.number !== this.number) return;
    const isAnswer = this.isBusy;
    this.isBusy = false;
    this.stage.setAttribute("aria-busy", "false");
    if (data.svg) this.show(data, isAnswer);
    if (this.waiting.step || this.waiting.page) this.go({});
  }

  wish(change) {
    this.number = Math.max(Date.now(), this.number + 1);
    const wanted = { open: true, step: 0, page: this.data?.page ?? 0, title: null, copy: false, ...change };
    this.isBusy = true;
    this.stage.setAttribute("aria-busy", "true");
    this.setStateValue("wanted", { ...wanted, number: this.number });
  }

  // Steps that are asked for while a slide is on its way are taken together.
  go({ step = 0, page = 0 }) {
    this.waiting.step += step;
    this.waiting.page += page;
    if (this.isBusy) return;
    const wanted = { step: this.waiting.step, page: (this.data?.page ?? 0) + this.waiting.page };
    this.waiting = { step: 0, page: 0 };
    this.asked = wanted;
    this.wish(wanted);
  }

  async open() {
    this.data = null;
    this.image.hidden = true;
    this.part(".waiting").hidden = false;
    this.dialog.showModal();
    this.stage.focus();
    this.wish({});
    // A browser may refuse; the dialog covers the page all the same.
    try { await this.stage.requestFullscreen(); } catch { return; }
    this.stage.focus();
  }

  close() {
    if (!this.dialog.open) return;
    this.stopEditing();
    // The change of the full screen then closes the dialog; the keyboard focus would be lost the other way round.
    if (this.isFullScreen) return document.exitFullscreen();
    this.dialog.close();
    this.stage.classList.remove("awake");
    this.waiting = { step: 0, page: 0 };
    this.wish({ open: false });
    this.isBusy = false;
    this.part(".present").focus();
  }

  escape() {
    if (this.part("textarea").hidden) this.close();
    else this.stopEditing();
  }

  press(event) {
    if (event.target === this.part("textarea")) return this.pressInTitle(event);
    if (event.key === "F2") this.edit();
    else if (event.key.toLowerCase() === "c" && (event.ctrlKey || event.metaKey)) this.copy();
    else if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    else if (event.key === "Escape") this.escape();
    else if (event.key === " " && event.target.closest("button")) return;
    else if (STEPS[event.key]) this.go({ step: STEPS[event.key] });
    else if (PAGES[event.key] && this.data?.pages > 1) this.go({ page: PAGES[event.key] });
    else return;
    event.preventDefault();
  }

  pressInTitle(event) {
    if (event.key === "Enter") this.stopEditing(true);
    else if (event.key === "Escape") this.stopEditing();
    else return;
    event.preventDefault();
  }

  // The picture of the server as an image: nothing in it can run, load anything, or become part of the page.
  async show(data, isAnswer) {
    this.data = data;
    const address = URL.createObjectURL(new Blob([data.svg], { type: "image/svg+xml" })), next = new Image();
    next.src = address;
    await next.decode().catch(() => {});
    if (this.data !== data || !this.dialog.open) return URL.revokeObjectURL(address);
    const before = this.image.src;
    this.image.src = address;
    this.image.alt = data.altText;
    this.image.hidden = false;
    this.part(".waiting").hidden = true;
    if (before) URL.revokeObjectURL(before);
    this.stage.style.setProperty("--paper", data.paper);
    this.stage.style.setProperty("--ink", data.ink);
    this.stage.dataset.shown = data.number;
    this.enable(data);
    this.placeTitle();
    if (isAnswer) this.say(this.textOf(data));
    this.fulfil?.(data);
  }

  enable(data) {
    for (const [step, name, isThere] of [[-1, data.back, data.hasEarlier], [1, data.on, data.hasLater]]) {
      const button = this.part(`[data-step='${step}']`);
      button.textContent = name;
      button.disabled = !isThere;
    }
    for (const button of this.root.querySelectorAll("[data-page]")) button.hidden = data.pages === 1;
    this.part("[data-page='-1']").disabled = data.page === 0;
    this.part("[data-page='1']").disabled = data.page === data.pages - 1;
  }

  textOf(data) {
    const { step } = this.asked ?? {}, isSame = data.said === this.lastSaid;
    this.asked = null;
    this.lastSaid = data.said;
    if (step > 0 && isSame && !data.hasLater) return "This is the last.";
    if (step < 0 && isSame && !data.hasEarlier) return "This is the first.";
    return data.pages > 1 ? `${data.said} Page ${data.page + 1} of ${data.pages}.` : data.said;
  }

  say(text) { this.part(".said").textContent = text; }

  async copy() {
    if (this.data?.refusal) return this.say(this.data.refusal);
    if (!globalThis.ClipboardItem || !navigator.clipboard?.write) return this.say("Your browser blocked copying.");
    const picture = new Promise((resolve, reject) => {
      this.fulfil = (data) => {
        if (data.png) resolve(blobOf(data.png));
        else if (data.refusal) reject(new Error(data.refusal));
      };
    });
    this.wish({ copy: true });
    try {
      await navigator.clipboard.write([new ClipboardItem({ "image/png": picture })]);
      this.say("Picture copied.");
    } catch { this.say("Your browser blocked copying."); }
    this.fulfil = null;
  }

  // The controls come with the pointer or the keyboard and go again.
  wake(event, atOnce = false) {
    this.from ??= [event.clientX, event.clientY];
    const moved = Math.hypot(event.clientX - this.from[0], event.clientY - this.from[1]);
    if (!atOnce && moved < LEAST_MOVE) return;
    this.stage.classList.add("awake");
    clearTimeout(this.sleep);
    this.sleep = setTimeout(() => { this.stage.classList.remove("awake"); this.from = null; }, AWAKE_MS);
  }

  // The title on the picture -> the same place on the screen.
  placeTitle() {
    if (!this.data) return;
    const [width, height] = this.data.size, [left, top, right, bottom] = this.data.titleBox;
    const { clientWidth, clientHeight } = this.stage, scale = Math.min(clientWidth / width, clientHeight / height);
    const across = (clientWidth - width * scale) / 2, down = (clientHeight - height * scale) / 2;
    for (const element of [this.part(".edit"), this.part("textarea")])
      Object.assign(element.style, {
        left: `${across + left * scale}px`, top: `${down + top * scale}px`,
        width: `${(right - left) * scale}px`, height: `${(bottom - top) * scale}px`,
      });
    this.part("textarea").style.fontSize = `${this.data.titleSize * scale}px`;
  }

  edit() {
    if (!this.data) return;
    const box = this.part("textarea");
    box.maxLength = this.data.longestTitle;
    box.value = this.data.title;
    box.hidden = false;
    box.select();
    box.focus();
    box.onblur = () => this.stopEditing(true);
  }

  stopEditing(isDone = false) {
    const box = this.part("textarea");
    if (box.hidden) return;
    box.onblur = null;
    box.hidden = true;
    this.stage.focus();
    const title = box.value.replace(/\s+/g, " ").trim();
    if (isDone && title !== this.data.title) this.wish({ title });
  }
}

globalThis.allweatherPresent = ({ parentElement, data, setStateValue }) => {
  let presenter = presenters.get(parentElement);
  if (!presenter) presenters.set(parentElement, (presenter = new Presenter(parentElement)));
  presenter.receive(data, setStateValue);
};
