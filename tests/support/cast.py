"""A tiny cast: four actors and what is between them, as the CSV text of a whole records folder."""

from datetime import date
from pathlib import Path

from data.tables.dataset import Dataset, load_records
from data.view.ties import Ties, ties_of
from data.view.view import View

TODAY = date(2026, 11, 23)
FOCAL_ACTORS = ("BLR", "CHN", "PAK", "RUS")
VISIT_IN_BEIJING = date(2023, 3, 1)

FILES: dict[str, str] = {
    "actors.csv": """\
actor,kind,name,short_name,name_native,name_zh,name_ru,aliases,region,latitude,longitude,note
BLR,state,Belarus,Belarus,Беларусь,白俄罗斯,Беларусь,BY,Europe,53.9,27.57,
CHN,state,China,China,中国,中国,Китай,CN; PRC,East Asia,39.9,116.4,
PAK,state,Pakistan,Pakistan,پاکستان,巴基斯坦,Пакистан,PK,South Asia,33.69,73.06,
RUS,state,Russia,Russia,Россия,俄罗斯,Россия,RU,Europe,55.75,37.62,
TUR,state,Türkiye,Türkiye,Türkiye,土耳其,Турция,TR; Turkey,Middle East and North Africa,39.92,32.85,
""",
    "families.csv": """\
family,name,layer,owner,exclusive,meaning
china_ladder,China’s ladder,partnership,CHN,yes,Words that China and a partner declared.
treaty,Treaties,treaty,,no,A text that binds in law.
""",
    "tiers.csv": """\
tier,family,wording,wording_native,keywords,meaning,first_with,first_on,sources
T1,china_ladder,all-weather partnership,全天候伙伴关系,all-weather,,PAK,2015-04-20,
T2,china_ladder,comprehensive partnership,全面伙伴关系,comprehensive,,,,
T3,china_ladder,plain partnership,伙伴关系,,,,,
TR,treaty,treaty of friendship,,,,,,
""",
    "ladders.csv": """\
ladder,family,name,author,year,house,rationale,sources
house,china_ladder,House order,Allweather,2026,yes,By the words.,
other,china_ladder,Another order,Somebody,2020,no,By age.,
treaties,treaty,Treaties,Allweather,2026,yes,All equal.,
""",
    "rungs.csv": """\
ladder,tier,rung,group,group_name
house,T1,1,B,All-weather
house,T2,2,D,Comprehensive
house,T3,3,G,Plain
other,T3,1,A,Old
treaties,TR,1,T,Treaties
""",
    "spells/china.csv": """\
spell,dyad,tier,wording,wording_zh,wording_ru,wording_be,mismatch,start,known_by,end,status,occasion,instrument,obligations,sources,grade,contest,note
blr-1,BLR-CHN,T2,comprehensive partnership,全面伙伴关系,всестороннее партнёрство,,,2016-09-29,,2022-09-15,in force,visit,statement,,s1,confirmed,,
blr-2,BLR-CHN,T1,all-weather partnership,全天候伙伴关系,,,,2022-09-15,,,in force,Samarkand,statement,,s1; s2,confirmed,,
pak-1,CHN-PAK,T1,all-weather partnership,全天候伙伴关系,,,,2015-04-20,,,in force,visit,statement,,s1,confirmed,,
rus-1,CHN-RUS,T3,plain partnership,伙伴关系,,,,1994,,2011-06,in force,,,,s2,reported,,
rus-2,CHN-RUS,T2,comprehensive partnership,全面伙伴关系,,,,2011-06,,,in force,,,,s1,confirmed,,
tur-1,CHN-TUR,T3,plain partnership,伙伴关系,,,,,2013-05-01,,in force,,,,,recalled,,the start was not found
""",
    "spells/treaties.csv": """\
spell,dyad,tier,wording,wording_zh,wording_ru,wording_be,mismatch,start,known_by,end,status,occasion,instrument,obligations,sources,grade,contest,note
tr-1,BLR-RUS,TR,treaty of friendship,,Договор,,,1995-02-21,,,signed,,treaty,,s2,reported,,
tr-2,BLR-CHN,TR,treaty of friendship,,,,,2015-05-10,,,signed,,treaty,,s1,confirmed,,
""",
    "events.csv": """\
event,dyad,others,date,end_date,kind,title,summary,speaker,addressee,place,participants,instrument,significance,rule,sources,grade,contest,note
e1,BLR-CHN,,2022-09-15,,tier_change,Ties raised in Samarkand,Two leaders met.,,,Samarkand,Xi; Lukashenko,statement,5,status,s1,confirmed,,
e2,BLR-CHN,RUS,2023-03-01,,statement,Lukashenko backs the plan,He said so.,Lukashenko,Xi,Beijing,,,3,leader,s1,confirmed,,potash was named
e3,CHN-PAK,,2013-07,,agreement,Corridor agreed,A road.,,,Islamabad,,,4,programme,s2,reported,,
""",
    "indicators.csv": """\
indicator,name,unit,directed,definition
potash,Potash,tonnes,yes,Tonnes of product.
""",
    "figures.csv": """\
figure,dyad,from_actor,to_actor,indicator,period,value,qualifier,contest,sources,grade,note
f1,BLR-CHN,BLR,CHN,potash,2022,1910000,,,s1,confirmed,
""",
    "contacts.csv": """\
contact,date,kind,partner,leader,office,label_zh,url
c1,2015-04-20,talks,PAK,Xi Jinping,head_of_government,全天候伙伴关系,https://example.org/c1
c2,2022-09-15,meeting,BLR,Xi Jinping,head_of_state,全天候伙伴关系,https://example.org/c2
c3,2023-03-01,talks,BLR,Xi Jinping,head_of_state,,https://example.org/c3
""",
    "sightings.csv": """\
sighting,date,partner,label_zh,tier,speaker_side,context,url
l1,2015-04-20,PAK,全天候伙伴关系,T1,china,declares,https://example.org/l1
l2,2022-09-15,BLR,全天候伙伴关系,T1,narrator,raises,https://example.org/l2
l3,2022-11-04,PAK,全天候伙伴关系,T1,partner,describes,https://example.org/l3
l4,2023-03-01,BLR,全天候伙伴关系,T1,china,calls for,https://example.org/l4
l5,2023-03-01,BLR,牢固的伙伴关系,,unknown,describes,https://example.org/l5
l6,2024-06-01,BLR,全天候伙伴,T1,partner,reaffirms,https://example.org/l6
""",
    "rulings.csv": """\
ruling,question,decision,reason
opening,What opens a spell?,The text.,It can be cited.
""",
    "omissions.csv": """\
collection,item,fate,into,reason
first collection,row 7,left out,,Unsupported.
first collection,row 8,merged,blr-2,The same statement.
""",
    "sources.csv": """\
source,publisher,family,title,url,date,reliability,note
s1,Evening News,Broadcaster,Leaders meet,https://example.org/1,2022-09-16,B,
s2,A Mirror,Wire,Copied text,,,C,
""",
    "presets.csv": """\
preset,title,link
focal,"Belarus, China, Pakistan, Russia","layout=focal&actors=BLR,CHN,PAK,RUS&among=yes&as_of=2023-03-01"
all-weather,China’s all-weather circle,tiers=T1
ladder,China’s whole ladder,families=china_ladder
union-state,Belarus and Russia,"layout=focal&actors=BLR,RUS&among=yes"
everything,Everything,
""",
    "claims.csv": """\
title,claim,as_of,answer
Belarus is the second country after Pakistan with all-weather ties to China,BLR;contains;all-weather;CHN;nth;2;PAK;ever,2023-03-01,true
Only Pakistan has all-weather ties with China,PAK;contains;all-weather;CHN;only;;;then,2022-09-15,false
""",
    "searches.csv": """\
search,table,family,dyads,through,place,since,complete,finding
q1,spells,china_ladder,CHN-*,2026-08-22,Evening news,,,All others: none found.
q2,contacts,,CHN-*,2026-08-21,Evening items,,,Only what was aired.
q3,sightings,,CHN-*,2026-08-22,Evening items,,,Coded by rules: 97 of 100 right.
""",
    "coverage_gaps.csv": """search,first,last,read,note
q2,2018-12-01,2018-12-01,nothing,The archive lacks this day.
q2,2018-12-05,2018-12-06,titles,Texts were not kept.
q3,2018-12-01,2018-12-01,nothing,The archive lacks this day.
""",
}


