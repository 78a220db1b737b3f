// Our page says itself when it has drawn: at rest is a picture without pending work, over three frames.
(() => {
  if (globalThis !== globalThis.top) return;
  const picture = () => globalThis.allweather?.pictures.values().next().value;

  // Frames while time is played, from the first to the last one drawn within `milliseconds`.
  async function play(milliseconds) {
    const played = picture(), seen = [];
    played.play();
    const start = performance.now();
    while (performance.now() - start < milliseconds) {
      const now = await new Promise(requestAnimationFrame);
      if (played.frames !== seen.at(-1)?.frames) seen.push({now, frames: played.frames});
    }
    played.pause();
    const first = seen[0], last = seen.at(-1);
    return {frames: last.frames - first.frames, seconds: (last.now - first.now) / 1000};
  }

  globalThis.probe = {
    every: 0, looks: 3, quiet: 0, play,
    look: () => {
      const shown = picture();
      return shown?.settled ? {drawn: true, ties: shown.shownTies(), revision: shown.revision} : null;
    },
    same: (one, other) => one.revision === other.revision && one.ties === other.ties,
    screen: () => picture()?.screen() ?? {},
    world: () => picture()?.positions() ?? {},
  };
})();
