"""A draft as its reader sees it: facts in words, section by section, and no address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Field
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.text.formatting import format_moment, format_money
from hosting.offers.choices.lists import OfferKind
from hosting.offers.models.access import AccessSurvey
from hosting.offers.models.activities import Activity
from hosting.offers.models.offers import Offer
from hosting.offers.models.photos import OfferPhoto
from hosting.offers.models.rates import Rate
from hosting.offers.models.stays import Stay
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
    OfferKind.ACTIVITY: ("duration_minutes", "minimum_age", "is_on_request", "bring"),
    OfferKind.PRODUCT: ("opening", "stock", "shop_url"),
    OfferKind.TIP: ("best_time",),
}
NOT_GIVEN = gettext_lazy("not said")


@dataclass(frozen=True, slots=True)
class DraftFact:
    name: str | Promise
    value: str | Promise


@dataclass(frozen=True, slots=True)
class DraftSection:
    title: str
    facts: list[DraftFact]


def draft_sections(draft: Offer) -> list[DraftSection]:
    """What stands beside the host's own words, in the order in which a visitor meets it."""
    names = dict(settings.LANGUAGES)
    place = DraftFact(_("commune or city"), draft.place.locality.name if draft.place else NOT_GIVEN)
    rows = {
        _("needs that are met"): draft.needs.all(),
        _("interests"): draft.interests.all(),
        _("causes"): draft.causes.all(),
    }
    sections = [
        DraftSection(_("What it is"), _facts(draft, (*FIELDS_BY_KIND[draft.kind], *COMMON_FIELDS))),
        DraftSection(_("Where one sleeps, or when it takes place"), _dates_and_beds(draft)),
        DraftSection(_("On which terms"), [_rate(rate) for rate in draft.rates.all()]),
        DraftSection(
            _("In other languages"),
            [
                DraftFact(
                    f"{names.get(one.language, one.language)}, {one.get_made_by_display()}",
                    "\n\n".join(part for part in (one.title, one.words, one.without_car) if part),
                )
                for one in draft.translations.all()
            ],
        ),
        DraftSection(_("How one comes"), [place, *_facts(draft, TRAVEL_FIELDS)]),
        DraftSection(_("Access"), _access(draft)),
        DraftSection(
            _("What one finds"),
            [
                DraftFact(name, ", ".join(term.name for term in terms))
                for name, terms in rows.items()
                if terms
            ],
        ),
    ]
    return [section for section in sections if section.facts]


def photos_in_draft(draft: Offer) -> list[OfferPhoto]:
    """In the host's order, each with its description: without one, part of us sees nothing."""
    return list(draft.photos.all())


def _facts(row: Offer | AccessSurvey, names: Iterable[str]) -> list[DraftFact]:
    fields = [row._meta.get_field(name) for name in names]
    return [
        DraftFact(str(field.verbose_name), _value(row, field))
        for field in fields
        if isinstance(field, Field)
    ]


def _value(row: Offer | AccessSurvey, field: Field[Any, Any]) -> str | Promise:
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    value = getattr(row, field.name)
    if value is None or value == "":
        return NOT_GIVEN
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(value)


def _rate(rate: Rate) -> DraftFact:
    parts = [str(rate.get_mode_display())]
    if rate.money:
        parts.append(f"{format_money(rate.money)} {rate.get_unit_display()}")
    parts += [rate.audience, rate.details, ", ".join(str(one.label) for one in rate.means)]
    parts.append(rate.explanation)
    return DraftFact(rate.label, " · ".join(part for part in parts if part))


def _access(draft: Offer) -> list[DraftFact]:
    survey = draft.access_surveys.first()
    if survey is None:
        return [DraftFact(_("measured"), _("nobody has looked yet"))]
    skipped = {"id", "offer"}
    names = [field.name for field in survey._meta.fields if field.name not in skipped]
    return _facts(survey, names)


def _dates_and_beds(draft: Offer) -> list[DraftFact]:
    """Units and sessions count as soon as they are written: they belong to no draft."""
    if isinstance(draft, Stay):
        units = draft.units.prefetch_related("beds")
        facts = []
        for unit in units:
            room = ngettext("sleeps %(count)s", "sleeps %(count)s", unit.sleeps)
            beds = [str(bed) for bed in unit.beds.all()]
            facts.append(DraftFact(unit.name, ", ".join([room % {"count": unit.sleeps}, *beds])))
        return facts
    if isinstance(draft, Activity):
        clock, sessions = time_zone_of(draft), draft.sessions.upcoming()[:10]
        return [
            DraftFact(
                format_moment(session.starts_at, clock),
                ngettext("%(count)s seat", "%(count)s seats", session.seats)
                % {"count": session.seats},
            )
            for session in sessions
        ]
    return []
