// The legend: what became of ties, each style with its number of ties, and the signs for uncertain and added ones.
// A click on a style filters by it; the others stay, with what they would show.

import {sampleOf} from "./legend_samples.js";

const GROUPS = {
  marks: "Marked",
  changes: "Changes",
  labels: "Labels by rank",
  types: "Other types of tie",
  signs: "Signs",
};

// onFilter(styles): gets the Set of the keys of all styles that are chosen after a click.
export class Legend {
  constructor(root, onFilter) {
    this.root = root;
    this.onFilter = onFilter;
    this.key = null;             // of what is drawn
    this.theme = null;
    this.items = new Map();      // key of an entry -> its element, which stays when its number changes
    this.texts = new Map();      // key of an entry -> what its element says, as one text
    this.entries = [];           // as drawn
    this.lengths = "";           // of their texts: while only digits change, they need the same room
    this.isOpen = false;
    this.more = buttonElement("aw-more");
    this.more.onclick = () => this.open(!this.isOpen);
    root.addEventListener("keydown", (event) => this.pressKey(event));
    root.addEventListener("focusin", ({target}) => this.setStop(target));
  }

  // Drawn only if it differs from the last one.
  draw(state) {
    const entries = entriesOf(state), key = JSON.stringify([state.theme, entries]);
    if (key === this.key) return;
    const isSameList = state.theme === this.theme && keysOf(entries) === keysOf(this.entries);
    if (state.theme !== this.theme) { this.items.clear(); this.texts.clear(); }
    Object.assign(this, {key, entries, theme: state.theme});
    for (const entry of entries) this.write(entry, state);
    if (!isSameList) this.arrange();
    if (!isSameList || this.lengths !== lengthsOf(entries)) this.fold();
    this.lengths = lengthsOf(entries);
  }

  // While time plays, a few numbers change with each frame.
  write(entry, state) {
    const text = JSON.stringify([entry, state.styles.size]);
    if (this.texts.get(entry.key) === text) return;
    this.texts.set(entry.key, text);
    if (!this.items.has(entry.key)) this.items.set(entry.key, itemOf(entry, state));
    const item = this.items.get(entry.key), button = item.querySelector("button");
    item.querySelector(".aw-entry").lastChild.data = entry.text;
    item.classList.toggle("aw-absent", !entry.isInView);
    if (!button) return;
    button.setAttribute("aria-pressed", String(entry.isPressed));
    button.title = entry.isPressed ? "Remove this filter" : state.styles.size ? "Show these, too" : "Show only these";
    button.onclick = () => this.onFilter(stylesAfter(entry, state));
  }

  // The entries in their groups; the keyboard focus stays where it was.
  arrange() {
    const {root} = this, focused = root.getRootNode().activeElement;
    const groups = Object.keys(GROUPS).map((group) => [group, this.entries.filter((entry) => entry.group === group)]);
    root.replaceChildren(...groups.flatMap(([group, entries]) => (entries.length
      ? [groupOf(GROUPS[group], entries.map(({key}) => this.items.get(key)))] : [])));
    if (!this.entries.length) root.append("No ties on record");
    if (root.contains(focused)) focused.focus();
  }

  open(isOpen) {
    this.isOpen = isOpen;
    this.fold();
    this.more.focus();
  }

  pressKey(event) {
    if (event.key === "Escape" && this.isOpen) this.open(false);
    else if (!this.moveTo(event.key, event.target)) return;
    event.stopPropagation();
    event.preventDefault();
  }

  // Arrow keys go from entry to entry: for the Tab key all are one stop, as there can be many.
  moveTo(key, from) {
    const buttons = this.buttonsInSight(), place = buttons.indexOf(from), last = buttons.length - 1;
    const after = place + 1, before = place - 1;
    const next = {ArrowRight: after, ArrowDown: after, ArrowLeft: before, ArrowUp: before, Home: 0, End: last};
    buttons[next[key]]?.focus();
    return key in next;
  }

  buttonsInSight() { return [...this.root.querySelectorAll("button")].filter((one) => !one.closest("[hidden]")); }

  // The one that the Tab key reaches.
  setStop(button) {
    const buttons = this.buttonsInSight(), stop = buttons.includes(button) ? button : buttons[0];
    for (const one of this.root.querySelectorAll("button")) one.tabIndex = one === stop ? 0 : -1;
  }

  // Entries that find no room are behind a button that counts them; none is ever cut. Also after a change of size.
  fold() {
    const {root, more, isOpen} = this, focused = root.getRootNode().activeElement;
    more.remove();
    root.classList.toggle("aw-open", isOpen);
    const items = this.entries.map(({key}) => this.items.get(key));
    for (const item of items) item.hidden = false;
    this.nameGroups();
    const isFull = () => root.scrollHeight > root.clientHeight + 1;
    if (isOpen || isFull()) root.append(more);
    if (!isOpen && more.isConnected) this.hideLast(isFull);
    more.textContent = isOpen ? "Show fewer" : `${items.filter((item) => item.hidden).length} more`;
    more.setAttribute("aria-expanded", String(isOpen));
    if (focused === more && more.isConnected) more.focus();
    this.setStop(root.getRootNode().activeElement);
  }

