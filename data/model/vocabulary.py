"""The words that a cell may have, where a column allows only some."""

from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator

from data.model.cells import listed

Layer = Literal["partnership", "treaty", "membership", "integration", "presence", "adversarial", "flow"]
Grade = Literal["confirmed", "reported", "recalled", "contested"]
Status = Literal["proposed", "announced", "signed", "in force", "suspended", "ended"]
Obligation = Literal["defence", "offence", "neutrality", "non-aggression", "consultation"]
ContactKind = Literal[
    "meeting",
    "talks",
    "phone_call",
    "video_call",
    "letter_message",
    "visit_arrival",
    "state_visit",
    "joint_statement",
    "signing",
    "attends_with",
]
Office = Literal["", "head_of_state", "head_of_government", "foreign_minister", "speaker", "other"]
Region = Literal[
    "East Asia",
    "South-East Asia",
    "South Asia",
    "Central Asia",
    "Middle East and North Africa",
    "Sub-Saharan Africa",
    "Europe",
    "North America",
    "Latin America and the Caribbean",
    "Oceania",
    "Several regions",
]
EventKind = Literal[
    "recognition",
    "tier_change",
    "treaty",
    "agreement",
    "visit",
    "summit",
    "statement",
    "military",
    "economic",
    "infrastructure",
    "dispute",
    "sanction",
    "un_vote",
    "other",
]
Deed = Literal["votes", "trade", "treaties", "missions", "contacts", "travel", "arms", "finance", "sanctions"]
SeriesForm = Literal["index", "percent", "amount", "count", "level", "spells"]
Obligations = Annotated[tuple[Obligation, ...], BeforeValidator(listed)]
LAYERS: tuple[Layer, ...] = get_args(Layer)
GRADES: tuple[Grade, ...] = get_args(Grade)
REGIONS: tuple[Region, ...] = get_args(Region)
DEEDS: tuple[Deed, ...] = get_args(Deed)
EVENT_KINDS: tuple[EventKind, ...] = get_args(EventKind)
# What was read of a day that was not read whole.
UnreadKind = Literal["nothing", "titles", "part"]
SpeakerSide = Literal["china", "partner", "narrator", "unknown"]
SPEAKER_SIDES: tuple[SpeakerSide, ...] = get_args(SpeakerSide)
SightingContext = Literal["declares", "raises", "reaffirms", "calls for", "describes"]
