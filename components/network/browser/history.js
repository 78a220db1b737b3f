// The network of all times -> which spell of a tie is in force on a day. Days are whole days since 1970-01-01.
// The rule is that of `Span` in data/model/span.py, repeated here because dragging along the time axis needs every day.

const NEVER = Infinity;
const DAY_MS = 86400000;

export const isoDay = (day) => new Date(day * DAY_MS).toISOString().slice(0, 10);
export const yearOf = (day) => new Date(day * DAY_MS).getUTCFullYear();
export const firstDayOf = (year) => Date.UTC(year, 0, 1) / DAY_MS;

// The mask that `packed` in view_message.py wrote: 0 or 1 for each of `length` spells.
export function unpackedMask(base64, length) {
  const bytes = atob(base64);
  const bits = new Uint8Array(length);
  for (let index = 0; index < length; index++) bits[index] = (bytes.charCodeAt(index >> 3) >> (7 - (index & 7))) & 1;
  return bits;
}

// The first index in a sorted list whose value is greater than the limit.
export function firstAfter(sorted, limit) {
  let low = 0, high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}

function addPlace(places, key, index) {
  const known = places.get(key);
  if (known) known.push(index);
  else places.set(key, [index]);
}

// The value of a row in a column, as spell_columns.py writes it.
function valueIn({values, codes}, row) { return values[codes ? codes[row] : 0]; }

// A spell: possible from `from` until before `toLast`, certain from `fromLast` until before `to`; `style`: of
// network.styles, `kind`: of network.kinds. Texts that few readers ask for are put together when they are.
class Spell {
  constructor(columns, index, style) {
    const [from, fromLast] = valueIn(columns.opening, index), [to, toLast] = valueIn(columns.closing, index);
    this.columns = columns;
    this.index = index;
    this.from = from;
    this.fromLast = fromLast;
    this.to = to ?? NEVER;
    this.toLast = toLast ?? NEVER;
    this.kind = columns.kind[index];
    this.style = style;
    this.doubt = valueIn(columns.doubt, index);
    this.grade = valueIn(columns.grade, index);
    this.wording = valueIn(columns.wording, index);
    this.added = false;
  }

  get original() { return valueIn(this.columns.original, this.index); }

  get dates() {
    const {opening, closing, endMark} = this.columns;
    const [,, withoutEnd, withEnd] = valueIn(opening, this.index), [,, end] = valueIn(closing, this.index);
    return end ? withEnd.replace(endMark, () => end) : withoutEnd;
  }

  // What it is based on, how well it is supported, and whether a reader added it.
  get support() {
    const {basis, support, addedText} = this.columns;
    return [valueIn(basis, this.index), valueIn(support, this.index), this.added && addedText].filter(Boolean);
  }
}

// spells: of `Spell`.  kinds: [{layers, families, tiers}], what the filters of those names ask of a label; `tiers`: its
//   key and its group.
// ties: [{id, dyad, lane, spells, from, to, straight}], `spells` being indices in order of time, and `straight` the
//   same line without a lane.  tiesOfDyad, tiesOfActor: Map of dyad or actor -> the
//   indices of its ties.
export class TieHistory {
  constructor(network) {
    const {kindStyles, spells} = network;
    this.months = network.months;
    this.spells = spells.kind.map((kind, index) => new Spell(spells, index, kindStyles[kind]));
    for (const index of spells.added) this.spells[index].added = true;
    this.kinds = network.kinds.map(([layers, families, ...tiers]) => ({layers, families, tiers}));
    this.ties = tiesOf(network);
    this.tiesOfDyad = new Map();
    this.tiesOfActor = new Map();
    this.ties.forEach(({dyad, from, to}, index) => {
      addPlace(this.tiesOfDyad, dyad, index);
      addPlace(this.tiesOfActor, from, index);
      addPlace(this.tiesOfActor, to, index);
    });
    this.limits = null;          // of all spells, once they are asked for
  }

