// Entry point of the components: a picture for each place on the page, which its parent element identifies.

import {Picture} from "./picture.js";

// Seen by tests and measurements: allweather.pictures, by name.
globalThis.allweather ??= {pictures: new Map(), networks: new Map(), places: new Map()};
const waiting = new Map();       // version of a network, or key of places -> those who wait for it
const slots = new WeakMap();     // parent element -> {generation, picture}
// Places of subjects that a reader may come back to.
const MOST_PLACES = 24;
// Milliseconds.
const LOOK_AGAIN = 500;

// The message of the store component: a whole network, gzipped JSON.
async function receive(bytes) {
  const network = await unzipped(bytes);
  // A page that follows may send it again: its pictures stay, as they are of the same network.
  keep(allweather.networks, network.version, allweather.networks.get(network.version) ?? network);
}

// The message of the places component, likewise: where the actors of a subject are.
async function receivePlaces(bytes) {
  const places = await unzipped(bytes), {places: stored} = allweather;
  stored.delete(places.key);
  keep(stored, places.key, places);
  while (stored.size > MOST_PLACES) stored.delete(stored.keys().next().value);
}

async function unzipped(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).json();
}

function keep(stored, key, value) {
  stored.set(key, value);
  (waiting.get(key) ?? []).forEach((resolve) => resolve(value));
  waiting.delete(key);
}

function arrived(stored, key) {
  const known = stored.get(key);
  if (known) return known;
  return new Promise((resolve) => waiting.set(key, [...(waiting.get(key) ?? []), resolve]));
}

// The message of a picture component: a view. Returns what cleans up.
async function mount({data, parentElement, setTriggerValue}) {
  if (!slots.has(parentElement)) slots.set(parentElement, {generation: 0, picture: null});
  const slot = slots.get(parentElement), generation = ++slot.generation;
  const network = await arrived(allweather.networks, data.version);
  const places = await arrived(allweather.places, data.places);
  // Of two calls that overlap, the older must not clean up what the newer one uses: hence the generation.
  if (slot.generation !== generation) return () => {};
  const picture = pictureIn(slot, parentElement, network);
  picture.send = setTriggerValue;
  allweather.pictures.set(data.name, picture);
  const style = getComputedStyle(picture.root);
  picture.state.accent = style.getPropertyValue("--st-primary-color").trim() || picture.state.ink;
  picture.apply(data, places, isDark(style.getPropertyValue("--st-background-color").trim()) ? "dark" : "light");
  return () => leave(slot, generation, parentElement, data.name);
}

function pictureIn(slot, parentElement, network) {
  if (slot.picture && slot.picture.network !== network) { slot.picture.destroy(); slot.picture = null; }
  const root = parentElement.querySelector(".aw") ?? addMarkup(parentElement);
  slot.picture ??= new Picture(root, network, null);
  return slot.picture;
}

// Streamlit cleans up after a call that a newer one overtook, too, and before it makes the newer one: the picture
// goes when its place on the page has gone.
function leave(slot, generation, parentElement, name) {
  if (slot.generation !== generation) return;
  if (parentElement.isConnected) setTimeout(() => leave(slot, generation, parentElement, name), LOOK_AGAIN);
  else unmount(slot, parentElement, name);
}

function unmount(slot, parentElement, name) {
  slot.generation++;
  slot.picture?.destroy();
  // By then the picture of a page that was mounted again may have the name.
  if (allweather.pictures.get(name) === slot.picture) allweather.pictures.delete(name);
  slot.picture = null;
  slots.delete(parentElement);
}

// Our own markup and style, once for each place: they came with the script, not with each change of the view.
function addMarkup(parentElement) {
  const style = Object.assign(document.createElement("style"), {textContent: allweather.css});
  const holder = document.createElement("div");
  holder.innerHTML = allweather.html;
  parentElement.append(style, holder);
  return holder.querySelector(".aw");
}

function isDark(colour) {
  const ctx = document.createElement("canvas").getContext("2d");
  ctx.fillStyle = colour || "#fff";
  ctx.fillRect(0, 0, 1, 1);
  const [red, green, blue] = ctx.getImageData(0, 0, 1, 1).data;
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
}

allweather.receive = receive;
allweather.receivePlaces = receivePlaces;
allweather.mount = mount;
