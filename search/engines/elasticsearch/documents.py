"""The index of offers: its fields, and an offer as one document of it."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

from elasticsearch.dsl import (
    Date,
    DateRange,
    Document,
    Double,
    GeoPoint,
    Index,
    InnerDoc,
    Integer,
    Keyword,
    Long,
    MetaField,
    Nested,
    Object,
    Text,
)

from hosting.offers.choices.lists import Facet, OfferKind
from search.engines.elasticsearch.analyzers import (
    SITE,
    WRITTEN,
    english,
    french,
    group_of,
    plain,
    singular,
    spelled,
)
from search.index.documents import DRAWS, OfferDocument

DRAWN: Final = tuple(f"d{number}" for number in range(DRAWS))


def text_field(language: Any) -> Text:
    """Words of one language; what is spelled there serves for correcting."""
    return Text(analyzer=language, index_options="freqs", copy_to="spelling")


def text_field_all_languages() -> Text:
    """Words that answer in whatever language somebody asks."""
    forms = {language: Text(analyzer=own, index_options="freqs") for language, own in SITE.items()}
    return Text(analyzer=plain, index_options="freqs", copy_to="spelling", fields=forms)


class Room(InnerDoc):
    """The rules of the offer stand with each room, so that one nested question asks for all."""

    sleeps = Integer()
    free = DateRange(format="strict_date", multi=True)  # both ends included: check-in, check-out
    notice_days = Integer()
    min_nights = Integer()
    max_nights = Integer()


class Seats(InnerDoc):
    day = Date(format="strict_date")
    seats = Integer()


class News(InnerDoc):
    """The day of publication once more, where a sort may leave out what is no longer new."""

    day = Integer()


class OfferIndex(Document):
    """What Elasticsearch holds of an offer."""

    pk = Long()
    host = Long(index=False)
    fingerprint = Keyword(index=False)
    title_fr, title_en, title_plain = text_field(french), text_field(english), text_field(plain)
    words_fr, words_en, words_plain = text_field(french), text_field(english), text_field(plain)
    title_de, title_es, title_it, title_nl = map(text_field, WRITTEN.values())
    words_de, words_es, words_it, words_nl = map(text_field, WRITTEN.values())
    labels = text_field_all_languages()
    around = text_field_all_languages()
    spelling = Text(
        analyzer=spelled,
        norms=False,
        index_options="docs",
        fields={"singular": Text(analyzer=singular, norms=False, index_options="docs")},
    )
    point = GeoPoint()
    latitude = Double(index=False)  # exactly: a geo_point is kept to the centimetre
    longitude = Double(index=False)
    is_other = Integer()  # than a stay: 0 or 1, for the order
    tags = Keyword(eager_global_ordinals=True)  # of all facets: one field is counted fastest
    party_min = Integer()
    party_max = Integer()
    rooms = Nested(Room)
    seats = Nested(Seats)
    news = Nested(News)
    published_on = Date(format="strict_date")
    draws = Object(properties={name: Long(index=False) for name in DRAWN})

    class Meta:
        dynamic = MetaField("strict")


def described(settings: dict[str, Any]) -> dict[str, Any]:
    """Settings, analyzers and mappings, as an index is made with them."""
    index = Index("offers")
    index.document(OfferIndex)
    index.settings(**settings)
    return dict(index.to_dict())


@lru_cache(maxsize=10_000)
def tag_of(facet: Facet, value: str) -> str:
    """A value of a facet as one word: `need:pets`."""
    return f"{facet.value}:{value}"


def source_of(document: OfferDocument) -> dict[str, Any]:
    """An offer as JSON. By hand: a `Document` made for each would take most of a rebuild."""
    group = group_of(document.language)
    words = {f"words_{group}": document.words}
    for language, text in document.translations:
        name = f"words_{group_of(language)}"
        words[name] = f"{words[name]}\n{text}" if name in words else text
    rules = {
        "notice_days": document.notice_days,
        "min_nights": document.min_nights,
        "max_nights": document.max_nights,
    }
    source = {
        "pk": document.pk,
        "host": document.host,
        "fingerprint": document.fingerprint,
        f"title_{group}": document.title,
        **words,
        "labels": document.labels,
        "around": document.around,
        "is_other": int(OfferKind.STAY not in document.tags.get(Facet.KIND, ())),
        "tags": [
            tag_of(facet, value) for facet, values in document.tags.items() for value in values
        ],
        "party_min": document.party_min,
        "party_max": document.party_max,
        "rooms": [
            {
                "sleeps": room.sleeps,
                "free": [
                    {"gte": str(span.check_in), "lte": str(span.check_out)} for span in room.spans
                ],
                **rules,
            }
            for room in document.rooms
        ],
        "seats": [{"day": str(one.day), "seats": one.seats} for one in document.seats],
        "news": [{"day": document.published_on.toordinal()}],
        "published_on": str(document.published_on),
        "draws": dict(zip(DRAWN, document.draws, strict=True)),
    }
    if point := document.point:
        source |= {
            "point": {"lat": point.latitude, "lon": point.longitude},
            "latitude": point.latitude,
            "longitude": point.longitude,
        }
    return source