  // What is pressed goes last.
  hideLast(isFull) {
    const {root} = this, bottom = root.getBoundingClientRect().bottom;
    const last = [...this.entries].reverse().sort((one, other) => one.isPressed - other.isPressed);
    const items = last.map(({key}) => this.items.get(key));
    this.more.textContent = `${items.length} more`;
    const below = items.filter((item) => item.getBoundingClientRect().bottom > bottom).length;
    items.slice(0, below).forEach((item) => { item.hidden = true; });
    this.nameGroups();
    for (let next = below; isFull() && next < items.length - 1; next++) {
      items[next].hidden = true;
      this.nameGroups();
    }
  }

  // In a row, the name of a group is part of its first entry in sight, so that no line ends with it.
  nameGroups() {
    for (const group of this.root.querySelectorAll(".aw-group")) {
      const [first, ...others] = group.querySelectorAll(".aw-item:not([hidden])");
      group.hidden = !first;
      others.forEach((item) => item.removeAttribute("data-group"));
      first?.setAttribute("data-group", group.dataset.name);
    }
  }
}

// What the legend says ----------------------------------------------------------------------------

// [{key, group, text, isInView}], and of a style also {styles, isLabel, isPressed}: the keys of the styles that it is.
function entriesOf(state) {
  const {changes, uncertain, added} = countsOf(state), entries = [];
  const triangles = state.hulls.filter(({isTriangle}) => isTriangle).length;
  if (triangles) entries.push({group: "marks", key: "triangle", text: `Triangle that is not balanced · ${triangles}`});
  for (const [change, [, text]] of Object.entries(state.network.changes)) {
    if (changes.has(change)) entries.push({group: "changes", key: change, text: `${text} · ${changes.get(change)}`});
  }
  entries.push(...styleEntries(state));
  const hollow = [...state.dots.values()].filter((dot) => dot.visible && dot.hollow).length;
  if (hollow) entries.push({group: "signs", key: "hollow", text: `Label of this ring not in force · ${hollow}`});
  if (uncertain) entries.push({group: "signs", key: "uncertain", text: `Uncertain · ${uncertain}`});
  if (added) entries.push({group: "signs", key: "added", text: `Added by you · ${added}`});
  return entries.map((entry) => ({isInView: true, ...entry}));
}

// {changes: Map of key -> ties, uncertain, added}; unchanged ties count as such only.
function countsOf(state) {
  const counts = {changes: new Map(), uncertain: 0, added: 0};
  state.ties.forEach((tie, index) => {
    if (!tie) return;
    if (tie.change) counts.changes.set(tie.change, (counts.changes.get(tie.change) ?? 0) + 1);
    if (tie.change === "same") return;
    counts.uncertain += state.isUncertain(index);
    counts.added += state.spellOf(index).added;
  });
  return counts;
}

// Styles that look and read the same in the vocabularies of several owners are one entry. Once the legend filters, each
// has the number of ties that it would show.
function styleEntries(state) {
  const shown = countsByStyle(state, state.ties);
  const offered = state.offered ? countsByStyle(state, state.tiesOffered()) : shown;
  const entries = new Map();
  state.network.styles.forEach(({key, name, light, isLabel}, index) => {
    const id = `${name}|${light}`, group = isLabel ? "labels" : "types";
    if (!entries.has(id)) entries.set(id, {group, key: id, index, count: 0, isInView: false, isLabel, styles: []});
    const entry = entries.get(id);
    entry.styles.push(key);
    entry.count += offered[index];
    entry.isInView ||= shown[index] > 0;
    entry.isPressed ||= state.styles.has(key);
  });
  const inUse = [...entries.values()].filter(({count, isPressed}) => count || isPressed);
  return inUse.map((entry) => ({...entry, text: `${state.network.styles[entry.index].name} · ${entry.count}`}));
}

function countsByStyle(state, ties) {
  const counts = state.network.styles.map(() => 0);
  for (const tie of ties) if (tie && tie.change !== "same") counts[state.history.spells[tie.spell].style]++;
  return counts;
}

// After a click on an entry. Labels and other types of tie exclude each other.
function stylesAfter({styles, isPressed, isLabel}, state) {
  const others = state.network.styles.filter((style) => style.isLabel === isLabel && state.styles.has(style.key));
  const kept = others.map(({key}) => key).filter((key) => !styles.includes(key));
  return new Set(isPressed ? kept : [...kept, ...styles]);
}

function lengthsOf(entries) { return entries.map(({text, isPressed}) => `${text.length}${isPressed}`).join(); }

function keysOf(entries) { return entries.map(({key}) => key).join("\n"); }

// Elements ----------------------------------------------------------------------------------------

function groupOf(name, items) {
  const group = Object.assign(document.createElement("div"), {className: "aw-group"}), list = spanElement("aw-entries");
  list.setAttribute("role", "list");
  list.setAttribute("aria-label", name);
  list.append(...items);
  group.dataset.name = name;
  group.append(list);
  return group;
}

function itemOf(entry, state) {
  const item = spanElement("aw-item"), content = entry.styles ? buttonElement("aw-entry") : spanElement("aw-entry");
  item.setAttribute("role", "listitem");
  content.append(...sampleOf(entry, state), document.createTextNode(""));
  item.append(content);
  return item;
}

function spanElement(className) { return Object.assign(document.createElement("span"), {className}); }

function buttonElement(className) {
  return Object.assign(document.createElement("button"), {className, type: "button"});
}
