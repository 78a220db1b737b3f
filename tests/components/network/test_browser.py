"""The page in a real Chromium: what only a browser can show."""

import re
from datetime import date
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from data.tables.dataset import Dataset
from data.view.representative import spell_by_tie
from data.view.selection import select
from data.view.ties import Ties
from data.view.view import View
from tests.support.browser import (
    PATIENCE,
    PICTURE,
    go_to,
    open_page,
    wait_for_picture,
    wait_for_rest,
    wait_for_ties,
    wordings,
)
from tests.support.cast import cast_text
from tests.support.desk import Desk

pytestmark = pytest.mark.browser

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


def slider(page: Page) -> None:
    page.locator(".aw-slider").focus()


def test_the_first_view_is_the_focal_triangle_on_the_day_of_the_visit(page: Page, address: str) -> None:
    open_page(page, address)
    shown = wordings(page)
    assert len(shown) == FOCAL_TIES
    assert shown["BLR-CHN|china_ladder"] == "all-weather comprehensive strategic partnership"
    assert shown["CHN-PAK|china_ladder"] == "all-weather strategic cooperative partnership"
    expect(page.locator(".aw-day")).to_have_text("1 Mar 2023")
    expect(page.get_by_text("19 of 255 ties shown · 1 Mar 2023")).to_be_visible()
    bottom = page.locator(".aw-axis").bounding_box()
    assert bottom is not None
    assert bottom["y"] + bottom["height"] < 900, "the time axis is on the first screen"


def test_the_page_asks_no_other_host_and_works_without_one(page: Page, address: str) -> None:
    others: list[str] = []

    def only_the_server(route: Route) -> None:
        if urlsplit(route.request.url).netloc == urlsplit(address).netloc or not route.request.url.startswith("http"):
            route.continue_()
        else:
            others.append(route.request.url)
            route.abort()

    page.route("**/*", only_the_server)
    open_page(page, address)
    go_to(page, "Timeline")
    expect(page.get_by_test_id("stVegaLiteChart")).to_be_visible(timeout=PATIENCE)
    assert others == []


def test_nothing_is_wrong_in_the_console(page: Page, address: str) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda problem: said.append(str(problem)))
    open_page(page, address)
    page.get_by_role("button", name="Treaty", exact=True).click()
    wait_for_ties(page, 5)
    assert said == []


def test_a_filter_moves_no_actor_and_keeps_the_zoom(page: Page, address: str) -> None:
    open_page(page, f"{address}/?preset=everything")
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


def test_the_day_before_samarkand_the_tie_reads_otherwise(page: Page, address: str) -> None:
    open_page(page, f"{address}/?as_of=2022-09-15")
    assert wordings(page)["BLR-CHN|china_ladder"] == "all-weather comprehensive strategic partnership"
    slider(page)
    page.keyboard.press("ArrowLeft")
    wait_for_picture(page)
    earlier = "comprehensive strategic partnership of mutual trust and win-win cooperation"
    assert wordings(page)["BLR-CHN|china_ladder"] == earlier
    expect(page.locator(".aw-evidence").get_by_text(earlier)).to_be_visible(timeout=PATIENCE)
    page.wait_for_url("**as_of=2022-09-14**", timeout=PATIENCE)
    page.keyboard.press("PageUp")
    page.wait_for_url("**as_of=2022-09-15**", timeout=PATIENCE)
    later = "all-weather comprehensive strategic partnership"
    page.wait_for_function(f"new Map({PICTURE}.wordings()).get('BLR-CHN|china_ladder') === '{later}'", timeout=PATIENCE)


def test_browser_and_server_agree_which_spell_speaks_for_each_tie(page: Page, address: str, curated_ties: Ties) -> None:
    open_page(page, f"{address}/?preset=everything")
    for day in ("1994-07-01", "2011-06-10", "2016-06-01", "2022-11-10", "2025-01-01"):
        page.evaluate(f"{PICTURE}.setDay(Date.parse('{day}') / 86400000, {{settle: false}})")
        selection = select(curated_ties, View(as_of=date.fromisoformat(day)))
        spells = {tie: curated_ties.spells[index].wording for tie, index in spell_by_tie(selection).items()}
        assert wordings(page) == spells, day


