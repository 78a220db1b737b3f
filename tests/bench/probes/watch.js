// Runs before the page's own scripts: when the picture came up and came to rest, and which tasks held the page up.
// `probe` (the files beside this one) says what is drawn, whether two looks show the same and, where that is not
// Streamlit's business, whether the page is idle and what its choices are.
(() => {
  if (globalThis !== globalThis.top) return;
  const UNMOVED = 300;
  const tasks = [];
  const keep = (list) => tasks.push(...list.map(({startTime, duration}) => ({from: startTime, to: startTime + duration})));
  const observer = new PerformanceObserver((list) => keep(list.getEntries()));
  observer.observe({type: "longtask", buffered: true});

  const watch = {start: 0, before: null, seen: null, since: null, looks: 0, first: null, stable: null, last: 0};

  function look(now) {
    if (watch.stable !== null || now - watch.last < probe.every) return;
    watch.last = now;
    const seen = probe.look();
    if (!seen?.ties || !seen.drawn || seen.ties === watch.before) { watch.seen = null; return; }
    watch.first ??= now;
    if (!watch.seen || !probe.same(watch.seen, seen)) { Object.assign(watch, {seen, since: now, looks: 1}); return; }
    watch.looks++;
    if (watch.looks >= probe.looks && now - watch.since >= probe.quiet) watch.stable = watch.since;
  }

  function frame() {
    requestAnimationFrame(frame);
    look(performance.now());
  }
  requestAnimationFrame(frame);

  // The clock of a click starts when the button is let go, however late the page hears of it.
  function restart({timeStamp}) {
    Object.assign(watch, {start: timeStamp, before: probe.look()?.ties ?? null, seen: null, first: null, stable: null});
  }
  addEventListener("pointerup", restart, {capture: true});

  const idle = () => (probe.idle ?? streamlitIsIdle)();
  const streamlitIsIdle = () => document.querySelector("[data-test-script-state]")?.dataset.testScriptState === "notRunning";

  // Where the choice of that name is, once the script has ended and the button stays where it is: the
  // sidebar may fill after the picture and push the button away from under the pointer.
  let place = null;

  function button(name) {
    const buttons = [...document.querySelectorAll(probe.choices ?? "[data-testid=stSidebar] button")];
    const found = buttons.find(({textContent}) => textContent.trim() === name);
    if (!found || !idle()) { place = null; return null; }
    found.scrollIntoView({block: "center", behavior: "instant"});
    const {left, top, width, height} = found.getBoundingClientRect();
    const x = left + width / 2, y = top + height / 2, now = performance.now();
    if (place?.x !== x || place?.y !== y) place = {x, y, since: now};
    return now - place.since >= UNMOVED && found.contains(document.elementFromPoint(x, y)) ? [x, y] : null;
  }

  const since = (moment) => (moment === null ? null : moment - watch.start);

  function result() {
    keep(observer.takeRecords());
    const end = watch.stable ?? performance.now();
    const within = tasks.filter(({from, to}) => to > watch.start && from < end);
    return {
      first: since(watch.first),
      took: since(watch.stable),
      longest: Math.max(0, ...within.map(({from, to}) => to - from)),
      ties: watch.seen?.ties ?? 0,
      screen: probe.screen(),
      world: probe.world(),
    };
  }

  globalThis.bench = {button, result, idle, get stable() { return watch.stable !== null; }};
})();
