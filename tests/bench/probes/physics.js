// pyvis's page does not say when it is done: at rest is no node moved by more than a pixel in half a second.
(() => {
  if (globalThis !== globalThis.top) return;
  const FURTHEST = 1;
  const drawn = new WeakMap();

  function network() {
    for (const {contentWindow} of document.querySelectorAll("iframe"))
      if (contentWindow?.network?.body) return contentWindow.network;
    return null;
  }

  function spots(place) {
    const shown = network();
    if (!shown) return {};
    return Object.fromEntries(Object.entries(shown.getPositions()).map(([id, spot]) => {
      const {x, y} = place(shown, spot);
      return [id, [x, y]];
    }));
  }
  const screen = () => spots((shown, spot) => shown.canvasToDOM(spot));
  const world = () => spots((_, spot) => spot);

  globalThis.probe = {
    every: 50, looks: 5, quiet: 500, screen, world,
    look: () => {
      const shown = network();
      if (!shown) return null;
      // Nothing is drawn while pyvis's loading bar stands there.
      if (!drawn.has(shown)) { drawn.set(shown, false); shown.once("afterDrawing", () => drawn.set(shown, true)); }
      const bar = shown.body.container.ownerDocument.getElementById("loadingBar");
      return {shown, drawn: drawn.get(shown) || bar?.style.display === "none", ties: shown.body.data.edges.length, spots: screen()};
    },
    same: (one, other) => one.shown === other.shown && Object.entries(one.spots).every(([id, [x, y]]) => {
      const [newX, newY] = other.spots[id];
      return Math.hypot(newX - x, newY - y) <= FURTHEST;
    }),
  };
})();
