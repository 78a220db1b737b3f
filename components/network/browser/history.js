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

// spells: [{from, fromLast, to, toLast, style, doubt, wording, about, added, original, dates, kind, grade}], possible
//   from `from` until before `toLast`, certain from `fromLast` until before `to`; `style`: of network.styles.
// kinds: [{layers, families, tiers}], what the filters of those names ask of a label; `tiers`: its key and its group.
// ties: [{id, dyad, lane, spells, from, to, straight}], `spells` being indices in order of time, and `straight` the
//   same line without a lane.  tiesOfDyad: Map of dyad -> the indices of its ties.
export class TieHistory {
  constructor(network) {
    this.months = network.months;
    this.spells = network.spells.map((row) => {
      const [from, fromLast, to, toLast, style, doubt, wording, about, added, original, dates, kind, grade] = row;
      return {
        from, fromLast, to: to ?? NEVER, toLast: toLast ?? NEVER, style, doubt, wording, about, added: !!added,
        original, dates, kind, grade: network.grades[grade],
      };
    });
    this.kinds = network.kinds.map(([layers, families, ...tiers]) => ({layers, families, tiers}));
    this.ties = network.ties.map(([id, dyad, lane, spells], index) => {
      const {from, to} = network.edges[index];
      return {id, dyad, lane, spells, from, to, straight: {dyad, from, to, lane: 0}};
    });
    this.tiesOfDyad = new Map();
    this.ties.forEach(({dyad}, index) => {
      this.tiesOfDyad.set(dyad, [...(this.tiesOfDyad.get(dyad) ?? []), index]);
    });
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
    return day >= spell.fromLast && day < spell.to;
  }

  // Every day on which a spell that passed begins, becomes certain, becomes doubtful or ends: {days, ties}, sorted,
  // with the indices of the ties for each day.
  changesOf(passed) {
    const tiesOfDay = new Map();
    this.ties.forEach((tie, tieIndex) => {
      for (const spellIndex of tie.spells) {
        if (!passed[spellIndex]) continue;
        const spell = this.spells[spellIndex];
        for (const day of new Set([spell.from, spell.fromLast, spell.to, spell.toLast])) {
          if (day === NEVER) continue;
          if (!tiesOfDay.has(day)) tiesOfDay.set(day, new Set());
          tiesOfDay.get(day).add(tieIndex);
        }
      }
    });
    const days = [...tiesOfDay.keys()].sort((one, other) => one - other);
    return {days, ties: days.map((day) => [...tiesOfDay.get(day)])};
  }
}
