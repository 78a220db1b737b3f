"use strict";
(() => {
  const svg = document.querySelector("#picture svg");
  const status = document.getElementById("status");
  const search = document.getElementById("find");
  const citations = [...document.querySelectorAll("li[data-citation]")];
  const parts = [...svg.querySelectorAll("[data-citation], [data-actor]")];
  const dots = [...svg.querySelectorAll("circle[data-actor]")];

  // The part of the picture that is shown: left, top, width, height -----------------------------------

  const MOST_ZOOM = 12;
  const whole = svg.getAttribute("viewBox").split(" ").map(Number);
  let shown = [...whole];
  const between = (low, value, high) => Math.min(Math.max(value, low), high);
  const show = (box) => { shown = box; svg.setAttribute("viewBox", box.join(" ")); };
  const showAt = (left, top, width, height) => show([
    between(whole[0], left, whole[0] + whole[2] - width),
    between(whole[1], top, whole[1] + whole[3] - height),
    width,
    height,
  ]);
  // The point x, y stays where it is.
  const zoom = (share, x = shown[0] + shown[2] / 2, y = shown[1] + shown[3] / 2) => {
    const width = between(whole[2] / MOST_ZOOM, shown[2] * share, whole[2]);
    const ratio = width / shown[2];
    showAt(x - (x - shown[0]) * ratio, y - (y - shown[1]) * ratio, width, width * whole[3] / whole[2]);
  };
  const pointOf = (event) => {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    return [point.x, point.y];
  };
  document.getElementById("zoom-in").onclick = () => zoom(0.7);
  document.getElementById("zoom-out").onclick = () => zoom(1 / 0.7);
  document.getElementById("show-all").onclick = () => { show([...whole]); clear(); };
  svg.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    zoom(event.deltaY > 0 ? 1.15 : 1 / 1.15, ...pointOf(event));
  }, { passive: false });

  let dragStart = null;
  svg.addEventListener("pointerdown", (event) => { dragStart = pointOf(event); });
  svg.addEventListener("pointermove", (event) => {
    if (!dragStart) return;
    const [x, y] = pointOf(event);
    showAt(shown[0] - x + dragStart[0], shown[1] - y + dragStart[1], shown[2], shown[3]);
  });
  addEventListener("pointerup", () => { dragStart = null; });

  // What is highlighted, with its citations -----------------------------------------------------------

  const numbersOf = (part) => (part.dataset.citation ?? "").split(" ").filter(Boolean);
  // `isWanted` takes the numbers of the citations of a line and its two actors.
  const highlight = (isWanted, text) => {
    const ties = new Set(), actors = new Set();
    for (const part of parts) {
      const ends = (part.dataset.actors || "").split(" ");
      if (part.dataset.actors && isWanted(numbersOf(part), ends)) {
        numbersOf(part).forEach((number) => ties.add(number));
        ends.forEach((actor) => actors.add(actor));
      }
    }
    svg.classList.toggle("chosen", ties.size > 0);
    for (const part of parts) {
      part.classList.toggle("on", numbersOf(part).some((number) => ties.has(number)) || actors.has(part.dataset.actor));
    }
    citations.forEach((citation) => citation.classList.toggle("on", ties.has(citation.dataset.citation)));
    const numbers = [...ties].sort((a, b) => a - b).join(", ");
    status.textContent = ties.size ? `${text}: notes ${numbers}` : text;
  };
  const clear = () => highlight(() => false, "");
  const highlightTie = (number) => highlight((numbers) => numbers.includes(number), `Tie ${number}`);
  const highlightActor = (dot) => highlight((_, ends) => ends.includes(dot.dataset.actor), nameOf(dot));
  const nameOf = (dot) => dot.querySelector("title")?.textContent || "";

  svg.addEventListener("click", (event) => {
    const part = event.target.closest("[data-citation], [data-actor]");
    if (!part) return clear();
    if (part.dataset.actor) return highlightActor(dots.find((dot) => dot.dataset.actor === part.dataset.actor));
    const [number] = numbersOf(part);
    highlightTie(number);
    document.getElementById(`citation-${number}`)?.scrollIntoView({ block: "nearest" });
  });
  for (const citation of citations) citation.addEventListener("focus", () => highlightTie(citation.dataset.citation));
  for (const dot of dots) {
    dot.setAttribute("tabindex", "0");
    dot.setAttribute("role", "button");
    dot.setAttribute("aria-label", nameOf(dot));
    dot.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") { event.preventDefault(); highlightActor(dot); }
    });
  }
  search?.addEventListener("input", () => {
    const text = search.value.trim().toLowerCase();
    if (!text) return clear();
    const matches = dots.filter((dot) => nameOf(dot).toLowerCase().includes(text));
    const actors = new Set(matches.map((dot) => dot.dataset.actor));
    highlight((_, ends) => ends.some((actor) => actors.has(actor)), matches.map(nameOf).join(", ") || "No match");
  });
  addEventListener("keydown", (event) => { if (event.key === "Escape") clear(); });
})();
