"""Offers as programs read them: what their pages say, in figures and codes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from core.languages import page_language
from core.values.pictures import Picture
from hosting.communities.models.communities import Community
from hosting.offers.choices.lists import ExchangeMode, OfferKind
from hosting.offers.models.offers import Offer
from hosting.offers.models.rates import Rate
from hosting.offers.presenters.facts import biggest_unit
from hosting.offers.presenters.pictures import photos_with_sizes, pictures_of
from hosting.offers.presenters.prices import mode_labels

PRIVATE_PLACE_FIELDS = ("exact_latitude", "exact_longitude", "address", "directions")
DEFERRED_FIELDS = tuple(
    f"place__{name}" for name in PRIVATE_PLACE_FIELDS
)  # what isn't read can't be told


@dataclass(frozen=True, slots=True)
class PlaceSchema:
    """A commune, and a circle that holds the door somewhere: never the door."""

    locality: str
    country: str
    latitude: float
    longitude: float
    metres: int


@dataclass(frozen=True, slots=True)
class LabelledCode:
    """One of a list: `code` is the same in every language."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class PhotoSchema:
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
class RateSchema:
    """Terms that anybody may choose. Amounts are decimal numbers in words of digits."""

    label: str
    mode: LabelledCode
    amount: str | None
    minimum: str | None
    currency: str
    unit: LabelledCode
    audience: str
    means: list[LabelledCode]
    explanation: str


@dataclass(frozen=True, slots=True)
class TranslationSchema:
    """The host's words in another language; `made_by` is `person` or `machine`."""

    language: str
    title: str
    words: str
    without_car: str
    made_by: LabelledCode


@dataclass(frozen=True, slots=True)
class CommunityReference:
    """Who vouches for an offer."""

    id: str
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class OfferSchema:
    """What a host offers. `sleeps` is how many the biggest unit of a stay takes."""

    id: str
    kind: LabelledCode
    url: str
    title: str
    language: str
    words: str
    translations: list[TranslationSchema]
    community: CommunityReference
    place: PlaceSchema | None
    contract_party: LabelledCode
    modes: list[LabelledCode]
    rates: list[RateSchema]
    party_min: int
    party_max: int | None
    sleeps: int | None
    months: list[int]
    notice_days: int
    registration_number: str
    causes: list[LabelledCode]
    interests: list[LabelledCode]
    needs: list[LabelledCode]
    without_car: str
    photos: list[PhotoSchema]
    published_at: datetime | None


@dataclass(frozen=True, slots=True)
class _Lists:
    """Words of the three lists of each offer, by its key."""

    causes: Mapping[int, list[LabelledCode]]
    interests: Mapping[int, list[LabelledCode]]
    needs: Mapping[int, list[LabelledCode]]


def absolute_url(path: str) -> str:
    """An address that holds outside of the site too."""
    return path if "://" in path else f"{settings.BASE_URL}{path}"


def serialize_offers(pks: Iterable[int]) -> dict[int, OfferSchema]:
    """In this order, as far as they are public. As many reads for three as for one."""
    wanted = list(pks)
    offers = (
        Offer.objects.public()
        .filter(pk__in=wanted)
        .select_related("community", "place__locality", "stay")
        .defer(*DEFERRED_FIELDS)
        .prefetch_related("rates", "translations", photos_with_sizes())
        .annotate(sleeps=biggest_unit())
    )
    found = {offer.pk: offer for offer in offers}
    pks_found = list(found)
    lists = _Lists(*(_words(pks_found, name) for name in ("causes", "interests", "needs")))
    return {pk: _offer(found[pk], lists) for pk in wanted if pk in found}


def serialize_offer(public_id: str) -> OfferSchema | None:
    """The public one under this id."""
    pks = Offer.objects.public().filter(public_id=public_id).values_list("pk", flat=True)
    return next(iter(serialize_offers(pks).values()), None)


def community_reference(community: Community) -> CommunityReference:
    return CommunityReference(
        community.public_id, community.name, absolute_url(community.get_absolute_url())
    )


def serialize_photo(picture: Picture) -> PhotoSchema:
    """In the best size for a page."""
    return PhotoSchema(
        url=absolute_url(picture.url),
        width=picture.width,
        height=picture.height,
        alt=picture.alt,
        caption=picture.caption,
        credit=picture.credit,
        licence=picture.licence,
        licence_url=picture.licence_url,
    )


def _offer(offer: Offer, lists: _Lists) -> OfferSchema:
    rates = list(offer.rates.all())
    is_stay = offer.kind == OfferKind.STAY
    place: PlaceSchema | None = None
    if offer.place is not None:
        commune, point = offer.place.locality, offer.place.public_point
        place = PlaceSchema(
            commune.name, commune.country, point.latitude, point.longitude, offer.place.radius
        )
    return OfferSchema(
        id=offer.public_id,
        kind=LabelledCode(offer.kind, str(offer.get_kind_display())),
        url=absolute_url(offer.get_absolute_url()),
        title=offer.title,
        language=offer.language,
        words=offer.words,
        translations=[
            TranslationSchema(
                one.language,
                one.title,
                one.words,
                one.without_car,
                LabelledCode(one.made_by, str(one.get_made_by_display())),
            )
            for one in offer.translations.all()
        ],
        community=community_reference(offer.community),
        place=place,
        contract_party=LabelledCode(offer.contract_party, str(offer.get_contract_party_display())),
        modes=[LabelledCode(stamp.code, stamp.label) for stamp in mode_labels(rates)],
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
        photos=[serialize_photo(picture) for picture in pictures_of(offer.photos.all())],
        published_at=offer.last_published_at or offer.created_at,
    )


def _rate(rate: Rate) -> RateSchema:
    asks = ExchangeMode(rate.mode).asks_money
    return RateSchema(
        label=rate.label,
        mode=LabelledCode(rate.mode, str(rate.get_mode_display())),
        amount=str(rate.amount) if asks and rate.amount is not None else None,
        minimum=str(rate.minimum) if asks and rate.minimum is not None else None,
        currency=rate.currency,
        unit=LabelledCode(rate.unit, str(rate.get_unit_display())),
        audience=rate.audience,
        means=[LabelledCode(means.value, str(means.label)) for means in rate.means],
        explanation=rate.explanation,
    )


def _words(offers: list[int], relation: str) -> Mapping[int, list[LabelledCode]]:
    term = relation.removesuffix("s")
    language = page_language()
    rows = getattr(Offer, relation).through.objects.filter(offer__in=offers)
    in_order = rows.order_by(f"{term}__sort_order", f"{term}__slug")
    labels: dict[int, list[LabelledCode]] = defaultdict(list)
    for offer, code, label in in_order.values_list(
        "offer", f"{term}__slug", f"{term}__name_{language}"
    ):
        labels[offer].append(LabelledCode(code, label))
    return labels