def test_a_reader_faster_than_the_server_keeps_the_day_of_the_last_key(page: Page, address: str) -> None:
    open_page(page, f"{address}/?as_of=2022-09-15")
    slider(page)
    for _ in range(5):
        page.keyboard.press("ArrowLeft", delay=60)
        page.keyboard.press("ArrowRight", delay=110)
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**as_of=2022-09-14**", timeout=PATIENCE)
    wait_for_rest(page)
    expect(page.locator(".aw-day")).to_have_text("14 Sep 2022")
    assert "as_of=2022-09-14" in page.url


def test_a_drag_on_the_axis_changes_the_day_without_the_server_and_then_tells_it(page: Page, address: str) -> None:
    open_page(page, address)
    sent: list[str] = []
    page.on("websocket", lambda _: sent.append("new"))
    box = page.locator(".aw-slider").bounding_box()
    assert box is not None
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * 0.9, y)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.3, y, steps=5)
    expect(page.locator(".aw-day")).not_to_have_text("1 Mar 2023")
    assert "as_of" not in page.url
    page.mouse.up()
    page.wait_for_url("**as_of=19**", timeout=PATIENCE)


def test_playing_draws_frames_and_ends_on_the_last_day(page: Page, address: str) -> None:
    open_page(page, f"{address}/?as_of=1951-01-01")
    page.locator("[data-do=play]").click()
    page.wait_for_function(f"{PICTURE}.frames > 10", timeout=PATIENCE)
    page.locator("[data-do=play]").click()
    page.wait_for_url("**as_of=195**", timeout=PATIENCE)
    wait_for_picture(page)


def test_a_click_on_a_tie_puts_its_dyad_in_focus_and_the_link_restores_it(page: Page, address: str) -> None:
    open_page(page, address)
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


