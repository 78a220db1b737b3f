// Which names, wordings and ring titles a picture needs, and where each is at a zoom.

import {hullNames} from "./hulls.js";
import {measure} from "./labels.js";
import {ABOVE, BELOW, LEFT, RIGHT, placedNames} from "./names.js";
import {placedWordings, pointsOf} from "./wordings.js";
import {countOn, wordsOn} from "./words.js";

// With more lines than this in question, no wordings are written on them.
const MOST_WORDINGS = 32;
// The sides of its dot on which a name is tried, best first; of the four selected countries the lower ones prefer
// the side away from the middle.
const SIDES = {
  focal: [ABOVE, BELOW, RIGHT, LEFT], rings: [RIGHT],
  force: [BELOW, ABOVE, RIGHT, LEFT], map: [RIGHT, LEFT, BELOW, ABOVE],
  reports: [BELOW, ABOVE, RIGHT, LEFT],
};
const SIDES_BELOW = {...SIDES, focal: [BELOW, ABOVE, RIGHT, LEFT]};
const LEAST_CROWDED_SIZE = 8.5;
// A tie shorter than this, in pixels, has no room for a wording.
const SHORTEST = 110;

// {scale, names, wordings, counts}: the labels of a state at a scale, as `placedNames`, `placedWordings` and
// `placedCounts` return them. `shown` is what the frame shows of the world when it shows the whole subject: labels stay
// in it.
export function letteringOf(state, geometry, scale, shown) {
  const {groupMarks} = state;
  const names = state.visibleActors().map((id) => nameToPlace(state, geometry, id, scale, groupMarks.get(id) ?? ""));
  names.sort((one, other) => other.rank - one.rank);
  const avoided = state.layout === "focal" ? pointsOf(linesOfAllTimes(state, geometry, scale)) : null;
  const titles = [...ringTitles(state, geometry, scale), ...hullNames(state, geometry, scale)].map(({box}) => box);
  const {placed, grid} = placedNames(names, shown?.map((edge) => edge * scale), titles, avoided);
  const nameBoxes = new Map(placed.map(({id, box}) => [id, box]));
  const {labelSizes, along} = state.network, drawn = [...state.lines.keys()].filter((index) => state.lines[index]);
  const inQuestion = drawn.filter((index) => !isBackground(state, index));
  const hasRoom = inQuestion.length <= MOST_WORDINGS, line = (index) => lineNow(state, geometry, scale, index);
  const wanted = hasRoom ? wordingsToPlace(state, geometry, scale, nameBoxes, inQuestion.map(line)) : [];
  // Where nothing is written on any of thousands of lines, it does not matter where they are.
  const looks = {size: labelSizes.wording, along};
  const wordings = wanted.length ? placedWordings(wanted, grid, drawn.map(line), looks) : [];
  const written = new Set(wordings.map(({index}) => index));
  const unwritten = drawn.filter((index) => countOn(state, index) && !written.has(index));
  return {scale, names: placed, wordings, counts: placedCounts(state, unwritten.map(line), grid)};
}

// A line that is drawn: {id, index, curve, length}, in pixels of the labels.
function lineNow(state, geometry, scale, index) { return lineOf(geometry, state.lines[index].curve, scale, index); }

// What is drawn at any time between the actors of the subject: names keep out of its way, so that no date moves them.
function linesOfAllTimes(state, geometry, scale) {
  const inside = state.history.ties.filter(({from, to}) => geometry.holds(from) && geometry.holds(to));
  return inside.map((tie, index) => lineOf(geometry, geometry.areApart ? tie : tie.straight, scale, index));
}

function lineOf(geometry, curve, scale, index) {
  const [[x1, y1], [x2, y2]] = geometry.ends(curve), length = Math.hypot(x2 - x1, y2 - y1) * scale;
  return {id: index, index, length, curve: (share) => geometry.pointOn(curve, share, scale)};
}

function isBackground(state, index) {
  const {dimmed, change} = state.ties[index];
  return dimmed && (!!state.focus || !!change || !!state.view.isAnswer);
}

function nameToPlace(state, geometry, id, scale, mark) {
  const [x, y] = geometry.position(id), {network} = state, dot = state.dots.get(id);
  const strong = dot.focused || state.isCentre(id);
  const count = state.places.actors.length, few = count <= network.mostNamed;
  const small = !strong && (few ? state.onRings && count > network.fewNames : state.crowded);
  const full = network.about[id][0] + mark, short = network.short[id] + mark;
  const {largeName, name} = network.labelSizes, largeSize = count > network.fewNames ? name : largeName;
  return {
    id, x: x * scale, y: y * scale, radius: dot.radius, alpha: dot.dimmed ? network.dimShares.text : 1,
    full: small ? short : full, short,
    size: small ? crowdedSize(network.labelSizes.crowdedName, scale) : largeSize,
    weight: small ? 450 : 650, mayMove: few, sides: (y < 0 ? SIDES : SIDES_BELOW)[state.layout],
    rank: (dot.focused ? 1e6 : 0) + (strong ? 1e5 : 0) + (dot.dimmed ? 0 : 1e4) + (state.actors.get(id)?.ties ?? 0),
  };
}

