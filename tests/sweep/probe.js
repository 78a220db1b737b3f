// In the page: shows a picture of the sweep and returns the boxes of all that was drawn, in pixels of its frame.

async ([places, view, theme]) => {
  const picture = allweather.pictures.get(view.name), {canvas, state, geometry, legend} = picture;
  if (places) await allweather.receivePlaces(Uint8Array.from(atob(places), (letter) => letter.charCodeAt(0)));
  picture.apply({...view, messageNumber: picture.messageNumber}, allweather.places.get(view.places), theme);
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));

  const {vis, host} = canvas, scale = canvas.wordScale(), magnified = canvas.page.magnification();
  const onScreen = ([left, top, right, bottom]) => {
    const start = vis.canvasToDOM({x: left / scale, y: top / scale});
    const end = vis.canvasToDOM({x: right / scale, y: bottom / scale});
    return [start.x, start.y, end.x, end.y];
  };
  const boxes = (labels) => labels.map(({text, box}) => [text, onScreen(box)]);
  const dots = state.visibleActors().map((id) => {
    const {x, y} = vis.canvasToDOM(geometry.point(id)), radius = state.dots.get(id).radius * magnified;
    return [id, [x - radius, y - radius, x + radius, y + radius]];
  });
  // Rings, and ties that bend out beyond their actors, are part of the picture too.
  const ends = (tie) => geometry.holds(tie.from) && geometry.holds(tie.to);
  const bends = state.history.ties.filter(ends).map((tie) => {
    const [x, y] = geometry.pointOn(geometry.areApart ? tie : tie.straight, 0.5, 1), point = vis.canvasToDOM({x, y});
    return ["", [point.x, point.y, point.x, point.y]];
  });
  const outlines = geometry.rings.map(({name, left, top, right, bottom}) => (
    [name, onScreen([left, top, right, bottom].map((edge) => edge * scale))]
  ));
  const frame = legend.root.getBoundingClientRect();
  const entries = [...legend.root.querySelectorAll("[role=listitem], button")].filter((entry) => entry.checkVisibility());
  const isCut = (entry) => {
    const {left, right, top, bottom} = entry.getBoundingClientRect();
    return left < frame.left - 1 || right > frame.right + 1 || top < frame.top - 1 || bottom > frame.bottom + 1;
  };
  const {names, wordings, rings} = picture.labels();
  const {scrollWidth, clientWidth} = picture.heading;
  return {
    layout: state.layout, frame: [host.clientWidth, host.clientHeight], actors: state.places.actors.length, dots,
    names: boxes(names), wordings: boxes(wordings), rings: boxes(rings),
    lines: [...bends, ...outlines],
    legendCut: entries.filter(isCut).map(({textContent}) => textContent),
    headingCut: scrollWidth > clientWidth + 1,
  };
}
