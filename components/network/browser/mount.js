// The way in for the component: a picture for each place on the page, told apart by its parent element.

const WAITING = new Map();

globalThis.allweather ??= {pictures: new Map(), networks: new Map()};
const PLACES = new WeakMap();

async function receive(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const network = await new Response(stream).json();
  allweather.networks.set(network.version, network);
  (WAITING.get(network.version) ?? []).forEach((resolve) => resolve(network));
  WAITING.delete(network.version);
}

function networkOf(version) {
  const known = allweather.networks.get(version);
  if (known) return known;
  return new Promise((resolve) => WAITING.set(version, [...(WAITING.get(version) ?? []), resolve]));
}

// The older of two calls that overlap must not clean up what the newer one uses: hence the generation.
async function mount({data, parentElement, setTriggerValue}) {
  let place = PLACES.get(parentElement);
  if (!place) PLACES.set(parentElement, (place = {generation: 0, picture: null}));
  const generation = ++place.generation;
  const stop = () => {
    if (place.generation !== generation) return;
    place.generation++;
    place.picture?.destroy();
    // By then the picture of a page that was mounted anew may stand under the name.
    if (allweather.pictures.get(data.name) === place.picture) allweather.pictures.delete(data.name);
    place.picture = null;
    PLACES.delete(parentElement);
  };
  const network = await networkOf(data.version);
  if (place.generation !== generation) return () => {};
  if (place.picture && place.picture.network !== network) { place.picture.destroy(); place.picture = null; }
  const root = parentElement.querySelector(".aw") ?? furnish(parentElement);
  place.picture ??= new Picture(root, network, setTriggerValue);
  place.picture.send = setTriggerValue;
  allweather.pictures.set(data.name, place.picture);
  const look = getComputedStyle(root);
  place.picture.accent = look.getPropertyValue("--st-primary-color").trim() || place.picture.ink;
  place.picture.apply(data, isDark(look.getPropertyValue("--st-background-color").trim()) ? "dark" : "light");
  return stop;
}

// Our own markup and style, once for each place: they came with the script, not with each change of the view.
function furnish(parentElement) {
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
allweather.mount = mount;
