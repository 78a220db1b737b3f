"""What those who do not see the page, do not see it well, or do not bear motion get of it, in a real Chromium."""

import re
from itertools import pairwise
from time import monotonic
from typing import Any
from urllib.parse import parse_qsl

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from components.pages import PAGES, page_at
from components.style.theme import Theme
from tests.support.browser import (
    PATIENCE,
    PICTURE,
    open_page,
    turn_to,
    visit,
    wait_for_page,
    wait_for_rest,
    wait_for_ties,
)

pytestmark = [pytest.mark.browser, pytest.mark.one_reader]

AXE = Axe()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# What another theme may change.
COLOUR_RULES = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
# What is Streamlit's own and cannot be mended from here: rule, element, reason.
NOT_OURS = [
    (
        "scrollable-region-focusable",
        "[data-testid=stCode] pre",
        "A long code block scrolls and has no tabindex; browsers put it among the stops of the Tab key by themselves, "
        "and the button beside it copies all of it.",
    ),
]
# Other states of pages; of the arrival, the map and the records, the only one: it has all that the page has without it.
OTHERWISE = {
    "focus": "?focus=BLR-CHN",
    "empty": "?layers=treaty&regions=Oceania",
    "all ties, highlighted": "?preset=ladder&mark=strategic",
    "map": "map?preset=everything&borders=yes&layers=treaty",
    "empty timeline, ignored word": "timeline?layers=treaty&regions=Oceania&grades=bogus",
    "arrival": "arrival?preset=ladder&focus=BLR-CHN",
    "profile of a pair": "profile?of=BLR-CHN",
    "records": "records?table=sources&record=bloomberg-2023-03-01-1cb2",
}
# The four actors on 1 March 2023, where filters act.
LINKS = {
    **{name: f"{name}?preset=focal" if page.has_filters and name != "story" else name for name, page in PAGES.items()},
    "home": "",
    **OTHERWISE,
}
BOXES = {
    "network": ["More filters", "Export"],
    "story": ["Make your own story"],
    "claims": ["Copy the answer with sources"],
}
# How the name of the first chart of a page begins.
CHARTS = {"timeline": "Timeline of 4 pairs with", "claims": "True since "}
HEADINGS = "[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map((head) => Number(head.tagName[1]))"
OUR_TARGETS = ".aw button, [class*=st-key-links_] button, .st-key-summary_bar button, [role=slider], [role=spinbutton]"
TOO_SMALL = """(places) => [...document.querySelectorAll("[data-testid=stMain] *")].flatMap((part) => [
  ...(part.shadowRoot?.querySelectorAll(places) ?? []), ...(part.matches(places) ? [part] : []),
]).map((part) => [part.getAttribute("aria-label") ?? part.textContent, part.getBoundingClientRect()])
  .filter(([, box]) => box.width && (box.width < 24 || box.height < 24)).map(([name]) => name)"""


def is_ours(page: Page, rule: str, node: dict[str, Any]) -> bool:
    place = node["target"][0]
    selector = " >> ".join(place) if isinstance(place, list) else place
    return not any(
        rule == excused and page.locator(selector).first.evaluate("(part, of) => part.matches(of)", of)
        for excused, of, _ in NOT_OURS
    )


def faults(page: Page, rules: list[str] | dict[str, Any] = RULES) -> list[str]:
    """What axe-core finds serious or worse, one line each. A slow page may still be moving: a fault is found twice."""
    if first := faults_now(page, rules):
        wait_for_rest(page)
        return [fault for fault in faults_now(page, rules) if fault in first]
    return []


def faults_now(page: Page, rules: list[str] | dict[str, Any]) -> list[str]:
    if not page.evaluate("'axe' in globalThis"):
        page.evaluate(AXE.axe_script)
    # What axe-core finds in order is large, and nobody reads it.
    options = {"runOnly": rules, "resultTypes": ["violations"]}
    violations = page.evaluate("async (options) => (await axe.run(options)).violations", options)
    return [
        f"{rule['id']}: {node['html'][:160]} {node['failureSummary']}"
        for rule in violations
        if rule["impact"] in ("serious", "critical")
        for node in rule["nodes"]
        if is_ours(page, rule["id"], node)
    ]


