// Which lines are drawn for the ties shown: one for each tie, or one for all ties of a pair.

// Draws up `state.lines` anew for the pairs of the ties given (null: all), and returns how many more lines there are.
// Per tie: null if it has no line of its own, else {curve, ties}: the curve {from, to, dyad, lane} of its line, and the
// indices of the ties that the line stands for, the highest first.
export function updateLines(state, tieIndexes) {
  const {ties, tiesOfDyad} = state.history, {lines} = state;
  let more = 0;
  for (const dyad of tieIndexes ? dyadsOf(state.history, tieIndexes) : tiesOfDyad.keys()) {
    const all = tiesOfDyad.get(dyad), indexes = all.filter((index) => state.ties[index]);
    for (const index of all) {
      more -= lines[index] ? 1 : 0;
      lines[index] = null;
    }
    if (!indexes.length) continue;
    if (indexes.length > 1) indexes.sort((one, other) => rankOf(state, one) - rankOf(state, other));
    const [first] = indexes, leads = isApart(state, ties[first]) ? indexes : leadsOf(state, indexes);
    for (const index of leads) {
      lines[index] = {curve: leads.length > 1 ? ties[index] : alone(state, ties[index]), ties: [index]};
    }
    for (const index of indexes) if (!lines[index]) lines[first].ties.push(index);
    more += leads.length;
  }
  return more;
}

function dyadsOf(history, tieIndexes) { return new Set(Array.from(tieIndexes, (index) => history.ties[index].dyad)); }

// A tie that is the only line of its pair is straight, unless its lane is kept for others that come and go beside it.
function alone(state, tie) { return isApart(state, tie) ? tie : tie.straight; }

function isApart(state, tie) {
  return state.drawsApart || (state.focusActors.length === 2 && state.isInFocus(tie));
}

// Of a pair with one line, the ties that have it: the highest, or in a comparison each that changed.
function leadsOf(state, indexes) {
  const changed = indexes.filter((index) => isChanged(state, index));
  return changed.length ? changed : indexes.slice(0, 1);
}

function isChanged(state, index) { return state.compares && state.ties[index].change !== "same"; }

// What changed first, then what is not dimmed, then in the order of the legend: labels by rank, other types of tie.
function rankOf(state, index) {
  const {dimmed} = state.ties[index], {lane} = state.history.ties[index];
  const place = state.spellOf(index).style + Math.abs(lane) / 100 + (lane < 0) / 200;
  return place + (isChanged(state, index) ? 0 : 1e4) + (dimmed ? 1e3 : 0);
}

// All ties of the pairs of which some changed.
export function withSiblings(history, tieIndexes) {
  return new Set([...dyadsOf(history, tieIndexes)].flatMap((dyad) => history.tiesOfDyad.get(dyad)));
}
