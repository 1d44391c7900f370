"""A draft as its reader sees it: facts in words, section by section, and no address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Field
from django.utils.dates import WEEKDAYS
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.text.formatting import format_moment, format_money, language_name
from hosting.offers.choices.lists import OfferKind
from hosting.offers.choices.steps import OfferStep
from hosting.offers.models.access import AccessSurvey
from hosting.offers.models.activities import Activity
from hosting.offers.models.goods import Product
from hosting.offers.models.offers import Offer
from hosting.offers.models.photos import OfferPhoto
from hosting.offers.models.rates import Rate
from hosting.offers.models.stays import Stay
from hosting.offers.models.workspaces import Workspace
from hosting.offers.presenters.exchange_facts import rate_facts
from hosting.offers.presenters.facts import amenity_facts
from hosting.offers.presenters.opening_hours import format_opening_hours
from hosting.offers.presenters.price_lines import describe_seasons
from hosting.offers.selectors.local_times import time_zone_of

COMMON_FIELDS = ("language", "contract_party", "party_min", "party_max", "notice_days")
TRAVEL_FIELDS = ("without_car", "station_name", "station_distance", "by_car")
FIELDS_BY_KIND: dict[str, tuple[str, ...]] = {
    OfferKind.STAY: (
        "lodging_kind",
        "house_rules",
        "min_nights",
        "max_nights",
        "arrival_from",
        "departure_until",
        "registration_number",
        "is_main_residence",
    ),
    OfferKind.WORKSPACE: (
        "morning_from",
        "morning_until",
        "afternoon_from",
        "afternoon_until",
        "house_rules",
    ),
    OfferKind.ACTIVITY: ("duration_minutes", "minimum_age", "is_on_request", "bring"),
    OfferKind.PRODUCT: ("opening", "shop_url"),
    OfferKind.TIP: ("best_time",),
}
WRITTEN_FIELDS = frozenset(
    {"house_rules", "bring", "opening", "best_time", "without_car", "by_car", "details"}
)
NOT_GIVEN = gettext_lazy("not given")


@dataclass(frozen=True, slots=True)
class DraftFact:
    """`lang` is the language of the value, and `name_lang` of the name, where somebody wrote it."""

    name: str | Promise
    value: str | Promise
    lang: str = ""
    name_lang: str = ""


@dataclass(frozen=True, slots=True)
class DraftSection:
    title: str
    facts: list[DraftFact]


def draft_sections(draft: Offer) -> list[DraftSection]:
    """What stands beside the host's own words, in the order in which a visitor meets it."""
    place = DraftFact(_("commune or town"), draft.place.locality.name if draft.place else NOT_GIVEN)
    has = [fact.label for fact in amenity_facts(draft)]
    has_name = _("equipment") if isinstance(draft, Workspace) else _("amenities")
    rows = {
        _("needs met"): draft.needs.all(),
        _("interests"): draft.interests.all(),
        _("causes"): draft.causes.all(),
    }
    steps = {
        OfferKind.STAY: OfferStep.UNITS,
        OfferKind.WORKSPACE: OfferStep.DESKS,
        OfferKind.PRODUCT: OfferStep.STOCK,
    }
    step = steps.get(OfferKind(draft.kind), OfferStep.SESSIONS)
    sections = [
        DraftSection(
            _("About the offer"),
            [
                *_facts(draft, (*FIELDS_BY_KIND[draft.kind], *COMMON_FIELDS)),
                *_open_days(draft),
            ],
        ),
        DraftSection(str(step.label), _outside_draft(draft)),
        DraftSection(
            _("Opening hours"),
            [
                DraftFact(
                    format_opening_hours([row.period]),
                    row.note or _("no remark"),
                    draft.language if row.note else "",
                )
                for row in draft.opening_hours.all()
            ],
        ),
        DraftSection(
            _("Rates and terms"), [_rate(rate, draft.language) for rate in draft.rates.all()]
        ),
        DraftSection(
            _("In other languages"),
            [
                DraftFact(
                    f"{language_name(one.language)}, {one.get_made_by_display()}",
                    "\n\n".join(part for part in (one.title, one.words, one.without_car) if part),
                    one.language,
                )
                for one in draft.translations.all()
            ],
        ),
        DraftSection(_("Getting there"), [place, *_facts(draft, TRAVEL_FIELDS)]),
        DraftSection(_("Accessibility"), _access(draft)),
        DraftSection(
            _("What guests will find"),
            [
                *([DraftFact(has_name, ", ".join(has))] if has else []),
                *(
                    DraftFact(name, ", ".join(term.name for term in terms))
                    for name, terms in rows.items()
                    if terms
                ),
            ],
        ),
    ]
    return [section for section in sections if section.facts]