def faults_in_other_colours(page: Page, theme: Theme) -> list[str]:
    """What axe-core finds after the reader's system has changed the theme."""
    page.emulate_media(color_scheme=theme)
    expect(page.locator("[data-testid=stApp]")).to_have_css("color-scheme", theme)
    wait_for_rest(page)
    return faults(page, COLOUR_RULES)


@pytest.mark.parametrize("name", LINKS)
def test_every_page_is_accessible_in_both_themes(page: Page, address: str, name: str) -> None:
    # Pages as they are open in light colours, the others in dark ones; both are then seen in the other.
    themes: tuple[Theme, Theme] = ("dark", "light") if name in OTHERWISE else ("light", "dark")
    page.emulate_media(color_scheme=themes[0])
    turn_to(page, f"{address}/{LINKS[name]}")
    wait_for_page(page)
    assert faults(page) == []
    assert_structure(page, LINKS[name])
    assert page.evaluate(TOO_SMALL, OUR_TARGETS) == [], "what is to be hit is large enough"
    if name in CHARTS:
        assert_chart_says(page, CHARTS[name])
    assert faults_in_other_colours(page, themes[1]) == []
    for box in BOXES.get(name, ()):
        themes = themes[::-1]
        page.get_by_text(box, exact=True).click()
        wait_for_rest(page)
        assert faults(page) == [], box
        assert faults_in_other_colours(page, themes[1]) == [], box
    if name in BOXES:
        # The boxes would stay open.
        page.goto("about:blank")


def assert_structure(page: Page, link: str) -> None:
    """The page has its name, a language, headings without gaps, and one region of each kind."""
    path, _, query = link.partition("?")
    name = page_at(path, dict(parse_qsl(query))).title
    expect(page).to_have_title(f"{name} · Allweather")
    expect(page.locator("h1")).to_have_text(name)
    assert page.evaluate("document.documentElement.lang") == "en"
    levels = page.evaluate(HEADINGS)
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(lower - upper <= 1 for upper, lower in pairwise(levels)), levels
    expect(page.get_by_role("main")).to_have_count(1)
    expect(page.get_by_role("navigation")).to_have_count(1)


def test_the_picture_says_what_it_shows_and_where_the_same_stands_as_a_table(page: Page, address: str) -> None:
    visit(page, f"{address}/?preset=focal")
    expect(page.get_by_role("group", name="Picture")).to_match_aria_snapshot(
        """
        - group "Picture":
          - text: /1 Mar 2023 Ranked by/
          - img /Network on 1 Mar 2023. 19 ties among 4 actors\\. Filters. between Belarus, China, Pakistan and Russia\\. Ranked by .* The page Ties lists the same ties\\./
          - toolbar "Legend":
            - list "Labels by rank":
              - listitem:
                - button "Coordination (Russia) · 1"
              - listitem:
                - button "All-weather and permanent · 2"
            - list "Other types of tie":
              - listitem:
                - button /Treaty · \\d+/
              - listitem:
                - button /Membership · \\d+/
              - listitem:
                - button /Integration · \\d+/
              - listitem:
                - button /Forces and bases · \\d+/
        """
    )
    visit(page, f"{address}/?focus=BLR-CHN")
    expect(page.get_by_role("img", name="Highlighted: Belarus – China.")).to_be_visible(timeout=PATIENCE)


def test_the_axis_is_a_slider_with_a_day_that_is_spoken(page: Page, address: str) -> None:
    visit(page, f"{address}/?as_of=2022-09-15")
    slider = page.get_by_role("slider", name="Date shown", exact=True)
    expect(slider).to_have_attribute("aria-valuetext", "15 Sep 2022, 19 ties shown")
    expect(slider).to_have_accessible_description(re.compile("Page Up and Page Down: next and previous change"))
    low, now, high = (int(slider.get_attribute(f"aria-value{part}") or "") for part in ("min", "now", "max"))
    assert low < now < high
    slider.press("ArrowLeft")
    expect(slider).to_have_attribute("aria-valuetext", re.compile("14 Sep 2022, [0-9]+ ties shown"))


