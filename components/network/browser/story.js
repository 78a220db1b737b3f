// A scene of a story below the picture: its caption, the way to the next one by buttons and keys, the whole screen.

const SCENE_KEYS = {ArrowRight: 1, PageDown: 1, " ": 1, ArrowLeft: -1, PageUp: -1};
// What uses these keys itself keeps them; a button keeps only the space bar.
const KEEPS_KEYS = "input, textarea, select, [contenteditable=true], [role=slider], [role=radiogroup], [role=tab], [role=listbox], [role=combobox], [role=menu], [role=grid]";
const KEEPS_SPACE = "button, a, summary, [role=button]";

class Player {
  constructor(picture) {
    this.picture = picture;
    this.root = picture.root;
    this.box = this.root.querySelector(".aw-story");
    this.box.hidden = false;
    this.root.dataset.story = "yes";
    this.root.tabIndex = -1;
    this.leaving = new AbortController();
    const {signal} = this.leaving;
    document.addEventListener("keydown", (event) => this.pressed(event), {signal});
    this.box.addEventListener("click", (event) => this.press(event.target.closest("[data-scene]")?.dataset.scene), {signal});
    this.root.addEventListener("fullscreenchange", () => { this.nameScreen(); this.picture.resized(); }, {signal});
  }

  destroy() { this.leaving.abort(); }

  // The caption arrives with the view; an answer to a key before the last one does not move the counter back.
  tell(story, upToDate) {
    this.count = story.count;
    if (upToDate || this.at === undefined) this.at = story.at;
    const write = (name, text) => {
      const place = this.box.querySelector(name);
      if (place.textContent !== text) place.textContent = text;
    };
    write(".aw-count", `${story.at + 1} of ${story.count}${story.title ? ` · ${story.title}` : ""}`);
    write(".aw-caption", story.caption);
    write(".aw-cited", story.cited);
    this.box.querySelector("[data-scene=back]").disabled = story.at === 0;
    this.box.querySelector("[data-scene=on]").disabled = story.at === story.count - 1;
  }

  go(step) {
    const next = Math.min(this.count - 1, Math.max(0, this.at + step));
    if (next === this.at) return;
    this.at = next;
    this.picture.pause(false);
    this.picture.tell("scene", next);
  }

  press(button) {
    if (button === "back") this.go(-1);
    if (button === "on") this.go(1);
    if (button === "whole") this.wholeScreen();
  }

  pressed(event) {
    if (event.key === "Escape" && this.whole) return document.exitFullscreen();
    const step = SCENE_KEYS[event.key], target = event.composedPath()[0];
    if (!step || event.defaultPrevented || event.repeat || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (target.closest?.(KEEPS_KEYS) || (event.key === " " && target.closest?.(KEEPS_SPACE))) return;
    event.preventDefault();
    this.go(step);
  }

  get whole() { return this.root.getRootNode().fullscreenElement === this.root; }

  async wholeScreen() {
    if (this.whole) return document.exitFullscreen();
    // A browser may refuse; then the page stays as it is, and the keys work all the same.
    try { await this.root.requestFullscreen(); } catch { return; }
    // Off the button, so that the space bar goes on and does not leave.
    this.root.focus();
  }

  nameScreen() {
    const button = this.box.querySelector("[data-scene=whole]"), words = this.whole ? "Leave full screen" : "Full screen";
    button.setAttribute("aria-label", words);
    button.title = this.whole ? `${words} (Esc)` : `${words}: arrow keys go on and back, Esc leaves`;
  }
}
