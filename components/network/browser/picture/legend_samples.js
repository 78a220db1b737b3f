// What stands before an entry of the legend: a line, a dot, or a sign.

const SVG = "http://www.w3.org/2000/svg";

export function sampleOf({key, group, index}, state) {
  if (index !== undefined) return [lineSample(state.network.styles[index], state.network.styles[index][state.theme])];
  if (key === "hollow") return [dotSample(state.ink)];
  if (key === "triangle") return [triangleSample(state.ink)];
  if (key === "uncertain") {
    return [lineSample({width: 2.4, dash: [], opacity: state.network.dimShares.dots, sign: "?"}, state.ink)];
  }
  const sign = group === "changes" ? state.network.changes[key][0] : "+";
  const attributes = {className: `aw-sign ${key === "added" ? "aw-added" : ""}`, textContent: sign, ariaHidden: "true"};
  return sign ? [Object.assign(document.createElement("b"), attributes)] : [];
}

function lineSample({width, dash, opacity = 1, sign = ""}, colour) {
  const svg = svgElement("svg", {"aria-hidden": "true", viewBox: "0 0 26 12"});
  svg.append(svgElement("line", {
    x1: 0, x2: 26, y1: 6, y2: 6, stroke: colour,
    "stroke-width": width, "stroke-dasharray": dash.join(" "), "stroke-opacity": opacity,
  }));
  if (sign) {
    const attributes = {x: 13, y: 10, "text-anchor": "middle", "font-size": 11, "font-weight": 700, fill: colour};
    svg.append(Object.assign(svgElement("text", attributes), {textContent: sign}));
  }
  return svg;
}

function dotSample(colour) {
  const svg = svgElement("svg", {"aria-hidden": "true", viewBox: "0 0 26 12"});
  svg.append(svgElement("circle", {cx: 13, cy: 6, r: 4, fill: "none", stroke: colour, "stroke-width": 1.6}));
  return svg;
}

function triangleSample(colour) {
  const svg = svgElement("svg", {"aria-hidden": "true", viewBox: "0 0 26 12"});
  svg.append(svgElement("path", {
    d: "M5 11 L13 1 L21 11 Z", fill: colour, "fill-opacity": 0.15, stroke: colour, "stroke-dasharray": "3 2",
  }));
  return svg;
}

function svgElement(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
