"use strict";
(() => {
  const svg = document.querySelector("#picture svg");
  const said = document.getElementById("said");
  const find = document.getElementById("find");
  const notes = [...document.querySelectorAll("li[data-note]")];
  const parts = [...svg.querySelectorAll("[data-note], [data-actor]")];
  const whole = svg.getAttribute("viewBox").split(" ").map(Number);
  let box = [...whole];

  // Where the reader looks.
  const look = (next) => { box = next; svg.setAttribute("viewBox", box.join(" ")); };
  const closer = (share, x = box[0] + box[2] / 2, y = box[1] + box[3] / 2) => {
    const width = Math.min(Math.max(box[2] * share, whole[2] / 12), whole[2]);
    const height = width * whole[3] / whole[2];
    const by = width / box[2];
    const left = Math.min(Math.max(x - (x - box[0]) * by, whole[0]), whole[0] + whole[2] - width);
    const top = Math.min(Math.max(y - (y - box[1]) * by, whole[1]), whole[1] + whole[3] - height);
    look([left, top, width, height]);
  };
  const spot = (event) => {
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    return [at.x, at.y];
  };
  document.getElementById("closer").onclick = () => closer(0.7);
  document.getElementById("wider").onclick = () => closer(1 / 0.7);
  document.getElementById("whole").onclick = () => { look([...whole]); choose(() => false, ""); };
  svg.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    closer(event.deltaY > 0 ? 1.15 : 1 / 1.15, ...spot(event));
  }, { passive: false });
  let held = null;
  svg.addEventListener("pointerdown", (event) => { held = spot(event); });
  svg.addEventListener("pointermove", (event) => {
    if (!held) return;
    const [x, y] = spot(event);
    const left = Math.min(Math.max(box[0] - x + held[0], whole[0]), whole[0] + whole[2] - box[2]);
    const top = Math.min(Math.max(box[1] - y + held[1], whole[1]), whole[1] + whole[3] - box[3]);
    look([left, top, box[2], box[3]]);
  });
  addEventListener("pointerup", () => { held = null; });

  // What is chosen stands out, with its notes.
  const choose = (wanted, words) => {
    const ties = new Set(), actors = new Set();
    for (const part of parts) {
      const ends = (part.dataset.actors || "").split(" ");
      if (part.dataset.actors && wanted(part.dataset.note, ends)) {
        ties.add(part.dataset.note);
        ends.forEach((actor) => actors.add(actor));
      }
    }
    svg.classList.toggle("chosen", ties.size > 0);
    for (const part of parts) {
      part.classList.toggle("on", ties.has(part.dataset.note) || actors.has(part.dataset.actor));
    }
    notes.forEach((note) => note.classList.toggle("on", ties.has(note.dataset.note)));
    said.textContent = ties.size ? `${words}: notes ${[...ties].sort((a, b) => a - b).join(", ")}` : words;
  };
  const ofNote = (number) => choose((note) => note === number, `Tie ${number}`);
  const ofActor = (actor, name) => choose((_, ends) => ends.includes(actor), name);
  const nameOf = (part) => part.querySelector("title")?.textContent || "";

  svg.addEventListener("click", (event) => {
    const part = event.target.closest("[data-note], [data-actor]");
    if (!part) return choose(() => false, "");
    if (part.dataset.actor) return ofActor(part.dataset.actor, nameOf(svg.querySelector(`circle[data-actor="${CSS.escape(part.dataset.actor)}"]`)));
    ofNote(part.dataset.note);
    document.getElementById(`note-${part.dataset.note}`)?.scrollIntoView({ block: "nearest" });
  });
  for (const note of notes) note.addEventListener("focus", () => ofNote(note.dataset.note));
  for (const dot of svg.querySelectorAll("circle[data-actor]")) {
    dot.setAttribute("tabindex", "0");
    dot.setAttribute("role", "button");
    dot.setAttribute("aria-label", nameOf(dot));
    dot.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") { event.preventDefault(); ofActor(dot.dataset.actor, nameOf(dot)); }
    });
  }
  find?.addEventListener("input", () => {
    const text = find.value.trim().toLowerCase();
    const dots = [...svg.querySelectorAll("circle[data-actor]")].filter((dot) => nameOf(dot).toLowerCase().includes(text));
    const actors = new Set(dots.map((dot) => dot.dataset.actor));
    if (!text) return choose(() => false, "");
    choose((_, ends) => ends.some((actor) => actors.has(actor)), dots.length ? dots.map(nameOf).join(", ") : "No actor of that name");
  });
  addEventListener("keydown", (event) => { if (event.key === "Escape") choose(() => false, ""); });
})();
