// Cytoscape's picture, in the page (Dash) or in a frame (st-link-analysis): drawn is what it has rendered.
(() => {
  if (globalThis !== globalThis.top) return;
  const rendered = new WeakMap();

  function shownIn(holder) {
    const host = [...holder.querySelectorAll("#cy, #network, #network div")].find(({_cyreg}) => _cyreg?.cy);
    return host && !host._cyreg.cy.destroyed() ? host._cyreg.cy : null;
  }

  function picture() {
    for (const {contentDocument} of document.querySelectorAll("iframe")) {
      const found = contentDocument && shownIn(contentDocument);
      if (found) return found;
    }
    return shownIn(document);
  }

  function spots(place) {
    const shown = picture();
    return shown ? Object.fromEntries(shown.nodes().map((node) => {
      const {x, y} = place(node);
      return [node.id(), [x, y]];
    })) : {};
  }

  const isDash = () => !document.querySelector("[data-testid=stApp]");
  const streamlit = () => document.querySelector("[data-test-script-state]")?.dataset.testScriptState === "notRunning";
  globalThis.probe = {
    every: 0, looks: 3, quiet: 0,
    choices: "[data-testid=stSidebar] button, #sidebar label",
    idle: () => (isDash() ? document.title !== "Updating..." && picture() !== null : streamlit()),
    screen: () => spots((node) => node.renderedPosition()),
    world: () => spots((node) => node.position()),
    look: () => {
      const shown = picture();
      if (!shown) return null;
      if (!rendered.has(shown)) {
        rendered.set(shown, {ties: 0, times: 0});
        shown.on("render", () => {
          const last = rendered.get(shown);
          Object.assign(last, {ties: shown.edges().length, times: last.times + 1});
        });
        // What was drawn before anybody looked.
        shown.forceRender();
      }
      const {ties, times} = rendered.get(shown), now = shown.edges().length;
      const {x, y} = shown.pan();
      return {shown, drawn: ties === now, ties: now, times, x, y, zoom: shown.zoom()};
    },
    same: (one, other) => ["shown", "ties", "x", "y", "zoom"].every((key) => one[key] === other[key]),
  };
})();
