// A page with a line of text, which says how many types of tie are chosen: drawn is what is there.
(() => {
  if (globalThis !== globalThis.top) return;
  const line = () => document.querySelector("[data-testid=stMain] [data-testid=stMarkdown] p")?.textContent ?? "";
  globalThis.probe = {
    every: 0, looks: 3, quiet: 0,
    screen: () => ({}), world: () => ({}),
    look: () => {
      const ties = Number.parseInt(line());
      return ties ? {drawn: true, ties} : null;
    },
    same: (one, other) => one.ties === other.ties,
  };
})();
