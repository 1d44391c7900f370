"""Offers as programs read them: what their pages say, in figures and codes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.conf import settings

from core.languages import page_language
from core.values.half_days import Half
from core.values.opening_hours import OpeningPeriod
from core.values.pictures import Picture
from hosting.communities.models.communities import Community
from hosting.offers.choices.lists import ExchangeMode, OfferKind
from hosting.offers.models.offers import Offer
from hosting.offers.models.rates import Rate
from hosting.offers.models.stay_prices import PriceSeason
from hosting.offers.models.workspaces import Workspace
from hosting.offers.presenters.facts import biggest_unit
from hosting.offers.presenters.pictures import photos_with_sizes, pictures_of
from hosting.offers.presenters.prices import mode_labels
from hosting.offers.selectors.opening_hours import opening_hours_subquery, parse_opening_hours

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
PRIVATE_PLACE_FIELDS = ("exact_latitude", "exact_longitude", "address", "directions")
DEFERRED_FIELDS = tuple(
    f"place__{name}" for name in PRIVATE_PLACE_FIELDS
)  # what isn't read can't be told


@dataclass(frozen=True, slots=True)
class PlaceSchema:
    """A commune, and a circle that contains the place. Never its exact location."""

    locality: str
    country: str
    latitude: float
    longitude: float
    metres: int


@dataclass(frozen=True, slots=True)
class LabelledCode:
    """An item of a fixed list. `code` is the same in every language."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class PhotoSchema:
    """A photo: `alt` describes it, `credit` names its author, `licence` says how it may be used."""

    url: str
    width: int
    height: int
    alt: str
    caption: str
    credit: str
    licence: str
    licence_url: str


@dataclass(frozen=True, slots=True)
class SeasonSchema:
    """Other amounts of a rate for nights from `begins` until the day before `ends`.

    `name` is a code of the list of seasons, or empty where the host chose other words; `label` says
    it in words, in `label_language`. `min_nights` is for guests who arrive in the season.
    """

    name: str
    label: str
    label_language: str
    begins: date
    ends: date
    amount: str
    week_amount: str | None
    month_amount: str | None
    min_nights: int | None


@dataclass(frozen=True, slots=True)
class RateSchema:
    """A rate that anyone can choose. Amounts are decimal numbers, sent as strings.

    `week_amount` and `month_amount` are for each 7 and 30 nights in a row, where that is less than
    the nights alone.

    `name` is a code of the list of names, or empty where the host chose other words; `label` says
    it in words, in `label_language`.

    `in_return` says what guests do, bring or lend instead of paying, in the language of the offer;
    `due_within_days` counts from the end of the visit. `currency_name` is that of a local currency.
    """

    name: str
    label: str
    label_language: str
    mode: LabelledCode
    amount: str | None
    minimum: str | None
    currency: str
    unit: LabelledCode
    audience: str
    means: list[LabelledCode]
    explanation: str
    week_amount: str | None
    month_amount: str | None
    seasons: list[SeasonSchema]
    in_return: str
    hours: str | None
    due_within_days: int | None
    currency_name: str


@dataclass(frozen=True, slots=True)
class OpeningHoursSchema:
    """The same hours on some days. `closes` is on the next day where `closes_next_day` says so.

    `days` are `monday` to `sunday`, `months` those in which the hours hold, from 1 to 12. `note` is
    in the host’s words.
    """

    days: list[str]
    opens: str
    closes: str
    closes_next_day: bool
    months: list[int]
    note: str


@dataclass(frozen=True, slots=True)
class HalfDayHoursSchema:
    """The mornings or afternoons of a workspace. `part` is `am` or `pm`, `days` as in hours."""

    part: str
    days: list[str]
    opens: str
    closes: str


@dataclass(frozen=True, slots=True)
class TranslationSchema:
    """The host’s text in another language. `made_by` is `person` or `machine`."""

    language: str
    title: str
    words: str
    without_car: str
    made_by: LabelledCode


