"""Offers as programs read them: what their pages say, in figures and codes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from core.languages import page_language
from core.pictures import Picture
from hosting.enums import ExchangeMode, OfferKind
from hosting.models import Community, Offer, OfferTranslation, Rate
from hosting.queries.facts import biggest_unit
from hosting.queries.pictures import photos_with_sizes, pictures_of
from hosting.queries.prices import stamps_of

DOOR = ("exact_latitude", "exact_longitude", "address", "directions")
NEVER_READ = tuple(f"place__{name}" for name in DOOR)  # what isn't read can't be told


@dataclass(frozen=True, slots=True)
class PlaceTold:
    """A commune, and a circle that holds the door somewhere: never the door."""

    locality: str
    country: str
    latitude: float
    longitude: float
    metres: int


@dataclass(frozen=True, slots=True)
class WordTold:
    """One of a list: `code` is the same in every language."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class PhotoTold:
    """`alt` says what is to be seen, `credit` whose work it is, `licence` how it may be used."""

    url: str
    width: int
    height: int
    alt: str
    caption: str
    credit: str
    licence: str
    licence_url: str


@dataclass(frozen=True, slots=True)
class RateTold:
    """Terms that anybody may choose. Amounts are decimal numbers in words of digits."""

    label: str
    mode: WordTold
    amount: str | None
    minimum: str | None
    currency: str
    unit: WordTold
    audience: str
    means: list[WordTold]
    explanation: str


@dataclass(frozen=True, slots=True)
class TranslationTold:
    """The host's words in another language; `made_by` is `person` or `machine`."""

    language: str
    title: str
    words: str
    without_car: str
    made_by: WordTold


@dataclass(frozen=True, slots=True)
class CommunityNamed:
    """Who vouches for an offer."""

    id: str
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class OfferTold:
    """What a host offers. `sleeps` is how many the biggest unit of a stay takes."""

    id: str
    kind: WordTold
    url: str
    title: str
    language: str
    words: str
    translations: list[TranslationTold]
    community: CommunityNamed
    place: PlaceTold | None
    contract_party: WordTold
    modes: list[WordTold]
    rates: list[RateTold]
    party_min: int
    party_max: int | None
    sleeps: int | None
    months: list[int]
    notice_days: int
    registration_number: str
    causes: list[WordTold]
    interests: list[WordTold]
    needs: list[WordTold]
    without_car: str
    photos: list[PhotoTold]
    published_at: datetime | None


@dataclass(frozen=True, slots=True)
class _Lists:
    """Words of the three lists of each offer, by its key."""

    causes: Mapping[int, list[WordTold]]
    interests: Mapping[int, list[WordTold]]
    needs: Mapping[int, list[WordTold]]


def absolute(path: str) -> str:
    """An address that holds outside of the site too."""
    return path if "://" in path else f"{settings.BASE_URL}{path}"


def offers_told(pks: Iterable[int]) -> dict[int, OfferTold]:
    """In this order, as far as they are public. As many reads for three as for one."""
    wanted = list(pks)
    offers = (
        Offer.objects.public()
        .filter(pk__in=wanted)
        .select_related("community", "place__locality", "stay")
        .defer(*NEVER_READ)
        .prefetch_related("rates", "translations", photos_with_sizes())
        .annotate(sleeps=biggest_unit())
    )
    found = {offer.pk: offer for offer in offers}
    lists = _lists_of(found)
    return {pk: _offer(found[pk], lists) for pk in wanted if pk in found}


def offer_told(public_id: str) -> OfferTold | None:
    """The public one under this id."""
    pks = Offer.objects.public().filter(public_id=public_id).values_list("pk", flat=True)
    return next(iter(offers_told(pks).values()), None)


def named(community: Community) -> CommunityNamed:
    return CommunityNamed(
        community.public_id, community.name, absolute(community.get_absolute_url())
    )


def photo_told(picture: Picture) -> PhotoTold:
    """In the best size for a page."""
    return PhotoTold(
        url=absolute(picture.url),
        width=picture.width,
        height=picture.height,
        alt=picture.alt,
        caption=picture.caption,
        credit=picture.credit,
        licence=picture.licence,
        licence_url=picture.licence_url,
    )


def _offer(offer: Offer, lists: _Lists) -> OfferTold:
    rates = list(offer.rates.all())
    is_stay = offer.kind == OfferKind.STAY
    return OfferTold(
        id=offer.public_id,
        kind=WordTold(offer.kind, str(offer.get_kind_display())),
        url=absolute(offer.get_absolute_url()),
        title=offer.title,
        language=offer.language,
        words=offer.words,
        translations=[_translation(one) for one in offer.translations.all()],
        community=named(offer.community),
        place=_place(offer),
        contract_party=WordTold(offer.contract_party, str(offer.get_contract_party_display())),
        modes=[WordTold(stamp.code, stamp.label) for stamp in stamps_of(rates)],
        rates=[_rate(rate) for rate in rates],
        party_min=offer.party_min,
        party_max=offer.party_max,
        sleeps=getattr(offer, "sleeps", None),
        months=[month for month in range(1, 13) if offer.is_in_season(month)],
        notice_days=offer.notice_days,
        registration_number=offer.stay.registration_number if is_stay else "",
        causes=lists.causes[offer.pk],
        interests=lists.interests[offer.pk],
        needs=lists.needs[offer.pk],
        without_car=offer.without_car,
        photos=[photo_told(picture) for picture in pictures_of(offer.photos.all())],
        published_at=offer.last_published_at or offer.created_at,
    )


def _translation(one: OfferTranslation) -> TranslationTold:
    made_by = WordTold(one.made_by, str(one.get_made_by_display()))
    return TranslationTold(one.language, one.title, one.words, one.without_car, made_by)


def _place(offer: Offer) -> PlaceTold | None:
    place = offer.place
    if place is None:
        return None
    locality, point = place.locality, place.public_point
    return PlaceTold(locality.name, locality.country, point.latitude, point.longitude, place.radius)


def _rate(rate: Rate) -> RateTold:
    asks = ExchangeMode(rate.mode).asks_money
    return RateTold(
        label=rate.label,
        mode=WordTold(rate.mode, str(rate.get_mode_display())),
        amount=str(rate.amount) if asks and rate.amount is not None else None,
        minimum=str(rate.minimum) if asks and rate.minimum is not None else None,
        currency=rate.currency,
        unit=WordTold(rate.unit, str(rate.get_unit_display())),
        audience=rate.audience,
        means=[WordTold(means.value, str(means.label)) for means in rate.means],
        explanation=rate.explanation,
    )


def _lists_of(offers: Iterable[int]) -> _Lists:
    """Three reads."""
    pks = list(offers)
    return _Lists(*(_words(pks, name) for name in ("causes", "interests", "needs")))


def _words(offers: list[int], relation: str) -> Mapping[int, list[WordTold]]:
    term = relation.removesuffix("s")
    language = page_language()
    rows = getattr(Offer, relation).through.objects.filter(offer__in=offers)
    in_order = rows.order_by(f"{term}__sort_order", f"{term}__slug")
    told: dict[int, list[WordTold]] = defaultdict(list)
    for offer, code, label in in_order.values_list(
        "offer", f"{term}__slug", f"{term}__name_{language}"
    ):
        told[offer].append(WordTold(code, label))
    return told
