"""The picture in a real Chromium: what only a browser can show."""

import re
from datetime import date
from math import dist

import pytest
from playwright.sync_api import Page, expect

from data.tables.dataset import Dataset
from data.view.selection import select
from data.view.ties import Ties
from data.view.view import View
from tests.support.browser import (
    PATIENCE,
    PICTURE,
    go_to,
    visit,
    wait_for_page,
    wait_for_picture,
    wait_for_rest,
    wait_for_ties,
    wordings,
)

pytestmark = [pytest.mark.browser, pytest.mark.one_reader]

FOCAL_TIES = 19
TEN = ("BLR", "CHN", "PAK", "RUS", "IRN", "KAZ", "UZB", "IND", "TUR", "SRB")


def collisions(page: Page) -> list[tuple[str, str]]:
    """Pairs of words on the picture whose boxes overlap by more than a hair."""
    labels = page.evaluate(f"{PICTURE}.labels()")
    boxes = [(label["text"], label["box"]) for kind in labels for label in labels[kind]]
    return [
        (one, other)
        for place, (one, a) in enumerate(boxes)
        for other, b in boxes[place + 1 :]
        if a[0] + 1 < b[2] and a[2] - 1 > b[0] and a[1] + 1 < b[3] and a[3] - 1 > b[1]
    ]


def written(page: Page) -> list[str]:
    """The words on ties."""
    return [label["text"] for label in page.evaluate(f"{PICTURE}.labels()")["wordings"]]


def test_the_first_view_is_the_focal_triangle_on_the_day_of_the_visit(page: Page, address: str) -> None:
    visit(page, f"{address}/?preset=focal")
    shown = wordings(page)
    assert len(shown) == FOCAL_TIES
    assert shown["BLR-CHN|china_ladder"] == "all-weather comprehensive strategic partnership"
    assert shown["CHN-PAK|china_ladder"] == "all-weather strategic cooperative partnership"
    expect(page.locator(".aw-day")).to_have_text("1 Mar 2023")
    expect(page.locator("strong", has_text=re.compile("^19 of [0-9]+ ties shown · 1 Mar 2023"))).to_be_visible()
    bottom = page.locator(".aw-axis").bounding_box()
    assert bottom is not None
    assert bottom["y"] + bottom["height"] < 900, "the time axis is on the first screen"


def test_a_filter_moves_no_actor_and_keeps_the_zoom(page: Page, address: str) -> None:
    visit(page, f"{address}/?preset=everything")
    as_opened = page.evaluate(f"{PICTURE}.screen().CHN")
    page.locator(".aw-canvas canvas").hover()
    page.mouse.wheel(0, -240)
    page.wait_for_function(f"{PICTURE}.screen().CHN.join() !== {as_opened}.join()", timeout=PATIENCE)
    wait_for_picture(page)
    before = page.evaluate(f"{PICTURE}.screen()")
    shown = page.evaluate(f"{PICTURE}.shownTies()")
    page.get_by_role("button", name="Partnership", exact=True).click()
    page.wait_for_function(f"{PICTURE}.settled && {PICTURE}.shownTies() < {shown}", timeout=PATIENCE)
    after = page.evaluate(f"{PICTURE}.screen()")
    assert after
    assert all(before[actor] == spot for actor, spot in after.items())


def test_a_click_on_a_tie_puts_its_dyad_in_focus_and_the_link_restores_it(page: Page, address: str) -> None:
    visit(page, f"{address}/?preset=focal")
    spots = page.evaluate(f"{PICTURE}.screen()")
    box = page.locator(".aw-canvas canvas").bounding_box()
    assert box is not None
    (x1, y1), (x2, y2) = spots["CHN"], spots["RUS"]
    page.mouse.click(box["x"] + x1 + (x2 - x1) * 0.25, box["y"] + y1 + (y2 - y1) * 0.25)
    page.wait_for_url("**focus=CHN-RUS**", timeout=PATIENCE)
    expect(page.locator(".aw-evidence h3").first).to_have_text("China – Russia")
    page.reload()
    wait_for_picture(page)
    expect(page.locator(".aw-evidence h3").first).to_have_text("China – Russia", timeout=PATIENCE)
    assert len(wordings(page)) == FOCAL_TIES, "the focus hides nothing"
    page.mouse.click(box["x"] + 12, box["y"] + 12)
    expect(page.locator(".aw-evidence h3").first).to_have_text("Ties on 1 Mar 2023", timeout=PATIENCE)
    page.wait_for_url(lambda link: "focus" not in link, timeout=PATIENCE)


