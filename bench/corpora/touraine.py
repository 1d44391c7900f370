"""Touraine: published lodgings, outings, producers and free places, and what was written by hand.

Everything comes from the files of the demonstration, so it is there in every checkout.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from bench.corpora.originals import LANGUAGES, Original, prepared, written
from core.values.geo import Point
from demo.loading import dice
from demo.loading.hosting.gathering import TABLE
from demo.loading.hosting.goods import INTERESTS as GOODS_LEAD_TO
from demo.loading.hosting.goods import NAMES as GOODS
from demo.loading.hosting.lodgings import NEEDS, language_of
from demo.loading.hosting.visits import interests_in
from demo.records import Found, Good, Hint, Lodging, Visit, read_records
from hosting.offers.choices.lists import LodgingKind, Means, OfferKind
from scripts.machine import ROOT

LOCALITIES: Final = ROOT / "commons" / "geography" / "data" / "localities.csv.gz"
MEANS: Final = {
    "cash": Means.CASH,
    "transfer": Means.TRANSFER,
    "holiday_vouchers": Means.ANCV,
    "family_fund": Means.VACAF,
}
SORTS: Final = {
    "hotel": LodgingKind.HOTEL,
    "guesthouse": LodgingKind.GUEST_ROOM,
    "campsite": LodgingKind.CAMPSITE,
    "camper_area": LodgingKind.CAMPSITE,
    "hostel": LodgingKind.GROUP,
    "group_lodge": LodgingKind.GROUP,
    "holiday_village": LodgingKind.GROUP,
    "unusual": LodgingKind.UNUSUAL,
}


def touraine() -> Iterator[Original]:
    """All of it, in a fixed order: what the demonstration shows, and nothing else."""
    for lodging in read_records(prepared("touraine_stays"), Lodging):
        # Houses of hotel chains belong to no neighbour, and nobody sleeps on a table.
        if not (lodging.chain or TABLE.search(lodging.title)):
            yield _stay(lodging)
    visits = read_records(prepared("touraine_activities"), Visit)
    yield from (_activity(visit) for visit in visits if visit.words)
    yield from map(_product, read_records(prepared("touraine_products"), Good))
    hints = read_records(prepared("touraine_tips"), Hint)
    yield from (_tip(hint) for hint in hints if hint.words)
    for number, entry in enumerate(json.loads(written("offers"))):
        # Judged requests are in French or English, and so is what answers them.
        if isinstance(entry["where"], str) and entry.get("language", "fr") in LANGUAGES:
            commune = communes()[entry["where"]]
            units = [unit["sleeps"] for unit in entry.get("units", ())]
            rates = set(entry.get("rates", ()))
            yield Original(
                id=f"written-{number:03}",
                kind=OfferKind(entry["kind"]),
                sort=entry.get("lodging", entry["kind"]),
                language=entry.get("language", "fr"),
                title=entry["title"],
                words=entry["words"],
                place=commune["name"],
                area=f"{commune['department']} {commune['region']}",
                point=Point(float(commune["latitude"]), float(commune["longitude"])),
                sleeps=max(units, default=8),
                needs=frozenset(entry.get("needs", ())),
                interests=frozenset(entry.get("interests", ())),
                means=frozenset({Means.CASH}),
                free=bool(rates & {"free", "gift"}) or entry["kind"] == "tip",
                home=entry.get("lodging") == LodgingKind.IN_HOME,
            )


def _stay(record: Lodging) -> Original:
    needs = {NEEDS[feature] for feature in record.features if feature in NEEDS}
    if record.kind == "self_catering":
        is_gite = re.search(r"\bg[iî]te", record.title, re.IGNORECASE)
        sort = LodgingKind.GITE if is_gite else LodgingKind.FURNISHED
    else:
        sort = SORTS[record.kind]
    needs |= {"pets"} if record.pets else set()
    needs |= {"group"} if sort == LodgingKind.GROUP else set()
    return Original(
        **_common(record, needs, language=language_of(record)),
        kind=OfferKind.STAY,
        sort=sort,
        sleeps=min(max(record.sleeps, 2), 60),
        interests=interests_of(record.title, record.words),
        means=frozenset(MEANS[name] for name in record.means if name in MEANS),
        home=sort == LodgingKind.GUEST_ROOM,
        features=frozenset(record.features),
    )


def _activity(record: Visit) -> Original:
    return Original(
        **_common(record, set(), language=language_of(record)),
        kind=OfferKind.ACTIVITY,
        sort=record.kind,
        sleeps=dice.pick((8, 12, 20, 30), "most", record.id),
        interests=interests_of(record.title, record.words),
        free=record.free,
    )


def _product(record: Good) -> Original:
    common = _common(record, set(), language="fr")
    named = ", ".join(GOODS[good] for good in record.goods if good in GOODS)
    common["words"] = common["words"] or f"On trouve ici {named or 'ce qui a poussé'}."
    return Original(
        **common,
        kind=OfferKind.PRODUCT,
        sort=" ".join(record.goods),
        sleeps=20,
        interests=frozenset(GOODS_LEAD_TO.get(good, "cooking") for good in record.goods[:2]),
    )


def _tip(record: Hint) -> Original:
    interests = interests_of(record.title, record.words) or frozenset({"walking"})
    return Original(
        **_common(record, set(), language="fr"),
        kind=OfferKind.TIP,
        sort=record.kind,
        sleeps=20,
        interests=interests | ({"cycling"} if record.kind == "ride" else frozenset()),
        free=True,
    )


def _common(record: Found, needs: set[str], *, language: str) -> dict[str, Any]:
    english = language == "en"
    return {
        "id": record.id,
        "language": language,
        "title": (record.title_en if english and record.title_en else record.title)[:120],
        "words": record.words_en if english else record.words,
        "place": record.commune,
        "area": departments().get(record.insee, ""),
        "point": Point(record.lat, record.lon),
        "needs": frozenset(needs | ({"step-free"} if record.step_free else set())),
    }


def interests_of(title: str, words: str) -> frozenset[str]:
    """What the words speak of, as the demonstration hears it."""
    return frozenset(interests_in(f"{title} {words}"))


@cache
def communes() -> dict[str, dict[str, str]]:
    """Of each commune by its number, the row of the gazetteer's file."""
    with gzip.open(LOCALITIES, "rt", encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines)
        return {row["code"][3:]: row for row in rows if row["code"].startswith("fr:")}


@cache
def departments() -> dict[str, str]:
    """Department and region of each commune."""
    return {insee: f"{row['department']} {row['region']}" for insee, row in communes().items()}
