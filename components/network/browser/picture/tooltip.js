// What a picture says of the actor or the tie under the pointer.

export class Tooltip {
  constructor(box, host) {
    this.box = box;
    this.host = host;
    this.linesNow = null;        // the lines as they are now; null: nothing is shown
    this.spot = [0, 0];          // the pointer, from the upper left corner of the picture
  }

  hide() {
    this.linesNow = null;
    this.box.hidden = true;
  }

  // linesNow(): what is under the pointer, which changes while time plays.
  show(linesNow, event) {
    const frame = this.frame();
    this.spot = [
      (event?.clientX ?? event?.center?.x ?? 0) - frame.left, (event?.clientY ?? event?.center?.y ?? 0) - frame.top,
    ];
    this.linesNow = linesNow;
    this.refresh();
  }

  // Beside the pointer, above it where there is no room below, and never beyond the picture.
  refresh() {
    const lines = this.linesNow?.() ?? [];
    this.box.hidden = !lines.length;
    if (!lines.length) return;
    this.box.replaceChildren(...lines.map(lineElement));
    const [x, y] = this.spot, {width: fullWidth, height: fullHeight} = this.frame();
    const {offsetWidth: width, offsetHeight: height} = this.box;
    const top = y + 18 + height <= fullHeight - 4 ? y + 18 : y - height - 12;
    this.box.style.left = `${Math.max(4, Math.min(x + 14, fullWidth - width - 8))}px`;
    this.box.style.top = `${Math.max(4, Math.min(top, fullHeight - height - 4))}px`;
  }

  frame() { return this.host.parentElement.getBoundingClientRect(); }
}

// A line is a text, or {text, quiet}.
export function lineElement(line) {
  const {text, quiet} = typeof line === "string" ? {text: line} : line;
  return Object.assign(document.createElement("div"), {textContent: text, className: quiet ? "aw-quiet" : ""});
}