def test_a_picture_outlives_the_end_of_a_call_that_another_overtook(page: Page, address: str) -> None:
    visit(page, f"{address}/?preset=focal")
    # As Streamlit does where two answers come close together: it ends the first before it makes the second.
    page.evaluate(
        """() => {
          globalThis.picture = allweather.pictures.get("network");
          const {mount} = allweather, {allweatherHead: draw} = globalThis;
          globalThis.putBack = () => { allweather.mount = mount; globalThis.allweatherHead = draw; };
          allweather.mount = async (component) => { const end = await mount(component); end(); return end; };
          globalThis.allweatherHead = (component) => { const end = draw(component); end(); return end; };
        }"""
    )
    page.locator(".aw-legend").get_by_role("button", name=re.compile("^All-weather and permanent")).click()
    page.wait_for_url("**tiers=**", timeout=PATIENCE)
    wait_for_rest(page)
    assert page.evaluate("allweather.pictures.get('network') === globalThis.picture")
    expect(page.locator(".aw-canvas canvas")).to_have_count(1)
    go_to(page, "Timeline")
    page.wait_for_function("allweather.pictures.size === 0", timeout=PATIENCE)
    wait_for_page(page)
    page.keyboard.press("/")
    expect(page.get_by_role("combobox", name="Search")).to_be_focused()
    page.evaluate("globalThis.putBack()")


def test_an_entry_of_the_legend_filters_and_a_second_click_clears(page: Page, address: str) -> None:
    visit(page, f"{address}/?preset=everything")
    everything, before = page.evaluate(f"{PICTURE}.shownTies()"), page.evaluate(f"{PICTURE}.screen()")
    legend = page.locator(".aw-legend")
    entry = legend.get_by_role("button", name="Comprehensive strategic cooperative · 26")
    entry.focus()
    page.keyboard.press("Enter")
    wait_for_ties(page, 26)
    page.wait_for_url("**tiers=china_ladder**", timeout=PATIENCE)
    expect(entry).to_have_attribute("aria-pressed", "true")
    expect(entry).to_be_focused()
    expect(legend.get_by_role("button", name="All-weather and permanent · 7")).to_be_visible()
    after = page.evaluate(f"{PICTURE}.screen()")
    assert all(before[actor] == spot for actor, spot in after.items()), "nobody moves"
    page.keyboard.press("ArrowLeft")
    expect(legend.get_by_role("button", name="Special and privileged · 1")).to_be_focused()
    # The picture does not wait for the server, and however fast the reader clicks, both end with the same ties.
    wait_for_rest(page)
    one, other = (
        entry.element_handle(),
        legend.get_by_role("button", name="All-weather and permanent · 7").element_handle(),
    )
    shown = page.evaluate(
        f"""async ([one, other]) => {{
          const shown = [];
          for (const entry of [other, one, other, one, one, other, one]) {{
            entry.click();
            shown.push({PICTURE}.shownTies());
            await new Promise((next) => setTimeout(next, 60));
          }}
          return shown;
        }}""",
        [one, other],
    )
    assert shown == [33, 7, everything, 26, everything, 7, 33]
    page.wait_for_url(lambda link: "tiers=china_ladder" in link and "%2C" in link, timeout=PATIENCE)
    wait_for_rest(page)
    assert page.evaluate(f"{PICTURE}.shownTies()") == 33
    page.evaluate("([one, other]) => { one.click(); other.click(); }", [one, other])
    wait_for_ties(page, everything)
    page.wait_for_url(lambda link: "tiers" not in link, timeout=PATIENCE)
    expect(entry).to_have_attribute("aria-pressed", "false")


