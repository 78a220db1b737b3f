// What a picture says of the actor or the tie under the pointer.

export class Tooltip {
  constructor(box, host) {
    this.box = box;
    this.host = host;
  }

  hide() { this.box.hidden = true; }

  // Beside the pointer, above it where there is no room below.
  show(lines, event) {
    if (!lines.length) return;
    this.box.replaceChildren(...lines.map(lineElement));
    const frame = this.host.getBoundingClientRect();
    const x = (event?.clientX ?? event?.center?.x ?? 0) - frame.left;
    const y = (event?.clientY ?? event?.center?.y ?? 0) - frame.top;
    this.box.hidden = false;
    const {offsetWidth: width, offsetHeight: height} = this.box;
    const hasRoomBelow = y + 18 + height <= frame.height;
    this.box.style.left = `${Math.max(4, Math.min(x + 14, frame.width - width - 8))}px`;
    this.box.style.top = `${hasRoomBelow ? y + 18 : Math.max(4, y - height - 12)}px`;
  }
}

export function lineElement(text) { return Object.assign(document.createElement("div"), {textContent: text}); }

// The lines about a tie: those of its spell, what it was on the date compared with, and why it is uncertain.
export function tieLines(state, tieIndex) {
  const tie = state.ties[tieIndex];
  if (!tie) return [];
  const {history, view} = state, lines = [...state.spellOf(tieIndex).tip];
  if (tie.change === "ended") lines.push("Ended between the two dates");
  else if (tie.change && tie.earlier >= 0 && tie.earlier !== tie.spell) {
    lines.push(`On ${history.dayText(view.against)}: ${history.spells[tie.earlier].wording}`);
  }
  if (!tie.certain) lines.push("Uncertain on this date: the exact date is not known");
  return lines;
}
