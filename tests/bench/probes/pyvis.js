// pyvis's page with places given: drawn is what was there for a frame, as vis-network draws in the next one.
(() => {
  if (globalThis !== globalThis.top) return;
  const looks = new WeakMap();

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

  globalThis.probe = {
    every: 0, looks: 3, quiet: 0,
    screen: () => spots((shown, spot) => shown.canvasToDOM(spot)),
    world: () => spots((_, spot) => spot),
    look: () => {
      const shown = network();
      if (!shown) return null;
      looks.set(shown, (looks.get(shown) ?? 0) + 1);
      return {shown, drawn: looks.get(shown) > 1, ties: shown.body.data.edges.length, scale: shown.getScale()};
    },
    same: (one, other) => one.shown === other.shown && one.ties === other.ties && one.scale === other.scale,
  };
})();
