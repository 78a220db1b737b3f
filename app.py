"""The entry: page set-up and navigation."""

from functools import partial

import streamlit as st

from components import session
from components.filter_panel import filter_panel, masthead
from components.look import apply_look
from components.own_desk import laid_over
from components.pages.arrival import arrival
from components.pages.claims import claims
from components.pages.compare import compare
from components.pages.ladder import ladder
from components.pages.network import network
from components.pages.own import own
from components.pages.records import records
from components.pages.story import story
from components.pages.table import table
from components.pages.tempo import tempo
from components.pages.timeline import timeline
from components.pinned import pinned_line
from components.records_desk import loaded
from data.in_view import in_view
from data.ties import ties_of

PAGES = {
    "network": network,
    "compare": compare,
    "claims": claims,
    "story": story,
    "timeline": timeline,
    "tempo": tempo,
    "ladder": ladder,
    "arrival": arrival,
    "table": table,
    "records": records,
    "own": own,
}

st.set_page_config(page_title="Allweather", layout="wide", initial_sidebar_state="auto")
apply_look()
masthead()
if (ours := loaded()) is None:
    st.stop()


# A page is drawn of what is in view, which is not known before the page is.
titles = {name: name.title() for name in PAGES} | {"own": "Your records"}
pages = [
    st.Page(partial(lambda name: PAGES[name](found), name), title=title, url_path=name, default=name == "network")
    for name, title in titles.items()
]
page = st.navigation(pages, position="top")
dataset = laid_over(ours)
session.restore(dataset, name := page.url_path or "network")
found = in_view(ties_of(dataset), session.view())
pinned_line(found)
# The widgets write to the view by callbacks, so the picture need not wait for them.
page.run()
filter_panel(found)
session.write_link(dataset, name)