def test_a_filter_at_the_left_changes_the_picture_before_the_server_answers_however_fast_the_reader(
    page: Page, address: str, curated_ties: Ties
) -> None:
    visit(page, f"{address}/?preset=everything&as_of=2023-03-01")
    expect(page.get_by_role("button", name="Treaty", exact=True)).to_be_visible()
    wait_for_rest(page)

    def shown(*layers: str, grades: tuple[str, ...] = (), tiers: tuple[str, ...] = ()) -> int:
        view = View(as_of=date(2023, 3, 1), layers=layers, grades=grades, tiers=tiers)
        return select(curated_ties, view).count_shown

    # Each answer of the server comes while the next filters are being chosen.
    names = ["Treaty", "Membership", "Treaty", "Membership", "Adversarial", "Treaty", "Adversarial", "Membership"]
    seen = page.evaluate(
        f"""async (names) => {{
          const seen = [], pill = (name) => [...document.querySelectorAll(".st-key-view_layers button")].find(
            ({{textContent}}) => textContent.trim() === name);
          for (const [place, name] of names.entries()) {{
            pill(name).click();
            await new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
            seen.push({PICTURE}.shownTies());
            await new Promise((next) => setTimeout(next, 40 + 50 * (place % 3)));
          }}
          return seen;
        }}""",
        names,
    )
    chosen: set[str] = set()
    expected = []
    for name in names:
        chosen ^= {name.lower()}
        expected.append(shown(*chosen))
    assert seen == expected
    page.wait_for_url("**layers=treaty%2Cmembership**", timeout=PATIENCE)
    wait_for_rest(page)
    assert page.evaluate(f"{PICTURE}.shownTies()") == shown("treaty", "membership")
    assert not page.evaluate(f"{PICTURE}.state.isAhead")
    # On and off again: the server has nothing new to say, and the picture says the same as before.
    for _ in range(2):
        page.get_by_role("button", name="Treaty", exact=True).click()
    wait_for_rest(page)
    page.wait_for_function(f"!{PICTURE}.state.isAhead", timeout=PATIENCE)
    assert page.evaluate(f"{PICTURE}.shownTies()") == shown("treaty", "membership")
    # A list, by its words; what another control does to the filters is the server's to say.
    page.get_by_role("button", name="Membership", exact=True).click()
    page.get_by_role("button", name="Treaty", exact=True).click()
    page.get_by_label("Label", exact=True).fill("all-weather strategic coop")
    page.keyboard.press("Enter")
    page.wait_for_url("**tiers=CN-T04**", timeout=PATIENCE)
    wait_for_ties(page, shown(tiers=("CN-T04",)))
    # Its list hides the rest of the page from assistive technology.
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Show everything").click()
    wait_for_ties(page, shown())


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (390, 844)])
def test_the_legend_and_the_heading_are_whole(page: Page, address: str, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    visit(page, f"{address}/?preset=everything")
    cut = """(all) => all.filter((one) => one.offsetParent).filter((one) => {
      const [inner, outer] = [one.getBoundingClientRect(), one.closest(".aw-picture").getBoundingClientRect()];
      return one.scrollWidth > one.clientWidth + 1 || inner.right > outer.right || inner.bottom > outer.bottom;
    }).map((one) => one.textContent)"""
    texts = page.locator(".aw-heading, .aw-entry, .aw-more")
    legend, more = page.locator(".aw-legend"), page.locator(".aw-more")
    assert texts.count() > 20
    assert texts.evaluate_all(cut) == []
    hidden = legend.locator(".aw-item[hidden]").count()
    expect(more).to_have_text(f"{hidden} more")
    more.click()
    expect(legend.locator(".aw-item").last).to_be_visible()
    assert legend.locator(".aw-item[hidden]").count() == 0
    heights = legend.get_by_role("button").evaluate_all("(all) => all.map((one) => one.offsetHeight)")
    assert min(heights) >= 24
    page.keyboard.press("Escape")
    expect(more).to_have_text(f"{hidden} more")
    expect(more).to_be_focused()


def test_borders_are_drawn_at_a_switch(page: Page, address: str) -> None:
    visit(page, f"{address}/?layout=map")
    expect(page.locator(".aw-heading")).to_contain_text("no position taken")
    pixels = f"{PICTURE}.canvas.vis.canvas.frame.canvas.toDataURL()"
    before = page.evaluate(pixels)
    page.get_by_text("Borders", exact=True).click()
    page.wait_for_url("**borders=yes**", timeout=PATIENCE)
    page.wait_for_function(f"{PICTURE}.settled && {PICTURE}.view.borders", timeout=PATIENCE)
    assert page.evaluate(pixels) != before


def test_one_line_stands_for_the_ties_of_a_pair_until_it_is_in_focus_and_hovering_names_them_all(
    page: Page, address: str
) -> None:
    visit(page, f"{address}/?actors={','.join(TEN)}&among=yes&layout=focal&as_of=2023-03-01")
    assert page.evaluate(f"{PICTURE}.shownTies()") == 35
    lines = f"{PICTURE}.state.lines.filter(Boolean).length"
    assert page.evaluate(lines) == 17
    assert collisions(page) == []
    assert "all-weather strategic cooperative partnership ×7" in written(page)
    spots, box = page.evaluate(f"{PICTURE}.screen()"), page.locator(".aw-canvas canvas").bounding_box()
    assert box is not None
    (x1, y1), (x2, y2) = spots["BLR"], spots["RUS"]
    spot = box["x"] + x1 + (x2 - x1) * 0.8, box["y"] + y1 + (y2 - y1) * 0.8
    page.mouse.move(spot[0] - 1, spot[1])
    page.mouse.move(*spot)
    expect(page.locator(".aw-tip div")).to_have_count(7)
    page.mouse.click(*spot)
    page.wait_for_function(f"{lines} === 22", timeout=PATIENCE)
    assert len(written(page)) == 6, "all words of the pair in focus"


@pytest.mark.parametrize(
    ("query", "later"), [("as_of=2023-06-16", "2026-06-16"), ("words=since", ""), ("language=original", "")]
)
def test_nearly_every_tie_of_the_four_focal_states_has_its_words_at_any_time(
    page: Page, address: str, query: str, later: str
) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    visit(page, f"{address}/?{query}")
    assert len(written(page)) >= 0.75 * page.evaluate(f"{PICTURE}.shownTies()")
    assert collisions(page) == []
    if later:
        page.evaluate(f"{PICTURE}.setDay(Date.parse('{later}') / 86400000)")
        wait_for_picture(page)
        assert len(written(page)) >= 0.75 * page.evaluate(f"{PICTURE}.shownTies()")
        assert collisions(page) == []


def test_withdrawn_sources_take_their_ties_from_the_picture(page: Page, address: str, curated: Dataset) -> None:
    all_weather = next(spell for spell in curated.spells if spell.spell == "chn-pak-2015-04-20")
    visit(page, f"{address}/?withdrawn={','.join(all_weather.sources)}")
    assert "CHN-PAK|china_ladder" not in wordings(page)
    page.get_by_role("button", name="without").click()
    wait_for_ties(page, FOCAL_TIES)


@pytest.mark.slow
def test_words_of_several_measures_are_not_on_the_lines_of_other_ties_of_an_answer(page: Page, address: str) -> None:
    visit(page, f"{address}/connected?preset=everything&between=BLR,CHN&question=triangles&as_of=2026-10-10")
    picture = "globalThis.allweather.pictures.get('connections')"
    wait_for_picture(page, picture)
    labels, scale = page.evaluate(f"{picture}.labels()"), page.evaluate(f"{picture}.canvas.wordScale()")
    at = {actor: (x * scale, y * scale) for actor, (x, y) in page.evaluate(f"{picture}.positions()").items()}
    lines = [("BLR", "CHN"), *((one, other) for one in ("BLR", "CHN") for other in ("CAN", "CHE", "GBR"))]
    of_measures = [one for one in labels["wordings"] if "×" in one["text"] and "partnership" not in one["text"]]
    assert of_measures or labels["counts"]
    for one in of_measures:
        inside = [sum(samples_in(one["box"], at[first], at[second])) for first, second in lines]
        # Its own line is the one that it covers most.
        assert sum(inside) - max(inside) <= 8, one["text"]


def samples_in(box: list[float], one: tuple[float, float], other: tuple[float, float]) -> list[bool]:
    """Whether each point of a straight line, 7 pixels from the next, is in a box."""
    steps = max(int(dist(one, other) / 7), 1)
    points = [
        tuple(start + (end - start) * step / steps for start, end in zip(one, other, strict=True))
        for step in range(1, steps)
    ]
    return [box[0] <= x <= box[2] and box[1] <= y <= box[3] for x, y in points]
