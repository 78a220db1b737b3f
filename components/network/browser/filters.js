// The filters at the left that the picture need not wait for the server with: what the reader chooses there decides at
// once which spells pass, and the server's view, which comes later, says the same.

// Milliseconds: for so long after a reader's act a change of a widget is theirs. A page that was found quiet so many
// times, one after the other, has nothing more to say; a clock would count the time in which a busy page stood still.
const ACT = 1000, QUIET_LOOKS = 8, LOOK_EVERY = 50;

const plain = (text) => text.replace(/\s+/g, " ").trim();
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

// The fields are the keys of network.choices: each has the texts of its widget and the keys that they stand for.
export class Filters {
  constructor(picture) {
    this.picture = picture;
    this.server = null;          // field -> the keys chosen, as the server last said
    this.ahead = [];             // the same after each act of the reader that the server has not yet followed
    this.actedAt = 0;
    this.observers = new Map();  // field -> what watches its widget
    this.listen = (event) => this.hear(event);
    // Before the widget itself hears of it.
    for (const name of ["pointerdown", "click", "keydown"]) document.addEventListener(name, this.listen, true);
  }

  destroy() {
    for (const name of ["pointerdown", "click", "keydown"]) document.removeEventListener(name, this.listen, true);
    this.observers.forEach((observer) => observer.disconnect());
    clearInterval(this.timer);
  }

  // field -> the keys chosen: what the reader sees in the widgets; null where the server has said the same.
  get now() { return this.ahead.at(-1) ?? null; }

  // The server's view arrived. It is behind the reader if it says what was chosen some acts ago.
  follow(chosen) {
    const {now, server, ahead} = this, isKnown = now && [server, ...ahead].some((one) => same(one, chosen));
    if (isKnown && !same(now, chosen)) {
      this.picture.state.filterByChoices(now);
      return;
    }
    this.server = chosen;
    this.forget();
  }

  forget() {
    this.ahead = [];
    clearInterval(this.timer);
  }

  // An act in a widget, or in its list, which is elsewhere on the page: for a while the widget's changes are watched.
  hear(event) {
    const within = (name) => [event.target, document.activeElement].some((one) => one?.closest?.(selectorOf(name)));
    const field = Object.keys(this.picture.network.choices).find(within);
    if (!field) return;
    this.actedAt = performance.now();
    this.watch(field, document.querySelector(selectorOf(field)));
  }

  watch(field, widget) {
    this.observers.get(field)?.disconnect();
    let seen = textsIn(widget);
    const observer = new MutationObserver(() => {
      const texts = textsIn(widget);
      if (same(texts, seen)) return;
      seen = texts;
      if (performance.now() - this.actedAt < ACT) this.choose(field, texts);
    });
    observer.observe(widget, {subtree: true, childList: true, attributes: true, attributeFilter: ["aria-pressed"]});
    this.observers.set(field, observer);
  }

  // Nothing where a text could mean several things, or one that the browser does not know.
  choose(field, texts) {
    const keyOf = this.picture.network.choices[field], keys = texts.map((text) => keyOf[text]);
    if (!this.server || keys.includes(undefined)) return;
    this.ahead.push({...(this.now ?? this.server), [field]: keys.sort()});
    if (this.picture.state.filterByChoices(this.now)) this.draw();
    this.awaitEnd();
  }

  draw() {
    this.picture.refresh();
    this.picture.axis.draw();
  }

  // A click on an entry of the legend filters by its styles: at once, if the browser can tell what passes.
  chooseStyles(styles) {
    const {picture, picture: {state}} = this;
    this.forget();
    state.setStyles(styles);
    if (state.filterByStyles()) picture.refresh();
    else picture.legend.draw(state);
    picture.axis.draw();
    picture.sendToServer("styles", [...styles]);
  }

  // Where the server comes to the view that it had (a filter on and off again), it sends none.
  awaitEnd() {
    let quiet = 0;
    clearInterval(this.timer);
    this.timer = setInterval(() => {
      const state = document.querySelector("[data-test-script-state]")?.dataset.testScriptState;
      quiet = state === "notRunning" ? quiet + 1 : 0;
      if (quiet < QUIET_LOOKS) return;
      this.forget();
      this.followServer();
    }, LOOK_EVERY);
  }

  // What the server said last is true.
  followServer() {
    const {state, messageNumber} = this.picture;
    if (!state.isAhead || state.view.messageNumber !== messageNumber) return;
    state.setView(state.view, state.places);
    state.setStyles(state.view.styles);
    this.draw();
  }
}

const selectorOf = (field) => `.st-key-view_${field}`;

// The texts chosen in a widget: pills that are pressed, or the marks of a list.
function textsIn(widget) {
  const pressed = [...widget.querySelectorAll("button[aria-pressed=true]")].map(({textContent}) => textContent);
  // A list of many has a hidden copy of its marks in a template, which a search does not enter.
  const marks = [...widget.querySelectorAll("[data-tag] > span:first-child")].map(({textContent}) => textContent);
  return [...pressed, ...marks].map(plain);
}
