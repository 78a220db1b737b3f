// All that a picture shows, as values: the view from the server, the day, the focus, and what follows from them.

import {TieHistory, firstAfter, unpackedMask} from "../history.js";
import {updateLines} from "./pairs.js";
import {passedBy} from "./passes.js";
import {updateDots} from "./strokes.js";

// Where more lines than this are drawn, nobody could tell widths, dashes and halos apart, and a line wider than a pixel
// takes ten times as long to draw.
const THRONG = 1000;

// `Picture` alone calls the methods that change it; all other modules only read:
//   view         the last message of the server (`view_of` in view_message.py)
//   theme        "light" or "dark"; `accent` is the colour of what can be moved
//   day          the day shown;  focus, focusActors  the actor or dyad in focus, and its actors
//   places       who is in the picture, and around whom: the message of places.py
//   passed       per spell: 1 if it passed the filters;  marked  per spell: 1 if it is highlighted; null: all are
//   styles       the keys of the styles chosen in the legend;  offered  per spell: 1 if it passed all other filters
//   isAhead      whether a click of the reader changed `passed`, and the server has not said so yet
//   changes      {days, ties}: the days on which something changes (`TieHistory.changesOf`)
//   ties         per tie: null if hidden, else {spell, earlier, certain, dimmed, change}: the spell drawn, the one in
//                force on the date compared with (-1: none), and what became of the tie, a key of network.changes
//   drawsApart   whether each tie has a line of its own, whatever is in focus;  lines  per tie: its line (pairs.js),
//                null if another tie of its pair has it;  drawn  how many lines there are
//   actors       Map of actor -> {ties, undimmedTies, style}: its ties shown, those not dimmed, the style
//                of its tie with the centre;  shown  how many ties are shown
//   circled      the actors that the reader circled, alone or as one of a pair;  circledPairs  the pairs
//   labels       Map of actor on the ring of a rank -> its labels of that ranking: one without any in force is hollow
//   dots         Map of actor -> {visible, focused, circled, hollow, colour, faint, radius, dimmed}, from strokes.js;
//                dotsRevision  grows with each change of them;  visible  the actors whose dots are visible
export class PictureState {
  constructor(network) {
    this.network = network;
    this.history = new TieHistory(network);
    this.view = null;
    this.places = null;
    this.theme = null;
    this.accent = null;
    this.day = null;
    this.focus = "";
    this.focusActors = [];
    this.styles = new Set();
    this.passed = this.marked = this.offered = this.changes = null;
    this.circled = new Set();
    this.circledPairs = new Set();
    this.isAhead = false;
    this.ties = [];
    this.lines = [];
    this.drawn = 0;
    this.drawsApart = false;
    this.actors = new Map();
    this.labels = new Map();
    this.dots = new Map();
    this.dotsRevision = 0;
    this.dotsAreCrowded = false;
    this.visible = [];
    this.shown = 0;
  }

  get ink() { return this.network.ink[this.theme]; }
  get paper() { return this.network.paper[this.theme]; }
  get layout() { return this.view.layout; }
  get onRings() { return this.view.layout === "rings"; }
  get isThrong() { return this.drawn > THRONG; }
  get crowded() { return this.drawn > this.network.crowdedAbove; }
  // Where most ties run to one centre, across the names of others.
  get converging() { return this.view.layout === "rings" || this.view.layout === "map"; }
  get compares() { return this.view.against !== null; }
  get dayText() {
    const day = this.history.dayText(this.day);
    return this.compares ? `${this.history.dayText(this.view.against)} → ${day}` : day;
  }

  spellOf(tieIndex) { return this.history.spells[this.ties[tieIndex].spell]; }
  styleOf(tieIndex) { return this.network.styles[this.spellOf(tieIndex).style]; }
  isUncertain(tieIndex) { return !this.ties[tieIndex].certain || !!this.spellOf(tieIndex).doubt; }
  visibleActors() { return this.visible; }
  // Whether the label of its ring is suspended or not in force on this day, whatever the filters.
  isHollow(actor) {
    const labels = this.shown ? this.labels.get(actor) : null;
    return !!labels && !labels.some((spell) => this.history.isPossible(spell, this.day));
  }
  isCentre(actor) { return actor === this.places.centre; }
  joinsCentre({from, to}) { return this.isCentre(from) || this.isCentre(to); }

  // What changes it -----------------------------------------------------------------------------

  setView(view, places) {
    const before = this.view ?? {}, {length} = this.history.spells;
    this.view = view;
    this.places = places;
    this.labels = new Map(places.actors.map((id, index) => [id, places.labels[index]]).filter(([, labels]) => labels));
    if (before.passed !== view.passed || this.isAhead) {
      const passed = unpackedMask(view.passed, length);
      // The reader's click has often let pass the same already.
      if (!this.changes || passed.some((bit, index) => bit !== this.passed[index])) {
        this.passed = passed;
        this.changes = this.history.changesOf(passed);
      }
      this.isAhead = false;
    }
    this.marked = view.marked ? unpackedMask(view.marked, length) : null;
    this.offered = view.offered ? unpackedMask(view.offered, length) : null;
    this.circled = new Set(view.circled.actors);
    this.circledPairs = new Set(view.circled.pairs);
  }

