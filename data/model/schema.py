"""Every table of the records, with its file and its order. Its columns are declared in the class of its rows, and only there.

Header check, parsing, messages and the data dictionary all come from these models. A column that contains ids of
another table says so with `refers_to`; a list of values in one cell is separated by "; ".
"""

from data.model.event_rows import Contact, Event, Review, Sighting
from data.model.ledger_rows import ClaimRow, CoverageGap, Omission, PresetRow, Ruling, Search, Source
from data.model.measured_rows import Figure, Indicator, Series
from data.model.rows import Table
from data.model.tie_rows import Actor, Family, Ladder, Rung, Spell, Tier

TABLES: tuple[Table, ...] = (
    Table("actors", Actor, "actors.csv", ("actor",)),
    Table("families", Family, "families.csv"),
    Table("tiers", Tier, "tiers.csv", ("tier",)),
    Table("ladders", Ladder, "ladders.csv"),
    Table("rungs", Rung, "rungs.csv", ("ladder", "rung", "tier")),
    Table("spells", Spell, "spells/*.csv", ("spell",)),
    Table("events", Event, "events.csv", ("event",)),
    Table("indicators", Indicator, "indicators.csv"),
    Table("figures", Figure, "figures.csv", ("figure",)),
    Table("contacts", Contact, "contacts.csv", ("contact",), in_columns=True),
    Table("sightings", Sighting, "sightings.csv", ("sighting",), optional=True, in_columns=True),
    Table("series", Series, "series.csv", optional=True),
    Table("reviews", Review, "reviews.csv", ("candidate",), optional=True, in_columns=True),
    Table("sources", Source, "sources.csv", ("source",)),
    Table("searches", Search, "searches.csv", ("search",)),
    Table("coverage_gaps", CoverageGap, "coverage_gaps.csv", ("search", "first"), optional=True),
    Table("rulings", Ruling, "rulings.csv"),
    Table("omissions", Omission, "omissions.csv", ("collection", "item")),
    Table("presets", PresetRow, "presets.csv", optional=True),
    Table("claims", ClaimRow, "claims.csv", optional=True),
)
TABLE = {table.name: table for table in TABLES}
