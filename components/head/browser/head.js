// The head: a search box with its results below it, and the links to share. What is typed goes to the server, which
// answers with results; what is chosen goes there too, so that the reader stays in the session.
const WAIT = 90, LOOK_AGAIN = 500;
const views = new WeakMap();

const isTyping = (event) => {
  const at = event.composedPath()[0];
  return at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName ?? "");
};

// [text, is it found] -> elements; a text never becomes markup.
const parts = (into, list) => {
  into.append(...list.map(([text, found]) => {
    if (!found) return text;
    const mark = document.createElement("mark");
    mark.textContent = text;
    return mark;
  }));
  return into;
};

const made = (tag, className, text = "") => {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
};

const worthAsking = (text) => [...text].length > 1 || /[^\u0000-\u02ff]/.test(text);

class Head {
  constructor(root) {
    this.root = root;
    this.find = (selector) => root.querySelector(selector);
    this.input = this.find("input[role=combobox]");
    this.list = this.find("#results");
    this.box = this.find(".results");
    this.options = [];
    this.active = -1;
    this.asked = "";
    this.input.addEventListener("input", () => this.ask());
    this.input.addEventListener("focus", () => { if (this.text && this.options.length) this.open(); });
    this.input.addEventListener("keydown", (event) => this.onKey(event));
    this.find(".all").onclick = () => this.go("search", { q: this.text });
    this.find(".narrow").onclick = () => { this.close(); this.send("narrow", this.text); };
    this.find(".about").onclick = (event) => this.onLink(event, "about");
    this.find(".mark").onclick = (event) => this.onLink(event, "home");
    this.find(".filters").onclick = () => {
      document.documentElement.dataset.awDrawer = "filters";
      document.querySelector("[data-testid=stExpandSidebarButton]")?.click();
    };
    this.find(".share").onclick = () => this.share(this.find("#sharing").hidden);
    for (const button of root.querySelectorAll("[data-link]")) button.onclick = () => this.copy(button.dataset.link);
    // A link to a page of ours is followed within the session.
    this.onInner = (event) => {
      const link = event.composedPath().find((part) => part.tagName === "A");
      const href = link?.getAttribute("href") ?? "";
      if (event.defaultPrevented || event.button || event.shiftKey || !href.startsWith("./")) return;
      const address = new URL(href, document.baseURI);
      this.onLink(event, href.slice(2).split("?")[0] || "home", Object.fromEntries(address.searchParams));
    };
    this.onSlash = (event) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
      event.preventDefault();
      this.input.focus();
      this.input.select();
    };
    this.onOutside = (event) => {
      if (event.composedPath().includes(root)) return;
      this.close();
      this.share(false);
    };
    this.onEscape = (event) => {
      if (event.key !== "Escape" || this.find("#sharing").hidden) return;
      this.share(false);
      this.find(".share").focus();
    };
    document.addEventListener("pointerdown", this.onOutside);
    root.addEventListener("keydown", this.onEscape);
    root.addEventListener("focusout", (event) => { if (event.relatedTarget && !root.contains(event.relatedTarget)) this.onOutside(event); });
  }

  get text() { return this.input.value.trim().replace(/\s+/g, " "); }

  // One on its own, in a page that has a head besides, is the search alone.
  begin() {
    if (!this.data.isAlone) {
      this.input.setAttribute("aria-label", "Search");
      document.addEventListener("keydown", this.onSlash);
      document.addEventListener("click", this.onInner);
      return;
    }
    this.root.classList.add("alone");
    this.input.setAttribute("aria-label", "Search all records");
    this.input.placeholder = matchMedia("(max-width: 600px)").matches
      ? "Country, pair, label, person …"
      : "Search for a country, a pair such as “china hungary”, a label, a person or a source";
    for (const part of this.root.querySelectorAll(":scope > :not(search, .results)")) part.hidden = true;
  }

  end() {
    clearTimeout(this.later);
    this.watch?.disconnect();
    document.removeEventListener("keydown", this.onSlash);
    document.removeEventListener("click", this.onInner);
    document.removeEventListener("pointerdown", this.onOutside);
  }

  // Beside an open sidebar, which has the wordmark, there is no second one.
  watchSidebar() {
    const sidebar = document.querySelector("[data-testid=stSidebar]");
    const update = () => { this.find(".mark").hidden = this.data.hasSidebar && sidebar?.dataset.collapsed === "false"; };
    update();
    if (!sidebar || sidebar === this.sidebar) return;
    this.sidebar = sidebar;
    this.watch?.disconnect();
    this.watch = new MutationObserver(update);
    this.watch.observe(sidebar, { attributeFilter: ["data-collapsed"] });
  }

  ask() {
    clearTimeout(this.later);
    if (!worthAsking(this.text)) return this.close();
    this.later = setTimeout(() => {
      if (this.text === this.asked) return this.open();
      this.asked = this.text;
      this.send("query", { text: this.text, number: Date.now() });
    }, WAIT);
  }

  show(data) {
    const isNew = !this.data;
    this.data = data;
    if (isNew) this.begin();
    if (!data.isAlone) {
      this.find(".day").textContent = data.day;
      this.find(".day").title = data.through;
      this.find(".through").textContent = data.through;
      this.find(".filters").hidden = !data.hasSidebar;
      this.root.classList.toggle("bare", !data.hasSidebar);
      this.watchSidebar();
    }
    const { results } = data;
    if (!results || results === this.shown || results.text !== this.text) return;
    this.shown = results;
    this.list.replaceChildren();
    this.options = [];
    for (const [number, group] of results.groups.entries()) {
      const block = made("div", "");
      const head = made("p", "group", group.name);
      head.id = `group${number}`;
      block.setAttribute("role", "group");
      block.setAttribute("aria-labelledby", head.id);
      block.append(head, ...group.results.map((result) => this.option(result)));
      this.list.append(block);
    }
    this.find(".count").textContent = results.count;
    this.find(".narrow").hidden = !this.options.length;
    this.select(this.options.length ? 0 : -1);
    if (this.root.getRootNode().activeElement === this.input) this.open();
    if (this.pressed) { this.pressed = false; this.choose(); }
  }

  option(result) {
    const element = made("div", "");
    element.setAttribute("role", "option");
    element.id = `option${this.options.length}`;
    const title = made("div", "title");
    title.append(parts(made("span", ""), result.title), made("span", "when", result.date));
    element.append(title, parts(made("div", "snippet"), result.snippet));
    const number = this.options.length;
    element.addEventListener("pointermove", () => { if (this.active !== number) this.select(number, false); });
    element.addEventListener("click", (event) => this.choose(number, event.ctrlKey || event.metaKey));
    this.options.push({ element, result });
    return element;
  }

  select(number, scroll = true) {
    this.options[this.active]?.element.setAttribute("aria-selected", "false");
    this.active = number;
    const option = this.options[number];
    this.input.toggleAttribute("aria-activedescendant", false);
    if (!option) return;
    option.element.setAttribute("aria-selected", "true");
    this.input.setAttribute("aria-activedescendant", option.element.id);
    if (scroll) option.element.scrollIntoView({ block: "nearest" });
  }

  onKey(event) {
    const isOpen = !this.box.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!isOpen) return this.options.length ? this.open() : undefined;
      const count = this.options.length;
      this.select((this.active + (event.key === "ArrowDown" ? 1 : count - 1)) % count);
    } else if (event.key === "Enter" && !event.isComposing) {
      if (!worthAsking(this.text)) return;
      // Results of an earlier text are not chosen from: those of this one are about to come.
      if (this.shown?.text === this.text) return this.choose();
      this.pressed = true;
      this.ask();
    } else if (event.key === "Escape") {
      if (isOpen) this.close();
      else { this.input.value = ""; this.input.blur(); }
    } else {
      this.pressed = false;
    }
  }

  choose(number = this.active, elsewhere = false) {
    const option = this.options[number];
    if (!option) return this.shown?.text === this.text ? undefined : this.go("search", { q: this.text });
    const { page, query } = option.result;
    if (elsewhere) return void window.open(`./${page}?${new URLSearchParams(query)}`, "_blank", "noopener");
    this.go(page, query);
  }

  go(page, query = {}) {
    this.close();
    this.input.blur();
    this.send("go", { page, query });
  }

  onLink(event, page, query) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.go(page, query);
  }

  open() { this.box.hidden = false; this.input.setAttribute("aria-expanded", "true"); this.share(false); }

  close() { this.box.hidden = true; this.input.setAttribute("aria-expanded", "false"); }

  share(open) {
    this.find("#sharing").hidden = !open;
    this.find(".share").setAttribute("aria-expanded", String(open));
    this.find(".copied").textContent = "";
    this.find("#sharing input").hidden = true;
  }

  async copy(kind) {
    const address = new URL(location.href);
    if (kind === "pinned") address.searchParams.set("pin", this.data.pin);
    try {
      await navigator.clipboard.writeText(address.href);
      this.find(".copied").textContent = "Link copied.";
    } catch {
      // Without https a browser lets no page write to the clipboard.
      const field = this.find("#sharing input");
      field.hidden = false;
      field.value = address.href;
      field.select();
      this.find(".copied").textContent = "Press Ctrl+C to copy the link.";
    }
  }
}

globalThis.allweatherHead = ({ parentElement, data, setTriggerValue }) => {
  const root = parentElement.querySelector(".head");
  if (!views.has(root)) views.set(root, new Head(root));
  const head = views.get(root);
  head.send = setTriggerValue;
  head.runs = (head.runs ?? 0) + 1;
  const run = head.runs;
  head.show(data);
  // Streamlit cleans up after a call that a newer one overtook, too, and before it makes the newer one: the head ends when it
  // has left the page.
  const leave = () => {
    if (head.runs !== run) return;
    if (root.isConnected) { setTimeout(leave, LOOK_AGAIN); return; }
    head.end();
    views.delete(root);
  };
  return leave;
};
