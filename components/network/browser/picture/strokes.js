// State -> what is drawn: a line for a tie, a dot for an actor. Colours come with the network's styles.

// Where many ties are shown, lines are thinner, and pale where they converge on one centre.
const CROWDED_WIDTH = 0.62, CONVERGING_WIDTH = 0.45, CONVERGING_ALPHA = 0.4;
const RADIUS = 8.5, CROWDED_RADIUS = 4, CENTRE_RADIUS = 9;

const fadedColours = new Map();     // colour -> Map of opacity -> the colour with it

// Thousands of lines have the same few colours.
export function faded(hex, alpha) {
  if (!fadedColours.has(hex)) fadedColours.set(hex, new Map());
  const colours = fadedColours.get(hex);
  if (!colours.has(alpha)) colours.set(alpha, withOpacity(hex, alpha));
  return colours.get(alpha);
}

function withOpacity(hex, alpha) {
  const [red, green, blue] = [1, 3, 5].map((place) => parseInt(hex.slice(place, place + 2), 16));
  return `rgba(${red},${green},${blue},${alpha.toFixed(3)})`;
}

// The share of its width that a line keeps.
export function lineShare(state) {
  if (!state.crowded) return 1;
  return state.converging ? CONVERGING_WIDTH : CROWDED_WIDTH;
}

// How the line of a tie looks: {colour, width, dash, style}, in pixels of the labels; `style` is its index.
export function lookOf(state, tieIndex) {
  const tie = state.ties[tieIndex], style = state.styleOf(tieIndex);
  return {
    colour: faded(style[state.theme], alphaOf(state, tieIndex)), width: style.width * lineShare(state),
    dash: tie.change === "ended" ? state.network.endedDash : style.dash, style: state.spellOf(tieIndex).style,
  };
}

function alphaOf(state, tieIndex) {
  const doubt = state.isUncertain(tieIndex) ? state.styleOf(tieIndex).doubt[state.theme] : 1;
  const share = state.ties[tieIndex].dimmed ? state.network.dimShares.lines : doubt;
  return share * (state.crowded && state.converging ? CONVERGING_ALPHA : 1);
}

// Brings the dots of these actors up to date; null: of all.
// Each is {visible, focused, circled, hollow, colour, faint, radius, dimmed}; `faint` is the opacity if dimmed.
export function updateDots(state, actors) {
  const {dots, network, crowded} = state, always = drawnAlways(state);
  // Whether labels are in force, and how full the picture is, concerns those whose own ties did not change, too.
  const concernsAll = !actors || state.labels.size > 0 || state.dotsAreCrowded !== crowded;
  state.dotsAreCrowded = crowded;
  let isChanged = false, isOther = false;
  for (const id of concernsAll ? network.nodes.map((node) => node.id) : actors) {
    const before = dots.get(id), dot = dotOf(state, id, always);
    dots.set(id, dot);
    isChanged ||= !before || Object.keys(dot).some((part) => dot[part] !== before[part]);
    isOther ||= dot.visible !== (before?.visible ?? false);
  }
  if (isChanged) state.dotsRevision++;
  if (isOther) state.visible = network.nodes.map(({id}) => id).filter((id) => dots.get(id)?.visible);
}

// Those of the subject who are drawn with or without ties.
function drawnAlways(state) {
  const actors = actorsWithoutTies(state);
  if (!actors.length) return new Set();
  const subject = new Set(state.places.actors);
  return new Set(actors.filter((id) => subject.has(id)));
}

// Who is drawn without a tie: of actors that can be named as a whole, everyone; around one of them only the chosen, as
// a dot to which nothing leads would say nothing there.
function actorsWithoutTies({view, network, places: {actors, isAround}, focusActors}) {
  const isNamed = actors.length <= network.mostNamed && !isAround;
  return isNamed ? actors : [...view.alwaysVisible, ...focusActors];
}

function dotOf(state, id, always) {
  const {network, theme} = state, actor = state.actors.get(id), focused = state.focusActors.includes(id);
  const style = state.onRings && !state.isCentre(id) ? network.styles[actor?.style] : null;
  return {
    visible: !!actor || always.has(id), focused, circled: state.isCircled(id), hollow: state.isHollow(id),
    colour: style?.[theme] ?? state.ink, faint: style?.doubt[theme] ?? network.dimShares.dots,
    radius: radiusOf(state, id),
    dimmed: !focused && (actor ? actor.undimmedTies === 0 : true),
  };
}

// Dots are as small as their picture is full; on rings and on a map they are nearer to each other than elsewhere.
function radiusOf(state, id) {
  const {network, layout, places: {actors}} = state;
  const isCrowd = state.crowded || actors.length > network.mostNamed;
  const small = isCrowd ? CROWDED_RADIUS : actors.length > network.fewNames ? network.smallDots[layout] : undefined;
  return small === undefined ? RADIUS : state.isCentre(id) ? CENTRE_RADIUS : small;
}
