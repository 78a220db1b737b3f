"""A Chinese label as written -> the form by which two mentions count as one label."""

import re

_JOINTS = re.compile(r"[—－‑–-]+")
_TIES = "关系"
# A wording on record may name two texts.
_BETWEEN = re.compile(r"[;；/]")


def form_of(label: str, partner_zh: str) -> str:
    """The label without what is left out on air: the word for relations, dashes, and the pair (中X or X中) inside it."""
    text = _JOINTS.sub("", label.strip()).removesuffix(_TIES)
    for sign in partner_zh:
        text = text.replace(f"中{sign}", "").replace(f"{sign}中", "")
    return text


def forms_of(wording: str, partner_zh: str) -> tuple[str, ...]:
    """The forms of a wording on record."""
    forms = (form_of(part, partner_zh) for part in _BETWEEN.split(wording) if part.strip())
    return tuple(dict.fromkeys(filter(None, forms)))


def is_shorter(form: str, of: str) -> bool:
    """Whether a form is the end of a longer one, such as a label without its qualifiers; never the bare word for partners."""
    return form != of and len(form) > _SHORTEST and of.endswith(form)


# Characters: 伙伴 and 共同体 alone could be said of anybody.
_SHORTEST = 3