@dataclass(frozen=True, slots=True)
class CommunityReference:
    """The community that vouches for an offer."""

    id: str
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class OfferSchema:
    """What a host offers.

    `sleeps` is the number of people that the largest unit of a stay or a workspace can take. Only
    a workspace has `half_days` and `equipment`. `stock` is how many of a product are left, or null
    where the host doesn’t count them.
    """

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
    stock: int | None
    months: list[int]
    opening_hours: list[OpeningHoursSchema]
    notice_days: int
    registration_number: str
    causes: list[LabelledCode]
    interests: list[LabelledCode]
    needs: list[LabelledCode]
    amenities: list[LabelledCode]
    equipment: list[LabelledCode]
    half_days: list[HalfDayHoursSchema]
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
        .select_related(
            *("community", "on_behalf_of", "place__locality", "stay", "product", "workspace")
        )
        .defer(*DEFERRED_FIELDS)
        .prefetch_related("rates", "translations", photos_with_sizes())
        .annotate(sleeps=biggest_unit(), hours_json=opening_hours_subquery())
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
    workspace = offer.workspace if offer.kind == OfferKind.WORKSPACE else None
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
        contract_party=LabelledCode(offer.legal_status_of(offer.on_behalf_of), offer.legal_status),
        modes=[LabelledCode(stamp.code, stamp.label) for stamp in mode_labels(rates)],
        rates=[_rate(rate, offer.language) for rate in rates],
        party_min=offer.party_min,
        party_max=offer.party_max,
        sleeps=getattr(offer, "sleeps", None),
        stock=offer.product.stock if offer.kind == OfferKind.PRODUCT else None,
        months=[month for month in range(1, 13) if offer.is_in_season(month)],
        opening_hours=[
            _opening_hours(period)
            for period in parse_opening_hours(getattr(offer, "hours_json", None))
        ],
        notice_days=offer.notice_days,
        registration_number=offer.stay.registration_number if is_stay else "",
        causes=lists.causes[offer.pk],
        interests=lists.interests[offer.pk],
        needs=lists.needs[offer.pk],
        amenities=[
            LabelledCode(one.value, str(one.label))
            for one in (offer.stay.amenities_in_order if is_stay else ())
        ],
        equipment=[
            LabelledCode(one.value, str(one.label))
            for one in (workspace.equipment_in_order if workspace else ())
        ],
        half_days=_half_days(workspace) if workspace else [],
        without_car=offer.without_car,
        photos=[serialize_photo(picture) for picture in pictures_of(offer.photos.all())],
        published_at=offer.last_published_at or offer.created_at,
    )


def _rate(rate: Rate, language: str) -> RateSchema:
    asks = ExchangeMode(rate.mode).asks_money
    return RateSchema(
        name=rate.name,
        label=rate.label,
        label_language=page_language() if rate.name else language,
        mode=LabelledCode(rate.mode, str(rate.get_mode_display())),
        amount=str(rate.amount) if asks and rate.amount is not None else None,
        minimum=str(rate.minimum) if asks and rate.minimum is not None else None,
        currency=rate.currency,
        unit=LabelledCode(rate.unit, str(rate.get_unit_display())),
        audience=rate.audience,
        means=[LabelledCode(means.value, str(means.label)) for means in rate.means],
        explanation=rate.explanation,
        week_amount=_amount(rate.week_amount),
        month_amount=_amount(rate.month_amount),
        seasons=[_season(season, language) for season in rate.price_seasons],
        in_return=rate.wanted_in_return,
        hours=_amount(rate.hours),
        due_within_days=rate.due_within_days,
        currency_name=rate.currency_name,
    )


def _season(season: PriceSeason, language: str) -> SeasonSchema:
    return SeasonSchema(
        name=season.name,
        label=season.label,
        label_language=page_language() if season.name else language,
        begins=season.begins,
        ends=season.ends,
        amount=str(season.amounts.amount),
        week_amount=_amount(season.amounts.week),
        month_amount=_amount(season.amounts.month),
        min_nights=season.min_nights,
    )


def _amount(amount: Decimal | None) -> str | None:
    return None if amount is None else str(amount)


def _half_days(workspace: Workspace) -> list[HalfDayHoursSchema]:
    days = [WEEKDAYS[day] for day in sorted(workspace.weekdays)]
    hours = [(half, *workspace.hours_of(half)) for half in Half]
    return [
        HalfDayHoursSchema(half.value, days, f"{begins:%H:%M}", f"{ends:%H:%M}")
        for half, begins, ends in hours
    ]


def _opening_hours(period: OpeningPeriod) -> OpeningHoursSchema:
    return OpeningHoursSchema(
        days=[WEEKDAYS[day] for day in period.weekdays],
        opens=f"{period.opens:%H:%M}",
        closes=f"{period.closes:%H:%M}",
        closes_next_day=period.closes_next_day,
        months=sorted(period.months),
        note=period.note,
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
