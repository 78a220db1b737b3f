"""Files in the form and size of well-known ones, with invented rows: alliances of COW, treaties of DESTA, Kumu, Gephi."""

import csv
import io
import random
from collections.abc import Iterable
from itertools import combinations

from data.matching.world_names import world_names

_COW_HEADER = (
    "version4id,ccode1,state_name1,ccode2,state_name2,dyad_st_day,dyad_st_month,dyad_st_year,dyad_end_day,dyad_end_month,"
    "dyad_end_year,left_censor,right_censor,defense,neutrality,nonaggression,asymmetric,entente,version"
)
_DESTA_HEADER = (
    "country1,country2,iso1,iso2,number,base_treaty,name,entry_type,consolidated,year,entryforceyear,language,typememb,"
    "regioncon,wto_listed,wto_name"
)
# States that are no more, as COW names them.
_FORMER = ((245, "Bavaria"), (240, "Hanover"), (300, "Austria-Hungary"), (315, "Czechoslovakia"))
_LABELS = ("Strategic partner", "Arms supplier", "Lender", "Rival")


def _csv(header: str, rows: Iterable[Iterable[object]]) -> str:
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows([header.split(","), *rows])
    return file.getvalue()


def _numbered(scheme: str) -> list[tuple[int, str]]:
    """(number, English name) of each state of a list of codes."""
    codes = world_names().codes["cow number" if scheme == "cow" else "iso number"]
    return [(int(number), world_names().names[actor][0]) for number, actor in sorted(codes.items())]


def cow_by_dyad(rows: int = 3_300) -> str:
    """Alliances of COW by dyad, of the size of version 4.1."""
    chance, states = random.Random(1), [*_numbered("cow"), *_FORMER]

    def row(number: int) -> list[object]:
        (one, name), (other, other_name) = chance.sample(states, 2)
        year, is_open = chance.randint(1816, 2010), chance.random() < 0.3
        end = ("", "", "") if is_open else (31, 12, min(2012, year + chance.randint(1, 60)))
        duties = (int(chance.random() < 0.5) for _ in range(5))
        return [number // 12 + 1, one, name, other, other_name, 1, 4, year, *end, 0, int(is_open), *duties, 4.1]

    return _csv(_COW_HEADER, map(row, range(rows)))


def desta_dyads(rows: int = 9_000) -> bytes:
    """Treaties of DESTA by dyad: regional ones with a row for each pair, later texts, some not in force."""
    chance, states, written = random.Random(2), _numbered("iso"), list[list[object]]()
    for treaty in range(1, rows):
        members = chance.sample(states, chance.choice((2, 2, 2, 3, 8, 28)))
        year, name = chance.randint(1948, 2022), f"{members[0][1]} {members[1][1]}"
        texts = [("base_treaty", f"{treaty}"), *([("consolidated", f"{treaty}a")] if chance.random() < 0.3 else [])]
        force = "NA" if chance.random() < 0.1 else year + 1
        for kind, number in texts:
            for (one, first), (other, second) in combinations(members, 2):
                sides = [first, second, one, other, number, treaty, name, kind, int(kind != "base_treaty")]
                written.append([*sides, year, force, "English", 1, "Asia", 1, name])
        if len(written) >= rows:
            break
    return _csv(_DESTA_HEADER, written[:rows]).encode("cp1252", errors="ignore")


def kumu_connections(rows: int = 300) -> str:
    """Connections that Kumu exports."""
    chance, states = random.Random(3), _numbered("iso")

    def row() -> list[object]:
        (_, one), (_, other) = chance.sample(states, 2)
        return [one, other, "directed", "", chance.choice(_LABELS), "east|2020", "Invented", chance.randint(1, 5)]

    return _csv("From,To,Direction,Label,Type,Tags,Description,Strength", (row() for _ in range(rows)))


def gephi_tables(nodes: int = 120, edges: int = 500) -> tuple[str, str]:
    """The tables of nodes and edges that Gephi exports."""
    chance = random.Random(4)
    names = [name for _, name in chance.sample(_numbered("iso"), nodes)]
    pairs = (chance.sample(range(nodes), 2) for _ in range(edges))
    rows = [[one, other, "Undirected", number, "", "", 1.0] for number, (one, other) in enumerate(pairs)]
    node_rows = [[number, name, "", number % 5] for number, name in enumerate(names)]
    header = "Source,Target,Type,Id,Label,timeset,Weight"
    return _csv("Id,Label,timeset,modularity_class", node_rows), _csv(header, rows)
