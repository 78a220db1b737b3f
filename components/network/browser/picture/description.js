// What a picture shows, in words, for readers who do not see it.

const count = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

// The label of the canvas; the sentence about the filters comes with the view.
export function pictureText(state) {
  const {filtersText, heading, against} = state.view, day = state.history.dayText(state.day);
  const focus = state.focusActors.map((id) => state.network.about[id]?.[0] ?? id).join(" – ");
  return [
    `Network ${state.compares ? `comparing ${state.history.dayText(against)} with` : "on"} ${day}:`,
    `${count(state.shown, "tie")} among ${count(state.visibleActors().length, "actor")}.`,
    circledText(state), hullsText(state), filtersText, focus && `Highlighted: ${focus}.`, heading,
    "The page Ties lists the same ties.",
  ].filter(Boolean).join(" ");
}

function circledText({circled, network}) {
  const names = [...circled].map((id) => network.about[id]?.[0] ?? id);
  return names.length ? `Circled by hand: ${names.join(", ")}.` : "";
}

function hullsText({hulls}) {
  const triangles = hulls.filter(({isTriangle}) => isTriangle).map(({name}) => name);
  if (triangles.length) return `Not balanced: ${triangles.join("; ")}.`;
  const groups = hulls.map(({name, actors}) => `${name}, ${count(actors.length, "actor")}`);
  return groups.length ? `Groups: ${groups.join("; ")}.` : "";
}

export function sliderText(state) { return `${state.dayText}, ${count(state.shown, "tie")} shown`; }
