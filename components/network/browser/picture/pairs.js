// Which lines are drawn for the ties shown: one for each tie, or one for all ties of a pair.

// Per tie: null if it has no line of its own, else {curve, ties}: the curve {from, to, dyad, lane} of its line, and the
// indices of the ties that the line stands for, the highest first.
export function linesOf(state) {
  const {ties} = state.history, lines = new Array(ties.length).fill(null);
  for (const indexes of pairsOf(state)) {
    indexes.sort((one, other) => rankOf(state, one) - rankOf(state, other));
    const [first] = indexes, leads = isApart(state, ties[first]) ? indexes : leadsOf(state, indexes);
    for (const index of leads) {
      lines[index] = {curve: leads.length > 1 ? ties[index] : alone(state, ties[index]), ties: [index]};
    }
    lines[first].ties.push(...indexes.filter((index) => !lines[index]));
  }
  return lines;
}

// A tie that is the only line of its pair is straight, unless its lane is kept for others that come and go beside it.
function alone(state, tie) { return isApart(state, tie) ? tie : tie.straight; }

function pairsOf(state) {
  const pairs = new Map();
  state.ties.forEach((tie, index) => {
    if (!tie) return;
    const {dyad} = state.history.ties[index];
    if (pairs.has(dyad)) pairs.get(dyad).push(index);
    else pairs.set(dyad, [index]);
  });
  return pairs.values();
}

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
  const dyads = new Set([...tieIndexes].map((index) => history.ties[index].dyad));
  return new Set([...dyads].flatMap((dyad) => history.tiesOfDyad.get(dyad)));
}
