// The network of all times -> what holds on a day. Days are whole days since 1970-01-01.
// A spell arrives as [firstStart, lastStart, firstEnd, lastEnd, style, unsure, wording, tip, own].

const NEVER = Infinity;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DAY_MS = 86400000;

const isoDay = (day) => new Date(day * DAY_MS).toISOString().slice(0, 10);
const yearOf = (day) => new Date(day * DAY_MS).getUTCFullYear();
const dayOfYear = (year) => Date.UTC(year, 0, 1) / DAY_MS;

function spokenDay(day) {
  const date = new Date(day * DAY_MS);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

function unpacked(base64, length) {
  const bytes = atob(base64);
  const bits = new Uint8Array(length);
  for (let at = 0; at < length; at++) bits[at] = (bytes.charCodeAt(at >> 3) >> (7 - (at & 7))) & 1;
  return bits;
}

class Ledger {
  constructor(network) {
    this.network = network;
    this.spells = network.spells.map(([from, fromLast, to, toLast, style, unsure, wording, tip, own]) => ({
      from, fromLast, to: to ?? NEVER, toLast: toLast ?? NEVER, style, unsure: !!unsure, wording, tip, own: !!own,
    }));
    this.ties = network.ties.map(([id, lane, spells], at) => ({
      id, lane, spells, from: network.edges[at].from, to: network.edges[at].to,
    }));
    this.tieAt = new Map(this.ties.map((tie, at) => [tie.id, at]));
  }

  // The spell of a tie that holds on the day and passed the filters: its position, or -1.
  // Where two possible spells meet on an imprecise date, the one that is certain wins, else the later.
  holds(tie, day, passed) {
    let found = -1;
    for (const at of tie.spells) {
      const spell = this.spells[at];
      if (!passed[at] || day < spell.from || day >= spell.toLast) continue;
      if (found >= 0 && this.certain(found, day)) continue;
      found = at;
    }
    return found;
  }

  certain(at, day) {
    const spell = this.spells[at];
    return day >= spell.fromLast && day < spell.to;
  }

  // Every day on which a spell that passed begins, becomes certain, becomes doubtful or ends, with the ties.
  changes(passed) {
    const found = new Map();
    this.ties.forEach((tie, at) => {
      for (const place of tie.spells) {
        if (!passed[place]) continue;
        const spell = this.spells[place];
        for (const day of new Set([spell.from, spell.fromLast, spell.to, spell.toLast])) {
          if (day === NEVER) continue;
          if (!found.has(day)) found.set(day, new Set());
          found.get(day).add(at);
        }
      }
    });
    const days = [...found.keys()].sort((one, other) => one - other);
    return {days, ties: days.map((day) => [...found.get(day)])};
  }
}

// First place in a sorted list whose value is greater than the limit.
function after(sorted, limit) {
  let low = 0, high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}
