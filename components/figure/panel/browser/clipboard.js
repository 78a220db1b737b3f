// The promise outlives a redraw of the component, so it is kept beside it.
const waiting = new Map();

const blobOf = (text) =>
  new Blob([Uint8Array.from(atob(text), (letter) => letter.codePointAt(0))], { type: "image/png" });

export default ({ parentElement, data, setTriggerValue }) => {
  const said = parentElement.querySelector("#said");
  const tell = (words) => { said.textContent = words; };
  const refused = () => tell("The browser did not allow it: take the PNG, or copy the text below.");

  if (data.png && waiting.has(data.turn)) {
    waiting.get(data.turn)(blobOf(data.png));
    waiting.delete(data.turn);
  }
  parentElement.querySelector("#citation").onclick = async () => {
    try {
      await navigator.clipboard.writeText(data.citation);
      tell("Citation copied.");
    } catch { refused(); }
  };
  parentElement.querySelector("#picture").onclick = async () => {
    if (!globalThis.ClipboardItem || !navigator.clipboard?.write) return refused();
    const turn = Date.now();
    const picture = new Promise((resolve) => { waiting.set(turn, resolve); });
    tell("Drawing …");
    setTriggerValue("asked", turn);
    try {
      await navigator.clipboard.write([new ClipboardItem({ "image/png": picture })]);
      tell("Picture copied.");
    } catch { refused(); }
  };
};
