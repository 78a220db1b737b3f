"""The ties in view as JSON for a script: what the picture shows, each with its dates and sources in full."""

import json
from typing import Any

from data.base.version import VERSION
from data.tables.origin import HANDLING_COLUMN
from data.view.selection import Selection
from data.view.ties import SpellIndex


def ties_json(selection: Selection, link: str, marking: str = "") -> bytes:
    """{"as_of", "records_version", "link", "ties": […]}; dates are as exact as their source, empty ones null."""
    content = {
        **({HANDLING_COLUMN: marking} if marking else {}),
        "as_of": selection.view.as_of.isoformat(),
        "records_version": selection.dataset.version,
        "program_version": VERSION,
        "link": link,
        "ties": [_tie(selection, index) for index in selection.indices],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _tie(selection: Selection, index: SpellIndex) -> dict[str, Any]:
    ties, dataset = selection.ties, selection.dataset
    spell, tier, rung = ties.spells[index], ties.tiers[index], ties.rungs[index]
    return {
        "spell": spell.spell,
        "actors": [{"actor": actor, "name": dataset.actors[actor].name} for actor in ties.actors[index]],
        "layer": dataset.families[tier.family].layer,
        "family": tier.family,
        "tier": tier.tier,
        "label": spell.wording,
        "label_original": spell.native_wordings,
        "rank": rung.rung if rung else None,
        "start": spell.start.text if spell.start else None,
        "known_by": spell.known_by.text if spell.known_by else None,
        "end": spell.end.text if spell.end else None,
        "on_this_date": str(selection.force(index)),
        "status": spell.status,
        "grade": spell.grade,
        "note": spell.note,
        "sources": [
            {
                "source": key,
                "publisher": source.publisher,
                "title": source.title,
                "date": source.date.text if source.date else None,
                "url": source.url,
            }
            for key in spell.sources
            for source in [dataset.sources[key]]
        ],
    }