def photos_in_draft(draft: Offer) -> list[OfferPhoto]:
    """In the host's order, each with its description: without one, part of us sees nothing."""
    return list(draft.photos.all())


def _facts(row: Offer | AccessSurvey, names: Iterable[str]) -> list[DraftFact]:
    fields = [row._meta.get_field(name) for name in names]
    language = row.language if isinstance(row, Offer) else row.offer.language
    return [
        DraftFact(
            str(field.verbose_name),
            _value(row, field),
            language if field.name in WRITTEN_FIELDS and getattr(row, field.name) else "",
        )
        for field in fields
        if isinstance(field, Field)
    ]


def _value(row: Offer | AccessSurvey, field: Field[Any, Any]) -> str | Promise:
    if isinstance(row, Offer) and field.name == "contract_party":
        return row.legal_status
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    value = getattr(row, field.name)
    if value is None or value == "":
        return NOT_GIVEN
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(value)


def _rate(rate: Rate, language: str) -> DraftFact:
    parts = [str(rate.get_mode_display())]
    if rate.money:
        parts.append(f"{format_money(rate.money)} {rate.get_unit_display()}")
        parts += describe_seasons(rate)
    parts += [*rate_facts(rate), rate.audience, rate.details]
    parts.append(", ".join(str(one.label) for one in rate.means))
    parts.append(rate.explanation)
    value = " · ".join(part for part in parts if part)
    return DraftFact(rate.label, value, name_lang=language if rate.own_name else "")


def _access(draft: Offer) -> list[DraftFact]:
    survey = draft.access_surveys.first()
    if survey is None:
        return [DraftFact(_("access"), _("not checked yet"))]
    skipped = {"id", "offer"}
    names = [field.name for field in survey._meta.fields if field.name not in skipped]
    return _facts(survey, names)


def _open_days(draft: Offer) -> list[DraftFact]:
    if not isinstance(draft, Workspace):
        return []
    days = ", ".join(str(WEEKDAYS[day]) for day in sorted(draft.weekdays))
    return [DraftFact(_("days"), days)]


def _desks(workspace: Workspace) -> list[DraftFact]:
    return [
        DraftFact(
            unit.name,
            ngettext("%(count)s person", "%(count)s people", unit.sleeps) % {"count": unit.sleeps},
            name_lang=workspace.language,
        )
        for unit in workspace.units.all()
    ]


def _outside_draft(draft: Offer) -> list[DraftFact]:
    """Units, sessions and stock count as soon as they are written: they belong to no draft."""
    if isinstance(draft, Product):
        left = _("not counted") if draft.stock is None else str(draft.stock)
        return [DraftFact(str(Product._meta.get_field("stock").verbose_name), left)]
    if isinstance(draft, Workspace):
        return _desks(draft)
    if isinstance(draft, Stay):
        units = draft.units.prefetch_related("beds")
        facts = []
        for unit in units:
            room = ngettext("sleeps %(count)s", "sleeps %(count)s", unit.sleeps)
            beds = [str(bed) for bed in unit.beds.all()]
            value = ", ".join([room % {"count": unit.sleeps}, *beds])
            facts.append(DraftFact(unit.name, value, name_lang=draft.language))
        return facts
    if isinstance(draft, Activity):
        clock, sessions = time_zone_of(draft), draft.sessions.upcoming()[:10]
        return [
            DraftFact(
                format_moment(session.starts_at, clock),
                ngettext("%(count)s place", "%(count)s places", session.seats)
                % {"count": session.seats},
            )
            for session in sessions
        ]
    return []
