// The list of changes. The last visit is kept in this browser only: nothing of it is sent to the server.
const VISIT = "allweather-last-visit", BEFORE = "allweather-visit-before";
const made = ([tag, attributes, ...children]) => {
  const part = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) part.setAttribute(name, value);
  part.append(...children.map((child) => (typeof child === "string" ? child : made(child))));
  return part;
};
const day = (at) => new Date(at).toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric" });

/** The visit before this one; of a page that is drawn again, the same. A browser that keeps nothing has none. */
function lastVisit() {
  try {
    if (sessionStorage.getItem(BEFORE) === null) {
      sessionStorage.setItem(BEFORE, localStorage.getItem(VISIT) ?? "");
      localStorage.setItem(VISIT, new Date().toISOString());
    }
    return sessionStorage.getItem(BEFORE);
  } catch {
    return "";
  }
}

export default function ({ parentElement, data }) {
  const root = parentElement.querySelector(".aw-news");
  const before = lastVisit();
  root.replaceChildren(...data.parts.map(made));
  const entries = [...root.querySelectorAll("[data-at]")];
  const fresh = entries.filter((entry) => before && Date.parse(entry.dataset.at) > Date.parse(before));
  for (const entry of fresh) entry.prepend(made(["strong", { class: "aw-new" }, "New "]));
  const changes = fresh.length === 1 ? "1 change" : `${fresh.length} changes`;
  const text = before ? `${changes} since your last visit on ${day(before)}.` : "This is your first visit in this browser.";
  const only = made(["button", { type: "button", "aria-pressed": "false", class: "aw-open" }, "Only since my last visit"]);
  only.addEventListener("click", () => {
    const on = only.getAttribute("aria-pressed") !== "true";
    only.setAttribute("aria-pressed", String(on));
    for (const entry of entries) entry.hidden = on && !fresh.includes(entry);
  });
  root.prepend(made(["p", { role: "status", class: "aw-visit" }, text]), ...(before && entries.length ? [only] : []));
}
