// The panel: a card, and tabs of which only the chosen one is built. The texts come as trees, never as HTML.
const made = ([tag, attributes, ...children]) => {
  const part = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) part.setAttribute(name, value);
  part.append(...children.map((child) => (typeof child === "string" ? child : made(child))));
  return part;
};
const KEYS = { ArrowRight: 1, ArrowLeft: -1 };

class Panel {
  constructor(root) {
    this.root = root;
    root.addEventListener("click", (event) => this.click(event));
    root.addEventListener("keydown", (event) => this.key(event));
  }

  get scroller() {
    return this.root.closest(".st-key-evidence") ?? this.root;
  }

  show(data, send) {
    const isOther = data.focus !== this.data?.focus;
    const { scrollTop } = this.scroller;
    const hadFocus = this.root.contains(document.activeElement) && document.activeElement.dataset.tab;
    Object.assign(this, { data, send, before: null });
    this.body = made(["div", { role: "tabpanel", id: "evidence-tab", class: "aw-tab" }]);
    const tabs = data.tabs.map(([name, count]) =>
      made(["button", { type: "button", role: "tab", "data-tab": name, "aria-controls": "evidence-tab" },
        name, ["span", {}, count ? ` ${count}` : ""]]));
    const list = made(["div", { role: "tablist", class: "aw-tabs", "aria-label": "Evidence" }]);
    list.append(...tabs);
    const heading = made(["h2", { class: "aw-unseen" }, "Evidence"]);
    this.root.replaceChildren(heading, ...data.card.map(made), list, this.body);
    this.open(this.tab);
    if (hadFocus) this.chosen?.focus();
    this.scroller.scrollTop = isOther ? 0 : scrollTop;
  }

  get tabs() {
    return [...this.root.querySelectorAll("[data-tab]")];
  }

  open(name) {
    const place = Math.max(this.data.tabs.findIndex(([tab]) => tab === name), 0);
    this.tabs.forEach((tab, number) => {
      tab.setAttribute("aria-selected", number === place);
      tab.tabIndex = number === place ? 0 : -1;
    });
    this.chosen = this.tabs[place];
    this.shown = this.data.tabs[place][0];
    this.body.setAttribute("aria-label", this.shown);
    this.body.replaceChildren(...this.data.tabs[place][2].map(made));
  }

  choose(name) {
    this.tab = name;
    this.open(name);
  }

  click(event) {
    const part = event.target.closest("[data-tab], [data-focus], [data-profile], [data-back], a[href^='#source-']");
    if (!part) return;
    event.preventDefault();
    const { tab, focus, profile } = part.dataset;
    if (tab) this.choose(tab);
    else if (focus) this.send("chosen", focus);
    else if (profile) this.send("profile", profile);
    else if ("back" in part.dataset) this.back();
    else this.source(part);
  }

  key(event) {
    if (!event.target.dataset.tab) return;
    const { tabs } = this;
    const place = { Home: 0, End: tabs.length - 1 }[event.key] ??
      (event.key in KEYS ? (tabs.indexOf(event.target) + KEYS[event.key] + tabs.length) % tabs.length : -1);
    if (place < 0) return;
    event.preventDefault();
    this.choose(tabs[place].dataset.tab);
    this.chosen.focus();
  }

  source(mark) {
    const { scrollTop } = this.scroller;
    const place = [...this.root.querySelectorAll("sup a")].indexOf(mark);
    this.before = { tab: this.shown, scrollTop, place };
    this.open("Sources");
    const source = this.body.querySelector(mark.getAttribute("href"));
    if (!source) return;
    source.classList.add("aw-target");
    source.append(" ", made(["button", { type: "button", "data-back": "", class: "aw-back" }, "Back to the text"]));
    source.tabIndex = -1;
    source.scrollIntoView({ block: "center" });
    source.focus({ preventScroll: true });
  }

  back() {
    const { tab, scrollTop, place } = this.before;
    this.open(tab);
    this.scroller.scrollTop = scrollTop;
    this.root.querySelectorAll("sup a")[place]?.focus({ preventScroll: true });
  }
}

// The message, gzipped JSON; of two that are read at the same time, the later one is shown.
globalThis.allweatherPanel = async ({ data, parentElement, setTriggerValue }) => {
  const root = parentElement.querySelector(".aw-evidence");
  root.panel ??= new Panel(root);
  const turn = (root.turn = (root.turn ?? 0) + 1);
  const content = await new Response(new Blob([data]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
  if (root.turn === turn) root.panel.show(content, setTriggerValue);
};