def test_a_change_of_the_view_is_told_once_and_scrubbing_is_not(page: Page, address: str) -> None:
    open_page(page, f"{address}/?preset=focal")
    wait_for_page(page)
    region = page.locator(".st-key-announced [role=status]")
    expect(region).to_be_attached()
    expect(region).to_have_text("")
    region.evaluate(
        "(part) => { globalThis.told = [];"
        " new MutationObserver(() => told.push(part.textContent)).observe(part, {childList: true}); }"
    )
    page.get_by_role("button", name="Treaty", exact=True).click()
    expect(region).to_contain_text(re.compile("5 of [0-9]+ ties shown · 1 Mar 2023"), timeout=PATIENCE)
    box = page.locator(".aw-slider").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * 0.9, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + 20, steps=8)
    wait_for_rest(page)
    assert len(page.evaluate("told")) == 1
    page.mouse.up()
    expect(region).not_to_contain_text("1 Mar 2023", timeout=PATIENCE)
    wait_for_rest(page)
    assert len(page.evaluate("told")) == 2


def test_an_answer_and_a_count_of_rows_are_told_too(page: Page, address: str) -> None:
    visit(page, f"{address}/claims?preset=focal")
    page.get_by_role("button", name="Six countries have all-weather ties with China · 22").first.click()
    region = page.locator(".st-key-announced [role=status]")
    expect(region).to_contain_text("True: Exactly 6 countries", timeout=PATIENCE)
    wait_for_page(page)
    visit(page, f"{address}/records?table=ladders")
    page.locator(".st-key-search_ladders input").fill("no such ladder")
    page.keyboard.press("Enter")
    expect(region).to_have_text(re.compile(r"Rankings: 0 of \d+ rows\."), timeout=PATIENCE)


def assert_chart_says(page: Page, name: str) -> None:
    chart = page.locator("[data-testid=stMain] [role=graphics-document]").first
    expect(chart).to_have_accessible_name(re.compile(re.escape(name)), timeout=PATIENCE)


@pytest.mark.parametrize(
    ("link", "name"),
    [("tempo?focus=BLR-CHN", "Belarus – China: "), ("arrival?preset=ladder", "Number of partners at each rank")],
)
def test_each_chart_says_what_it_shows(page: Page, address: str, link: str, name: str) -> None:
    visit(page, f"{address}/{link}")
    assert_chart_says(page, name)


def test_words_in_other_languages_say_which(page: Page, address: str) -> None:
    visit(page, f"{address}/?focus=BLR-CHN")
    native = page.locator(".aw-tab .aw-native").first
    expect(native.locator("[lang=zh]")).to_have_text("全天候全面战略伙伴关系", timeout=PATIENCE)
    expect(native.locator("[lang=ru]")).to_have_text("всепогодное и всестороннее стратегическое партнёрство")


def test_who_asked_for_less_motion_sees_one_picture_a_second(page: Page, address: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    visit(page, f"{address}/?as_of=1951-01-01")
    page.get_by_role("button", name="Play (one frame a second)").click()
    begin = monotonic()
    page.wait_for_function(f"{PICTURE}.frames >= 3", timeout=PATIENCE)
    assert monotonic() - begin > 1.5
    page.get_by_role("button", name="Pause").click()
    page.wait_for_url("**as_of=19**", timeout=PATIENCE)
    moving = "[...document.querySelectorAll('*')].map((part) => getComputedStyle(part).transitionDuration)"
    assert set(page.evaluate(moving)) <= {"0s", "1e-05s"}


@pytest.mark.parametrize(("width", "height"), [(720, 450), (320, 640)])
def test_a_narrow_or_magnified_page_scrolls_one_way_and_keeps_its_picture(
    page: Page, address: str, width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    visit(page, f"{address}/?preset=focal")
    wait_for_ties(page, 19)
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= width
    for part in (".aw-picture", ".aw-axis", ".st-key-evidence"):
        box = page.locator(part).bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
    expect(page.get_by_role("button", name="Show everything")).to_be_visible()
    page.get_by_role("button", name="Previous change").click()
    page.wait_for_url("**as_of=**", timeout=PATIENCE)
