// What holds for the whole page, whatever is drawn on it; set up once.
if (!globalThis.allweatherHead) {
  // Streamlit writes the address of a page and its link one after the other: of all that follows one act of the reader,
  // the history gets one entry.
  const { pushState, replaceState } = history;
  let follows = true;
  history.pushState = function (...entry) {
    (follows ? replaceState : pushState).apply(history, entry);
    follows = true;
  };
  for (const name of ["pointerdown", "keydown", "popstate"]) addEventListener(name, () => { follows = false; }, true);

  // On a phone the button of the sidebar opens the pages, and Filters the filters.
  document.addEventListener("click", (event) => {
    if (event.composedPath().some((part) => part.dataset?.testid === "stExpandSidebarButton") && event.isTrusted) {
      document.documentElement.dataset.awDrawer = "pages";
    }
  }, true);

  // A click into a box of one choice selects its text: what is typed then replaces it, and Enter takes the first that is
  // found. Streamlit's box would add the letters to the name that it shows, and find nothing.
  const boxAt = (event) => event.target.closest?.("[data-testid=stSelectbox] input[role=combobox]");
  let entered = null;
  addEventListener("pointerdown", (event) => {
    const box = boxAt(event);
    entered = box && box !== document.activeElement ? box : null;
  }, true);
  addEventListener("click", (event) => {
    const box = boxAt(event);
    if (box && box === entered && box.selectionStart === box.selectionEnd) box.select();
    entered = null;
  });

  // Enter in a box of several takes one and closes the list, which would stay open over what is below it; typing opens it
  // again. Streamlit’s box closes it by the Tab key: one that does not come from the reader moves no focus.
  addEventListener("keydown", (event) => {
    const box = event.key === "Enter" && !event.isComposing
      && event.target.closest?.("[data-testid=stMultiSelect] input[role=combobox][aria-expanded=true]");
    if (!box) return;
    const close = () => box.dispatchEvent(new KeyboardEvent("keydown", {key: "Tab", bubbles: true, cancelable: true}));
    requestAnimationFrame(() => requestAnimationFrame(close));
  }, true);

  // Enter in a date takes it. Streamlit's box would go on to the next part of the date, leave its calendar open, and take
  // the date only when the focus goes to something else: so it goes out of the field, and back to the field's button.
  addEventListener("keydown", (event) => {
    const box = event.key === "Enter" && event.target.closest?.("[data-testid=stDateInput]");
    if (!box || event.target.getAttribute("role") !== "spinbutton") return;
    event.preventDefault();
    event.stopImmediatePropagation();
    box.tabIndex = -1;
    box.focus({ preventScroll: true });
    requestAnimationFrame(() => {
      box.removeAttribute("tabindex");
      box.querySelector("[data-testid=stDateInputCalendarButton]")?.focus({ preventScroll: true });
    });
  }, true);
}
