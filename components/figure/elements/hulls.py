"""Groups -> the outlines of a network, and its dots with the numbers of their groups. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from components.figure.model import ActorDot, Hull
from components.wording.patterns import NamedGroup


def hulls_in(groups: Iterable[NamedGroup], actors: Collection[str]) -> tuple[Hull, ...]:
    """The outlines around groups of which at least two are in the picture."""
    inside = ((name, tuple(actor for actor in members if actor in actors)) for name, members in groups)
    return tuple(Hull(name, members) for name, members in inside if len(members) > 1)


def numbered(dots: Iterable[ActorDot], hulls: Iterable[Hull]) -> tuple[ActorDot, ...]:
    """The dots with the number of their group behind the name: outlines may overlap."""
    marks = {actor: f" ({number})" for number, hull in enumerate(hulls, 1) for actor in hull.actors}
    with_marks = ((dot, marks.get(dot.actor, "")) for dot in dots)
    return tuple(replace(dot, name=dot.name + mark, short_name=dot.short_name + mark) for dot, mark in with_marks)