  // The actors of the ties given.
  actorsOf(tieIndexes) {
    const actors = new Set();
    for (const index of tieIndexes) {
      const {from, to} = this.ties[index];
      actors.add(from).add(to);
    }
    return actors;
  }

  // "1 Mar 2023", as `day_text` in data/base/days.py writes it.
  dayText(day) {
    const date = new Date(day * DAY_MS);
    return `${date.getUTCDate()} ${this.months[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
  }

  // The index of the tie's spell that is in force on the day, among those that passed the filters; -1 if none is.
  // The same rule as `representative_spells` in representative.py: the certain one, else the later one.
  spellInForce(tie, day, passed) {
    let inForce = -1;
    for (const index of tie.spells) {
      if (!passed[index] || !this.isPossible(index, day)) continue;
      if (inForce >= 0 && this.isCertain(inForce, day) && !this.isCertain(index, day)) continue;
      inForce = index;
    }
    return inForce;
  }

  isPossible(spellIndex, day) {
    const spell = this.spells[spellIndex];
    return day >= spell.from && day < spell.toLast;
  }

  isCertain(spellIndex, day) {
    const spell = this.spells[spellIndex];
    return day >= spell.fromLast && day < spell.to && spell.doubt !== "proposed";
  }

  // Every day on which a spell that passed begins, becomes certain, becomes doubtful or ends: {days, ties}, sorted,
  // with the indices of the ties for each day.
  changesOf(passed) {
    this.limits ??= limitsOf(this);
    const {days: dayOf, ties: tieOf, spells: spellOf} = this.limits, days = [], ties = [];
    let lastDay = NaN, lastTie = -1;
    for (let index = 0; index < dayOf.length; index++) {
      if (!passed[spellOf[index]]) continue;
      const day = dayOf[index], tie = tieOf[index];
      if (day === lastDay && tie === lastTie) continue;
      if (day === lastDay) ties[ties.length - 1].push(tie);
      else {
        days.push(day);
        ties.push([tie]);
      }
      lastDay = day;
      lastTie = tie;
    }
    return {days, ties};
  }
}

// All limits of all spells in order of their days, then of their ties: columns of days, ties and spells. A filter goes
// through them once, where to gather and sort them each time would take longer than all else that it changes.
function limitsOf({ties, spells}) {
  const days = [], tieOf = [], spellOf = [];
  let first = Infinity;
  const add = (day, tie, spell) => {
    days.push(day);
    tieOf.push(tie);
    spellOf.push(spell);
    if (day < first) first = day;
  };
  ties.forEach((tie, index) => {
    for (const spell of tie.spells) {
      const {from, fromLast, to, toLast} = spells[spell];
      add(from, index, spell);
      if (fromLast !== from) add(fromLast, index, spell);
      if (to !== NEVER) add(to, index, spell);
      if (toLast !== NEVER && toLast !== to) add(toLast, index, spell);
    }
  });
  // A day and the place of its limit as one number: numbers sort many times faster than rows.
  const {length} = days, order = new Float64Array(length);
  for (let place = 0; place < length; place++) order[place] = (days[place] - first) * length + place;
  order.sort();
  const sorted = {days: new Int32Array(length), ties: new Int32Array(length), spells: new Int32Array(length)};
  for (let index = 0; index < length; index++) {
    const place = order[index] % length;
    sorted.days[index] = days[place];
    sorted.ties[index] = tieOf[place];
    sorted.spells[index] = spellOf[place];
  }
  return sorted;
}

function tiesOf({nodes, ties: {joint, from, to, lane, first, count, line}}) {
  return lane.map((ownLane, index) => {
    const ends = {from: nodes[from[index]].id, to: nodes[to[index]].id}, dyad = `${ends.from}${joint}${ends.to}`;
    const spells = [];
    for (let spell = first[index]; spell < first[index] + count[index]; spell++) spells.push(spell);
    return {
      id: `${dyad}${valueIn(line, index)}`, dyad, lane: ownLane, spells, ...ends, straight: {dyad, ...ends, lane: 0},
    };
  });
}
