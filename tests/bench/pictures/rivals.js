// In an empty page with the libraries loaded: a network laid out in the way of a tool, in a frame of that size.
// Returns {milliseconds, scale, points: {id: [x, y]} in pixels of the frame}. All ways get dots and names of one size.

globalThis.rivals = {
  // The page that pyvis generates: vis-network's own physics, which fits the picture when it has settled.
  async pyvis({nodes, links, radius, fontSize, options}, host) {
    const data = {
      nodes: new vis.DataSet(nodes.map(({id, name}) => ({id, label: name, shape: "dot", size: radius, font: {size: fontSize}}))),
      edges: new vis.DataSet(links.map(([from, to]) => ({from, to}))),
    };
    const network = new vis.Network(host, data, options);
    await new Promise((done) => network.once("stabilizationIterationsDone", done));
    network.stopSimulation();
    network.fit({animation: false});
    const points = nodes.map(({id}) => {
      const {x, y} = network.canvasToDOM(network.getPositions([id])[id]);
      return [id, [x, y]];
    });
    const scale = network.getScale();
    network.destroy();
    return {scale, points: Object.fromEntries(points)};
  },

  // Cytoscape's fcose at its best quality, with room for names.
  async fcose({nodes, links, radius, fontSize}, host) {
    const cy = cytoscape({
      container: host,
      elements: [
        ...nodes.map(({id, name}) => ({data: {id, name}})),
        ...links.map(([source, target]) => ({data: {source, target}})),
      ],
      style: [{
        selector: "node",
        style: {label: "data(name)", "text-valign": "bottom", "font-size": fontSize, width: 2 * radius, height: 2 * radius},
      }],
    });
    const layout = cy.layout({name: "fcose", quality: "proof", animate: false, nodeDimensionsIncludeLabels: true, fit: true, padding: 8});
    const done = layout.promiseOn("layoutstop");
    layout.run();
    await done;
    const points = cy.nodes().map((node) => {
      const {x, y} = node.renderedPosition();
      return [node.id(), [x, y]];
    });
    const scale = cy.zoom();
    cy.destroy();
    return {scale, points: Object.fromEntries(points)};
  },

  // Springs and charges that know nothing of names, as Kumu's: d3-force with its defaults, fitted to the frame.
  async force({nodes, links, width, height}) {
    const bodies = nodes.map(({id}) => ({id}));
    const springs = links.map(([source, target]) => ({source, target}));
    d3.forceSimulation(bodies)
      .force("charge", d3.forceManyBody().strength(-300))
      .force("link", d3.forceLink(springs).id(({id}) => id).distance(80))
      .force("x", d3.forceX()).force("y", d3.forceY())
      .stop().tick(300);
    const xs = bodies.map(({x}) => x), ys = bodies.map(({y}) => y), margin = 24;
    const [left, right] = [Math.min(...xs), Math.max(...xs)], [top, bottom] = [Math.min(...ys), Math.max(...ys)];
    const scale = Math.min((width - 2 * margin) / (right - left || 1), (height - 2 * margin) / (bottom - top || 1), 2);
    const points = bodies.map(({id, x, y}) => [
      id, [width / 2 + (x - (left + right) / 2) * scale, height / 2 + (y - (top + bottom) / 2) * scale],
    ]);
    // Kumu's names do not shrink with the zoom.
    return {scale: 1, points: Object.fromEntries(points)};
  },
};

globalThis.layOut = async (way, input) => {
  const {nodes, width, height, radius, fontSize} = input;
  const host = Object.assign(document.createElement("div"), {style: `width:${width}px;height:${height}px`});
  document.body.replaceChildren(host);
  const begin = performance.now();
  const {scale, points} = await rivals[way](input, host);
  const milliseconds = performance.now() - begin;
  const ctx = document.createElement("canvas").getContext("2d"), size = fontSize * scale, dot = radius * scale;
  ctx.font = `${size}px "Noto Sans", sans-serif`;
  const around = ([x, y]) => [x - dot, y - dot, x + dot, y + dot];
  const below = ([x, y], text) => {
    const half = ctx.measureText(text).width / 2;
    return [x - half, y + dot + 2, x + half, y + dot + 2 + size];
  };
  return {
    milliseconds, points, nameSize: size,
    dots: nodes.map(({id}) => [id, around(points[id])]),
    names: nodes.map(({id, name}) => [name, below(points[id], name)]),
  };
};
