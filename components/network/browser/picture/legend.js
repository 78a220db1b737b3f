// The legend: what became of ties, each style with its number of ties, and the signs for uncertain and added ones.

const SVG = "http://www.w3.org/2000/svg";

export class Legend {
  constructor(root) {
    this.root = root;
    this.key = null;
    this.isOpen = false;
    this.more = Object.assign(document.createElement("button"), {className: "aw-more", type: "button"});
    this.more.onclick = () => { this.isOpen = !this.isOpen; this.fold(); };
  }

  // Drawn only if it differs from the last one.
  draw(state) {
    const counts = countsOf(state), {styles, changes, uncertain, added} = counts;
    const key = JSON.stringify([state.theme, [...styles].sort(), [...changes].sort(), uncertain, added]);
    if (key === this.key) return;
    this.key = key;
    this.root.replaceChildren(...rowsOf(state, counts));
    this.fold();
  }

  // Entries that find no room are behind a button that counts them; none is ever cut. Also after a change of size.
  fold() {
    const {root, more, isOpen} = this, entries = [...root.querySelectorAll("[role=listitem]")];
    more.remove();
    root.classList.toggle("aw-open", isOpen);
    for (const entry of entries) entry.hidden = false;
    const isFull = () => root.scrollHeight > root.clientHeight + 1;
    if (isOpen) {
      root.append(more);
      more.textContent = "Less";
    } else if (isFull()) {
      root.append(more);
      for (let hidden = 1; isFull() && hidden < entries.length; hidden++) {
        entries[entries.length - hidden].hidden = true;
        more.textContent = `${hidden} more`;
      }
    }
    more.setAttribute("aria-expanded", String(isOpen));
  }
}

// {styles, changes: Map of key -> ties, uncertain, added}; unchanged ties count as such only.
function countsOf(state) {
  const counts = {styles: new Map(), changes: new Map(), uncertain: 0, added: 0};
  state.ties.forEach((tie, index) => {
    if (!tie) return;
    if (tie.change) counts.changes.set(tie.change, (counts.changes.get(tie.change) ?? 0) + 1);
    if (tie.change === "same") return;
    const spell = state.spellOf(index);
    counts.styles.set(spell.style, (counts.styles.get(spell.style) ?? 0) + 1);
    counts.uncertain += state.isUncertain(index);
    counts.added += spell.added;
  });
  return counts;
}

function rowsOf(state, {styles, changes, uncertain, added}) {
  const rows = [];
  for (const [change, [sign, text]] of Object.entries(state.network.changes)) {
    if (changes.has(change)) rows.push(signRow(sign, `${text} · ${changes.get(change)}`));
  }
  for (const [style, ties] of alike(state, styles)) {
    rows.push(lineRow(style, style[state.theme], `${style.name} · ${ties}`));
  }
  if (uncertain) {
    const line = {width: 2.4, dash: [], opacity: state.network.dimShares.dots, sign: "?"};
    rows.push(lineRow(line, state.ink, `Uncertain · ${uncertain}`));
  }
  if (added) rows.push(signRow("+", `Added by you · ${added}`, "aw-added"));
  if (!rows.length) rows.push(Object.assign(legendItem(), {textContent: "No ties on this date"}));
  return rows;
}

// Styles that look and read the same in the vocabularies of several owners are one entry of the legend.
function alike(state, counts) {
  const entries = new Map();
  for (const [index, ties] of [...counts].sort(([one], [other]) => one - other)) {
    const style = state.network.styles[index], key = `${style.name}|${style.light}`;
    entries.set(key, [style, ties + (entries.get(key)?.[1] ?? 0)]);
  }
  return [...entries.values()];
}

function legendItem() { return Object.assign(document.createElement("span"), {role: "listitem"}); }

function signRow(sign, text, className = "") {
  const row = legendItem();
  if (sign) {
    const attributes = {className: `aw-sign ${className}`, textContent: sign, ariaHidden: "true"};
    row.append(Object.assign(document.createElement("b"), attributes));
  }
  row.append(document.createTextNode(text));
  return row;
}

function lineRow({width, dash, opacity = 1, sign = ""}, colour, text) {
  const row = legendItem(), svg = svgElement("svg", {"aria-hidden": "true", viewBox: "0 0 30 12"});
  svg.append(svgElement("line", {
    x1: 0, x2: 30, y1: 6, y2: 6, stroke: colour,
    "stroke-width": width, "stroke-dasharray": dash.join(" "), "stroke-opacity": opacity,
  }));
  if (sign) {
    const attributes = {x: 15, y: 10, "text-anchor": "middle", "font-size": 11, "font-weight": 700, fill: colour};
    svg.append(Object.assign(svgElement("text", attributes), {textContent: sign}));
  }
  row.append(svg, document.createTextNode(text));
  return row;
}

function svgElement(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