def write_cast(folder: Path, **changed: str) -> Path:
    """Write the whole folder; `changed` gives other text for a file (`spells_china` for spells/china.csv)."""
    if "searches" in changed and "coverage_gaps" not in changed:
        # A gap is one of a search: without that there is none.
        head, *gaps = FILES["coverage_gaps.csv"].splitlines(keepends=True)
        known = {line.split(",")[0] for line in changed["searches"].splitlines()}
        changed["coverage_gaps"] = "".join((head, *(gap for gap in gaps if gap.split(",")[0] in known)))
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(changed.get(name.removesuffix(".csv").replace("/", "_"), text), encoding="utf-8")
    return folder


def cast_text(name: str, old: str, new: str) -> str:
    """The text of a file of the cast with one place changed; fails if that place is not there."""
    assert old in FILES[name], f"{old!r} is not in {name}"
    return FILES[name].replace(old, new, 1)


def cast_dataset(folder: Path) -> Dataset:
    return load_records(write_cast(folder))


def cast_ties(folder: Path) -> Ties:
    return ties_of(cast_dataset(folder))


def view_of_all(**fields: object) -> View:
    """A view of all, as of the day of the visit, with some fields changed."""
    return View(**{"as_of": date(2023, 3, 1), **fields})  # type: ignore[arg-type]
