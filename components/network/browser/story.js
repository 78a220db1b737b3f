// A scene of a story below the picture: its caption, the way to the next one by buttons and keys, the full screen.

const SCENE_KEYS = {ArrowRight: 1, PageDown: 1, " ": 1, ArrowLeft: -1, PageUp: -1};
// What uses these keys itself keeps them; a button keeps only the space bar.
const KEEPS_KEYS = [
  "input", "textarea", "select", "[contenteditable=true]",
  ...["slider", "radiogroup", "tab", "listbox", "combobox", "menu", "grid"].map((role) => `[role=${role}]`),
].join();
const KEEPS_SPACE = "button, a, summary, [role=button]";

// `picture` is a Picture, of which it uses: root, canvas, pause, sendToServer.
export class StoryPlayer {
  constructor(picture) {
    this.picture = picture;
    this.root = picture.root;
    this.box = this.root.querySelector(".aw-story");
    this.count = 0;              // of scenes
    this.scene = null;           // the index of the scene shown or asked for
    this.listeners = new AbortController();
    this.box.hidden = false;
    this.root.dataset.story = "yes";
    this.root.tabIndex = -1;
    this.listen();
  }

  listen() {
    const {signal} = this.listeners;
    const buttonOf = (event) => event.target.closest("[data-scene]")?.dataset.scene;
    document.addEventListener("keydown", (event) => this.pressKey(event), {signal});
    this.box.addEventListener("click", (event) => this.press(buttonOf(event)), {signal});
    this.root.addEventListener("fullscreenchange", () => this.changeFullScreen(), {signal});
    this.sizes = new ResizeObserver(() => this.markScrolling());
    for (const name of [".aw-scene", ".aw-caption", ".aw-cited"]) this.sizes.observe(this.part(name));
  }

  destroy() {
    this.listeners.abort();
    this.sizes.disconnect();
  }

  // A caption that does not fit can be scrolled with the keys, too.
  markScrolling() {
    const scene = this.part(".aw-scene");
    if (scene.scrollHeight > scene.clientHeight) scene.tabIndex = 0;
    else scene.removeAttribute("tabindex");
  }

  part(name) { return this.box.querySelector(name); }

  // The scene arrives with the view; an answer to a key before the last one does not move the counter back.
  show(story, isUpToDate) {
    this.count = story.count;
    if (isUpToDate || this.scene === null) this.scene = story.index;
    this.write(".aw-count", `${story.index + 1} of ${story.count}${story.title ? ` · ${story.title}` : ""}`);
    this.write(".aw-caption", story.caption);
    this.write(".aw-cited", story.cited);
    this.part("[data-scene=previous]").disabled = story.index === 0;
    this.part("[data-scene=next]").disabled = story.index === story.count - 1;
  }

  // Only a text that differs, as screen readers read each change.
  write(name, text) {
    const element = this.part(name);
    if (element.textContent !== text) element.textContent = text;
  }

  go(step) {
    const next = Math.min(this.count - 1, Math.max(0, this.scene + step));
    if (next === this.scene) return;
    this.scene = next;
    this.picture.pause(false);
    this.picture.sendToServer("scene", next);
  }

  press(button) {
    if (button === "previous") this.go(-1);
    if (button === "next") this.go(1);
    if (button === "full-screen") this.toggleFullScreen();
  }

  pressKey(event) {
    if (event.key === "Escape" && this.isFullScreen) return document.exitFullscreen();
    const step = SCENE_KEYS[event.key], target = event.composedPath()[0];
    const modified = event.altKey || event.ctrlKey || event.metaKey || event.shiftKey;
    if (!step || event.defaultPrevented || event.repeat || modified) return;
    if (target.closest?.(KEEPS_KEYS) || (event.key === " " && target.closest?.(KEEPS_SPACE))) return;
    event.preventDefault();
    this.go(step);
  }

  get isFullScreen() { return this.root.getRootNode().fullscreenElement === this.root; }

  async toggleFullScreen() {
    if (this.isFullScreen) return document.exitFullscreen();
    // A browser may refuse; then the page stays as it is, and the keys work all the same.
    try { await this.root.requestFullscreen(); } catch { return; }
    // Off the button, so that the space bar moves to the next scene and does not leave the full screen.
    this.root.focus();
  }

  changeFullScreen() {
    this.nameFullScreen();
    this.picture.canvas.resize();
  }

  nameFullScreen() {
    const button = this.part("[data-scene=full-screen]"), isOn = this.isFullScreen;
    button.setAttribute("aria-label", isOn ? "Exit full screen" : "Full screen");
    button.title = isOn ? "Exit full screen (Esc)" : "Full screen: arrow keys change the scene, Esc exits";
  }
}
