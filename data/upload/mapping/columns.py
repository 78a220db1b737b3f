"""The roles that a column of a reader's table can have: our columns, and what people write in their place."""

from dataclasses import dataclass

from data.matching.columns import UPLOAD_TABLES, find_column
from data.matching.names import comparison_key
from data.model.rows import Table
from data.model.schema import TABLE

# Roles of a table of ties that are no column of ours, with the words of the page.
ACTOR_A, ACTOR_B, SIGNED, LAST_DAY, YEAR, LAYER, DIRECTION = (
    "actor_a", "actor_b", "signed", "last_day", "year", "layer", "direction",
)  # fmt: skip
# Rows by which a column is judged.
SAMPLE = 400
ROLE_NAMES: dict[str, str] = {
    ACTOR_A: "First country or actor",
    ACTOR_B: "Second country or actor",
    "dyad": "Pair (both in one cell)",
    "tier": "Label: what ties them",
    "wording": "Wording of this tie",
    "start": "Since (start)",
    SIGNED: "Signed (where no start is given)",
    "known_by": "In force by (start unknown)",
    "end": "Until (first day it no longer holds)",
    LAST_DAY: "Valid until (last day it holds)",
    YEAR: "Year, one row for each",
    LAYER: "Type of tie",
    DIRECTION: "Direction",
    "sources": "Source",
    "note": "Note",
}
TIE_ROLES = (
    ACTOR_A,
    ACTOR_B,
    "dyad",
    "tier",
    "start",
    SIGNED,
    "end",
    LAST_DAY,
    YEAR,
    LAYER,
    "sources",
    "note",
    "wording",
    DIRECTION,
)
_PAIRED = (ACTOR_A, ACTOR_B)
# Names of a day that is the start only where no column has a better one, as comparison keys.
SIGNED_NAMES = frozenset(
    ("signed", "signature", "datesigned", "signaturedate", "yearsigned", "signedon", "signing", "dateofsignature", "concluded")
)  # fmt: skip
# Other names of roles, best first, as comparison keys.
_ALIASES: dict[str, tuple[str, ...]] = {
    "tier": (
        "tier", "relationship", "relation", "relationshiptype", "partnershiptype", "tietype", "typeoftie", "level", "partnership",
        "partnershiplevel", "label", "alliancetype", "alliance", "treatytype", "agreementtype", "type", "category", "kind",
        "tie", "tiekind", "measure", "link", "bond", "instrument", "treaty", "agreement", "mission", "status of relations", "treatyname", "agreementname", "edgelabel", "tierid", "уровень",
        "级别", "отношения", "关系", "name", "title",
    ),
    "start": (
        "start", "since", "inforcesince", "entryintoforce", "entryforceyear", "entryforce", "inforce", "effective", "effectivedate",
        "validfrom", "startdate", "begin", "beginning", "begindate", "startyear", "from", "firstday", "established", "yearstart", "startyr", "datestart", "beginyear", "begyear", "begyr", "styear", "yearbegin", "fromyear", "yearfrom", "signed",
        "signature", "datesigned", "signaturedate", "yearsigned", "signedon", "signing", "date", "dateofsignature", "dateofentry",
        "opened", "yearopened", "concluded", "adopted", "launched", "created", "founded", "commenced", "announced", "upgraded",
        "начало", "开始", "开始日期", "с",
    ),
    "end": (
        "end", "until", "enddate", "to", "endyear", "yearend", "endyr", "dateend", "toyear", "yearto", "untilyear", "yearuntil", "till", "ended", "terminated", "termination", "expired", "exit", "closed", "dissolved", "lifted",
        "withdrawn", "denounced", "lapsed", "cancelled", "revoked", "yearclosed", "yearended", "конец",
        "окончание", "结束", "结束日期",
    ),
    LAST_DAY: ("validuntil", "validto", "lastday", "validthrough", "through", "expires", "expiry", "expirydate", "expiration"),
    YEAR: ("year", "yr", "год", "年份", "年"),
    LAYER: ("layer", "typeoftie"),
    DIRECTION: ("direction", "directed"),
    "sources": ("sources", "source", "sourceids", "sourceurl", "url", "link", "ref", "refs", "reference", "references",
                "citation", "источник", "источники", "来源"),
    "note": ("note", "notes", "comment", "comments", "remark", "remarks", "description", "details", "примечание", "备注"),
    "wording": ("wording", "wordingen", "englishwording", "text", "treatytitle", "instrumentname", "формулировка", "表述"),
    "known_by": ("knownby", "inforceby", "seenby"),
}  # fmt: skip


@dataclass(frozen=True)
class Role:
    """A choice of the menu: the column or role, and its name on the page."""

    key: str
    name: str


def roles_of(table: Table) -> tuple[Role, ...]:
    """What a column of such a table can be, the most usual first."""
    first = TIE_ROLES if table.name == "spells" else _PAIRED if "dyad" in table.columns else ()
    keys = dict.fromkeys((*first, *table.columns))
    return tuple(Role(key, ROLE_NAMES.get(key, key.replace("_", " ").capitalize())) for key in keys)


def role_ranks(table: Table, name: str) -> dict[str, int]:
    """The roles that a column of this name may have, with how far down the list of its names it is; the least is best."""
    key = comparison_key(name[:100])
    ranks = (
        {role: aliases.index(key) for role, aliases in _ALIASES.items() if key in aliases}
        if table is TABLE["spells"]
        else {}
    )
    # What another program calls "Id" is the number of a row, and no id of ours.
    if key == "id" and table is TABLE["spells"]:
        return ranks
    if (column := find_column(table, name)) and column not in ranks and (table is not TABLE["spells"] or not ranks):
        ranks[column] = 0
    # An own column of ours is meant before anything else.
    return {key: 0} if name.strip() in table.columns else ranks


def upload_table(name: str) -> Table | None:
    """The table of this name that a reader may upload; None for any other."""
    return next((table for table in UPLOAD_TABLES if table.name == name), None)