def test_an_entry_of_the_legend_filters_and_a_second_click_clears(page: Page, address: str) -> None:
    open_page(page, f"{address}/?preset=everything")
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
    entry.click()
    wait_for_ties(page, everything)
    page.wait_for_url(lambda link: "tiers" not in link, timeout=PATIENCE)
    expect(entry).to_have_attribute("aria-pressed", "false")


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (390, 844)])
def test_the_legend_and_the_heading_are_whole(page: Page, address: str, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    open_page(page, f"{address}/?preset=everything")
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
    expect(legend.get_by_text("Uncertain · 1")).to_be_visible()
    assert legend.locator(".aw-item[hidden]").count() == 0
    heights = legend.get_by_role("button").evaluate_all("(all) => all.map((one) => one.offsetHeight)")
    assert min(heights) >= 24
    page.keyboard.press("Escape")
    expect(more).to_have_text(f"{hidden} more")
    expect(more).to_be_focused()


def test_borders_are_drawn_at_a_switch(page: Page, address: str) -> None:
    open_page(page, f"{address}/?layout=map")
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
    open_page(page, f"{address}/?actors={','.join(TEN)}&among=yes&layout=focal&as_of=2023-03-01")
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


def test_the_words_under_the_pointer_follow_the_time(page: Page, address: str) -> None:
    open_page(page, f"{address}/?as_of=2015-04-19")
    spots, box = page.evaluate(f"{PICTURE}.screen()"), page.locator(".aw-canvas canvas").bounding_box()
    assert box is not None
    (x, y), (end, _) = spots["PAK"], spots["CHN"]
    for share in (0.14, 0.15):
        page.mouse.move(box["x"] + x + (end - x) * share, box["y"] + y)
    expect(page.locator(".aw-tip")).to_contain_text("closer strategic cooperative partnership")
    page.evaluate(f"{PICTURE}.setDay({PICTURE}.state.day + 2, {{settle: false}})")
    expect(page.locator(".aw-tip")).to_contain_text("all-weather strategic cooperative partnership")


@pytest.mark.parametrize("query", ["as_of=2023-06-16", "as_of=2026-06-16", "words=since", "language=original"])
def test_nearly_every_tie_of_the_four_focal_states_has_its_words_at_any_time(
    page: Page, address: str, query: str
) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    open_page(page, f"{address}/?{query}")
    assert len(written(page)) >= 0.75 * page.evaluate(f"{PICTURE}.shownTies()")
    assert collisions(page) == []


def test_a_click_on_a_bar_of_the_timeline_puts_its_dyad_in_focus(page: Page, address: str) -> None:
    page.goto(f"{address}/timeline")
    chart = page.get_by_test_id("stVegaLiteChart")
    expect(chart).to_be_visible(timeout=PATIENCE)
    expect(chart.locator("canvas, svg").first).to_be_visible(timeout=PATIENCE)
    wait_for_rest(page)
    box = chart.bounding_box()
    assert box is not None
    # The first lane below the axis: China and Pakistan, on its first spell.
    page.mouse.click(box["x"] + box["width"] * 0.45, box["y"] + 41)
    expect(page.locator(".aw-evidence h3").first).to_have_text("China – Pakistan", timeout=PATIENCE)
    page.wait_for_url("**focus=CHN-PAK**", timeout=PATIENCE)


def test_another_page_and_the_way_back_keep_the_view(page: Page, address: str) -> None:
    open_page(page, f"{address}/?layers=treaty")
    go_to(page, "By rank")
    expect(page.get_by_text("5 of 255 ties shown")).to_be_visible(timeout=PATIENCE)
    go_to(page, "Network")
    wait_for_ties(page, 5)
    page.wait_for_url("**layers=treaty**", timeout=PATIENCE)


def test_an_empty_result_says_which_filter_emptied_it(page: Page, address: str) -> None:
    open_page(page, f"{address}/?layers=treaty&regions=Oceania")
    expect(page.get_by_text("No ties match.")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("button", name="Remove “Oceania” (5 ties)").click()
    wait_for_ties(page, 5)


def test_a_hostile_link_opens_the_page_with_a_notice(page: Page, address: str) -> None:
    open_page(page, f"{address}/?layers=%3Cimg%20src=x%20onerror=alert(1)%3E&nonsense=1")
    assert len(wordings(page)) == FOCAL_TIES
    expect(page.get_by_text("was ignored").first).to_be_visible()
    assert page.locator("img[src='x']").count() == 0


def test_record_text_stays_text(page: Page, desk: Desk) -> None:
    evil = "<img src=x onerror=window.hacked=1>"
    changed = cast_text(
        "spells/china.csv", "all-weather partnership,全天候伙伴关系,,,,2022", f"{evil},全天候伙伴关系,,,,2022"
    )
    desk.reset(spells_china=changed)
    open_page(page, desk.address)
    expect(page.locator(".aw-evidence").get_by_text(evil)).to_be_visible(timeout=PATIENCE)
    assert page.evaluate("window.hacked") is None
    assert page.locator("img[src='x']").count() == 0


def test_an_edit_shows_on_the_next_rerun_and_a_fault_keeps_the_last_good_records(page: Page, desk: Desk) -> None:
    open_page(page, desk.address)
    spells = desk.records / "spells" / "china.csv"
    good = spells.read_text("utf-8")
    spells.write_text(
        good.replace("all-weather partnership,全天候伙伴关系,,,,2022-09-15", "raised,全天候伙伴关系,,,,2022-09-15"),
        "utf-8",
    )
    page.get_by_role("button", name="Partnership", exact=True).click()
    expect(page.locator(".aw-evidence").get_by_text("raised")).to_be_visible(timeout=PATIENCE)
    spells.write_text(good.replace("2022-09-15,,,in force", "2022-13-15,,,in force"), "utf-8")
    page.get_by_role("button", name="Partnership", exact=True).click()
    expect(page.get_by_text("1 fault in the records")).to_be_visible(timeout=PATIENCE)
    expect(page.locator(".aw-evidence").get_by_text("raised")).to_be_visible()
    spells.write_text(good, "utf-8")
    page.get_by_role("button", name="Partnership", exact=True).click()
    expect(page.get_by_text("1 fault in the records")).to_have_count(0, timeout=PATIENCE)


def test_the_table_is_downloaded_as_a_spreadsheet_can_open_it(page: Page, address: str) -> None:
    page.goto(f"{address}/table")
    with page.expect_download(timeout=PATIENCE) as waiting:
        page.get_by_role("button", name="Download this table").click()
    text = waiting.value.path().read_bytes()
    assert text.startswith(b'\xef\xbb\xbf"Country","Partner","Type of tie"')
    assert "全天候全面战略伙伴关系".encode() in text
    assert waiting.value.suggested_filename == "allweather-2023-03-01.csv"


def test_the_records_page_shows_a_record_by_its_link_and_gives_it_away(page: Page, address: str) -> None:
    page.goto(f"{address}/records?table=sources&record=bloomberg-2023-03-01-1cb2")
    expect(page.get_by_role("heading", name="Bloomberg: Xi Welcomes Russian Ally")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("button", name="figures: CHN, 2022: Potash demand met by imports, 50 percent").click()
    expect(page.get_by_role("heading", name="CHN, 2022: Potash demand met by imports")).to_be_visible(timeout=PATIENCE)
    page.wait_for_function("new URL(location).searchParams.get('record') === 'FIG-004'", timeout=PATIENCE)
    with page.expect_download(timeout=PATIENCE) as waiting:
        page.get_by_role("button", name="Network over time, GEXF").click()
    assert "all-weather comprehensive strategic partnership" in waiting.value.path().read_text("utf-8")


def test_withdrawn_sources_take_their_ties_from_the_picture(page: Page, address: str, curated: Dataset) -> None:
    all_weather = next(spell for spell in curated.spells if spell.spell == "chn-pak-2015-04-20")
    open_page(page, f"{address}/?withdrawn={','.join(all_weather.sources)}")
    assert "CHN-PAK|china_ladder" not in wordings(page)
    page.get_by_role("button", name="without").click()
    wait_for_ties(page, FOCAL_TIES)


def test_the_panel_keeps_its_tab_and_a_mark_leads_to_its_source_and_back(page: Page, address: str) -> None:
    open_page(page, f"{address}/?focus=BLR-CHN")
    panel = page.get_by_role("region", name="Evidence")
    panel.get_by_role("tab", name="Figures").click()
    bar = panel.locator(".aw-bars > div", has_text="2022").first
    expect(bar).to_contain_text("1.91 m tonnes")
    bar.get_by_role("link").last.click()
    expect(panel.locator(".aw-target")).to_be_in_viewport()
    panel.get_by_role("button", name="Back to the text").click()
    expect(bar).to_be_in_viewport()
    page.get_by_role("button", name="Next change").click()
    page.wait_for_url("**as_of=**", timeout=PATIENCE)
    expect(panel.get_by_role("tab", name="Figures")).to_have_attribute("aria-selected", "true")
    panel.get_by_role("tab", name="Figures").press("Home")
    panel.get_by_role("tab", name="Ties").press("End")
    expect(panel.get_by_role("tab", name="Sources")).to_be_focused()
    page.evaluate("document.querySelector('.st-key-evidence').scrollTop = 500")
    page.keyboard.press("Home")
    page.goto(f"{address}/?focus=BLR")
    panel.get_by_role("button", name="China", exact=True).first.click()
    expect(page.locator(".aw-evidence h3").first).to_have_text("Belarus – China", timeout=PATIENCE)
    assert page.evaluate("document.querySelector('.st-key-evidence').scrollTop") == 0
    panel.get_by_role("button", name="Open profile").click()
    page.wait_for_url("**/profile?**of=BLR-CHN**", timeout=PATIENCE)


def test_the_link_of_tempo_restores_the_unit_and_follows_it(page: Page, address: str) -> None:
    page.goto(f"{address}/tempo?focus=CHN-PAK&unit=month")
    chart = page.get_by_test_id("stVegaLiteChart").first
    expect(chart).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text(re.compile("dated only to the year (is|are) not shown by month"))).to_be_visible(
        timeout=PATIENCE
    )
    box = chart.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < 900, "the three rows are on the first screen"
    page.get_by_role("radio", name="By year").click()
    expect(page.get_by_text(re.compile("dated only to the year (is|are) not shown by month"))).to_have_count(
        0, timeout=PATIENCE
    )
    page.wait_for_url(lambda url: "unit" not in url)
    assert "focus=CHN-PAK" in page.url


def test_the_briefing_figure_is_given_away_in_every_format(page: Page, address: str) -> None:
    open_page(page, address)
    page.get_by_role("button", name="Export").click()
    kinds = (
        ("SVG", "svg", b"<svg"),
        ("PNG", "png", b"\x89PNG"),
        ("PDF", "pdf", b"%PDF"),
        ("Web page", "html", b"<!doctype"),
        ("PowerPoint", "pptx", b"PK"),
    )
    for name, ending, begins in kinds:
        with page.expect_download(timeout=PATIENCE) as waiting:
            page.get_by_role("button", name=name, exact=True).click()
        assert waiting.value.suggested_filename == f"allweather-network-2023-03-01.{ending}"
        assert waiting.value.path().read_bytes().startswith(begins)
    expect(page.get_by_text("Network: 19 of 255 ties shown").first).to_be_attached()
