"""The pages: each a short composition of the components, nothing else."""

from components.pages.arrival import arrival
from components.pages.claims import claims
from components.pages.compare import compare
from components.pages.edit import edit
from components.pages.ladder import ladder
from components.pages.network import network
from components.pages.records import records
from components.pages.story import story
from components.pages.table import table
from components.pages.tempo import tempo
from components.pages.timeline import timeline
from components.pages.upload import upload

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
    # Links to it exist by this address.
    "own": upload,
    "edit": edit,
}
TITLES = {name: name.title() for name in PAGES} | {"own": "Your records"}


def pages_shown(*, editing: bool) -> list[str]:
    """The names of the pages; that of the curators only where a desk has turned it on."""
    return [name for name in PAGES if editing or name != "edit"]