  isCircled(actor) { return this.circled.has(actor); }
  // The groups are those of the date of the view: while another day is shown, there are none.
  get hulls() { return this.view && this.day === this.view.asOf ? this.view.hulls : []; }
  // Map of actor -> the number of its group, as it follows a name, where outlines may overlap.
  get groupMarks() {
    const groups = this.hulls.filter(({isTriangle, isApart}) => !isTriangle && !isApart);
    return new Map(groups.flatMap(({actors}, index) => actors.map((id) => [id, ` (${index + 1})`])));
  }

  setStyles(styles) { this.styles = new Set(styles); }

  // Lets pass what the server will say of the styles chosen; returns whether that can be known here.
  filterByStyles() {
    if (!this.view.stylesFilter) return false;
    const {styles, network, history} = this, others = this.offered ?? this.passed;
    const passes = network.styles.map(({key}) => (styles.has(key) ? 1 : 0));
    this.offered = styles.size ? others : null;
    this.passed = styles.size ? others.map((bit, index) => bit & passes[history.spells[index].style]) : others;
    this.changes = history.changesOf(this.passed);
    this.isAhead = true;
    return true;
  }

  // The same for the filters at the left; `choices` are the keys chosen, by field.
  filterByChoices(choices) {
    if (!this.view.choicesFilter) return false;
    const {history, network} = this, {base, passed} = this.view;
    const others = unpackedMask(base ?? passed, history.spells.length);
    const chosen = [...choices.tiers, ...choices.layers];
    this.styles = new Set(network.styles.map(({key}) => key).filter((key) => chosen.includes(key)));
    this.offered = this.styles.size ? passedBy({...choices, tiers: [], layers: []}, history, others) : null;
    this.passed = passedBy(choices, history, others);
    this.changes = history.changesOf(this.passed);
    this.isAhead = true;
    return true;
  }

  setFocus(focus, actors) {
    this.focus = focus;
    this.focusActors = actors;
  }

  // After a change of the view, the day or the focus: `tieIndexes` are the ties that it can concern, null is all.
  // The ties as they would be without the filter of the legend.
  tiesOffered() {
    return this.history.ties.map((tie) => this.tieOn(tie, this.offered));
  }

  updateTies(tieIndexes) {
    const {history} = this;
    for (const index of tieIndexes ?? history.ties.keys()) {
      const tie = this.tieOn(history.ties[index]);
      this.shown += (tie ? 1 : 0) - (this.ties[index] ? 1 : 0);
      this.ties[index] = tie;
    }
    this.drawn += updateLines(this, tieIndexes);
    const actors = tieIndexes ? history.actorsOf(tieIndexes) : this.network.nodes.map(({id}) => id);
    for (const id of actors) this.countTies(id);
    updateDots(this, tieIndexes ? actors : null);
  }

  // The ties that change after one day, until another.
  tiesChangedBetween(low, high) {
    const {days, ties} = this.changes;
    return new Set(ties.slice(firstAfter(days, low), firstAfter(days, high)).flat());
  }

  // What is drawn of a tie, given the spells that passed; null if nothing is.
  tieOn(tie, passed = this.passed) {
    const {history, day} = this, {against} = this.view;
    const now = history.spellInForce(tie, day, passed);
    const earlier = this.compares ? history.spellInForce(tie, against, passed) : -1;
    const spell = now < 0 ? earlier : now;
    if (spell < 0) return null;
    const change = this.compares ? this.changeBetween(earlier, now) : null;
    const outside = (this.focus && !this.isInFocus(tie)) || (this.marked && !this.marked[spell]);
    const certain = history.isCertain(spell, now < 0 ? against : day);
    return {spell, earlier, certain, dimmed: !!outside || change === "same", change};
  }

  // What became of a tie between the two dates, given its spells on them (-1: none).
  changeBetween(earlier, now) {
    if (earlier < 0) return "new";
    if (now < 0) return "ended";
    const {history, view} = this;
    if (earlier === now) {
      return history.isCertain(now, view.against) === history.isCertain(now, this.day) ? "same" : "certainty";
    }
    const [heightBefore, height] = [view.heights[earlier], view.heights[now]];
    if (heightBefore === null || height === null || heightBefore === height) return "other";
    return height < heightBefore ? "up" : "down";
  }

  isInFocus({from, to}) {
    const actors = this.focusActors;
    if (actors.length === 1) return from === actors[0] || to === actors[0];
    return actors.includes(from) && actors.includes(to);
  }

  countTies(id) {
    const {history} = this, count = {ties: 0, undimmedTies: 0};
    for (const index of history.tiesOfActor.get(id) ?? []) {
      const tie = this.ties[index];
      if (!tie) continue;
      count.ties++;
      count.undimmedTies += tie.dimmed ? 0 : 1;
      // Styles are in the order of the legend: of several ties with the centre the declared tier comes first.
      if (!this.joinsCentre(history.ties[index])) continue;
      count.style = Math.min(count.style ?? Infinity, this.spellOf(index).style);
    }
    if (count.ties) this.actors.set(id, count);
    else this.actors.delete(id);
  }
}