// A crowded picture that is drawn smaller than its layout takes smaller text before it drops names.
function crowdedSize(size, scale) {
  return Math.round(2 * Math.min(size, Math.max(LEAST_CROWDED_SIZE, size * scale))) / 2;
}

// The highest label first: it is the last to go for want of room.
function wordingsToPlace(state, geometry, scale, nameBoxes, lines) {
  if (state.view.words === "none") return [];
  const wordings = lines.map((line) => wordingToPlace(state, geometry, scale, nameBoxes, line));
  const withRoom = wordings.filter(({length, under, mayMove}) => under || mayMove || length > SHORTEST);
  return withRoom.sort((one, other) => one.rank - other.rank);
}

function wordingToPlace(state, geometry, scale, nameBoxes, line) {
  const {index} = line, tie = state.history.ties[index], {dimmed} = state.ties[index];
  const [[x1, y1], [x2, y2]] = geometry.ends(tie), across = Math.abs(x2 - x1) * scale * 0.84;
  const texts = wordsOn(state, index), count = countOn(state, index), under = nameBoxAbove(state, tie, nameBoxes);
  if (count) texts[0] += ` ${count}`;
  return {
    ...line, texts, text: texts.join(" "), under, span: [Math.abs(x2 - x1) * scale, Math.abs(y2 - y1) * scale],
    canBeBrief: !!count && !state.styleOf(index).isLabel && !!state.view.isAnswer,
    mayMove: !under && state.focusActors.length === 2 && state.isInFocus(tie),
    colour: dimmed ? state.ink : state.styleOf(index).text[state.theme],
    alpha: dimmed ? state.network.dimShares.text : 1,
    rooms: under ? roomsUnder(under, state, geometry, scale) : [Math.max(across, 170), 170, 120, 90],
    rank: state.spellOf(index).style + Math.abs(tie.lane) / 100,
  };
}

// On lines without words that stand for several ties, how many: [{text, box, colour}].
function placedCounts(state, lines, grid) {
  const size = state.network.labelSizes.wording, placed = [];
  for (const {index, curve} of lines) {
    const text = countOn(state, index), width = text && measure.width(text, size, 650) + 6;
    if (!text || state.ties[index].dimmed) continue;
    const boxAt = ([x, y]) => [x - width / 2, y - size / 2 - 2, x + width / 2, y + size / 2 + 2];
    const box = state.network.along.map((share) => boxAt(curve(share))).find((one) => grid.isFree(one));
    if (!box) continue;
    grid.occupy(box);
    placed.push({text, box, colour: state.styleOf(index).text[state.theme]});
  }
  return placed;
}

// On rings, where ties crowd towards the centre, the wording of an actor's only tie goes under its name.
function nameBoxAbove(state, tie, nameBoxes) {
  if (!state.onRings || !state.joinsCentre(tie)) return null;
  const actor = state.isCentre(tie.from) ? tie.to : tie.from;
  return state.actors.get(actor).ties === 1 ? nameBoxes.get(actor) ?? null : null;
}

// Up to the middle of the picture on the left, up to the edge of the rings on the right.
function roomsUnder([left], state, geometry, scale) {
  const rings = [...geometry.ringsWith(state.visibleActors())].map((index) => geometry.rings[index]);
  const edge = Math.max(...rings.map(({right}) => right)) * scale;
  const room = (left < 0 ? -30 : edge - 8) - left;
  return [room, 200, 150].filter((width) => width <= room);
}

// The title of a ring is in its upper edge, like the legend of a box: [{text, box, colour}].
export function ringTitles(state, geometry, scale) {
  if (!state.onRings) return [];
  const size = state.network.labelSizes.ringTitle;
  return [...geometry.ringsWith(state.visibleActors())].map((index) => {
    const {name, style, left, top} = geometry.rings[index];
    const [x, y] = [left * scale + 22, top * scale + 1], width = measure.width(name, size, 650);
    const colour = state.network.styles[style]?.text[state.theme] ?? state.ink;
    return {text: name, box: [x, y - size / 2, x + width, y + size / 2], colour};
  });
}
