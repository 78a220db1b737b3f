// Request -> how to fulfil its promise. A promise outlives a redraw of the component, so it is not part of it.
const waiting = new Map();

const pngOf = (base64) =>
  new Blob([Uint8Array.from(atob(base64), (character) => character.codePointAt(0))], { type: "image/png" });

export default ({ parentElement, data, setTriggerValue }) => {
  const status = parentElement.querySelector("#status");
  const show = (message) => { status.textContent = message; };
  const showBlocked = () => show("Your browser blocked copying. Download the PNG, or copy the text below.");

  if (data.png && waiting.has(data.request)) {
    waiting.get(data.request)(pngOf(data.png));
    waiting.delete(data.request);
  }
  parentElement.querySelector("#citation").onclick = async () => {
    try {
      await navigator.clipboard.writeText(data.citation);
      show("Citation copied.");
    } catch { showBlocked(); }
  };
  parentElement.querySelector("#picture").onclick = async () => {
    if (!globalThis.ClipboardItem || !navigator.clipboard?.write) return showBlocked();
    const request = Date.now();
    const picture = new Promise((resolve) => { waiting.set(request, resolve); });
    show("Preparing the picture …");
    setTriggerValue("request", request);
    try {
      await navigator.clipboard.write([new ClipboardItem({ "image/png": picture })]);
      show("Picture copied.");
    } catch { showBlocked(); }
  };
};
