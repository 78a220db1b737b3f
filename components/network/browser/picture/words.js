// What is said of a tie: on its line, by the chosen words and language, and in full under the pointer.

// The paragraphs on the line of a tie; empty where no words are wanted.
export function wordsOn(state, tieIndex) {
  const {words} = state.view, spell = state.spellOf(tieIndex);
  if (words === "none") return [];
  const texts = wordingsOf(state, spell), doubt = state.ties[tieIndex].certain ? spell.doubt : "uncertain";
  if (words === "since" && spell.dates) texts.push(spell.dates);
  if (doubt) texts[texts.length - 1] += ` (${doubt})`;
  return texts;
}

// In the chosen language; in English where no other is on record.
function wordingsOf({view: {language}}, {wording, original}) {
  if (language === "english" || !original) return [wording];
  return language === "original" ? [original] : [wording, original];
}

// How many ties a line stands for: "×4"; nothing if it is one.
export function countOn(state, tieIndex) {
  const {length} = state.lines[tieIndex].ties;
  return length > 1 ? `×${length}` : "";
}

// The lines about what is under the pointer: a tie, or all ties of a pair that have one line.
export function aboutLine(state, tieIndex) {
  const {dyad} = state.history.ties[tieIndex], siblings = state.history.tiesOfDyad.get(dyad);
  // While time plays, the line of the pair may have become that of another tie.
  const index = [tieIndex, ...siblings].find((one) => state.lines[one]);
  if (index === undefined) return [];
  const {ties} = state.lines[index];
  return ties.length > 1 ? aboutPair(state, ties) : aboutTie(state, index);
}

// The full names of both actors.
function pairText({history, network}, tieIndex) {
  const {from, to} = history.ties[tieIndex];
  return [from, to].map((id) => network.about[id][0]).join(" – ");
}

function quiet(text) { return {text, quiet: true}; }

function aboutPair(state, ties) {
  const pair = pairText(state, ties[0]);
  const rows = ties.map((index) => {
    const spell = state.spellOf(index), {certain} = state.ties[index];
    const doubt = certain ? spell.doubt : "uncertain";
    return `${wordingsOf(state, spell).join(" · ")}, ${spell.dates}${doubt ? ` (${doubt})` : ""}`;
  });
  return [`${pair}: ${ties.length} ties`, ...rows];
}

// Those of its spell, what it was on the date compared with, and why it is uncertain.
function aboutTie(state, tieIndex) {
  const tie = state.ties[tieIndex], {history, view} = state;
  const {wording, original, dates, kind, support} = state.spellOf(tieIndex), family = state.network.kindNames[kind];
  const about = [`${family} · ${dates}`, ...support].map(quiet);
  const lines = [pairText(state, tieIndex), wording, original, ...about].filter(Boolean);
  if (tie.change === "ended") lines.push(quiet("Ended between the two dates"));
  else if (tie.change && tie.earlier >= 0 && tie.earlier !== tie.spell) {
    lines.push(quiet(`On ${history.dayText(view.against)}: ${history.spells[tie.earlier].wording}`));
  }
  if (!tie.certain) lines.push(quiet("Uncertain on this date: the exact date is not known"));
  return lines;
}
