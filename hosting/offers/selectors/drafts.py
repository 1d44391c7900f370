"""How far a draft has come: its steps, and what its community would miss."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hosting.offers.choices.lists import OfferKind
from hosting.offers.choices.steps import STEPS, OfferStep
from hosting.offers.models.goods import Product
from hosting.offers.models.offers import Offer
from hosting.offers.models.opening_hours import OpeningHours
from hosting.offers.models.photos import OfferPhoto
from hosting.offers.models.rates import Rate
from hosting.offers.models.stays import Stay
from hosting.offers.models.workspaces import Workspace


@dataclass(frozen=True, slots=True)
class MissingField:
    """Something without which an offer can't be read, and the step that fills it."""

    step: OfferStep
    words: str | Promise


@dataclass(frozen=True, slots=True)
class WizardStep:
    """A step as a page shows it: done, current, next, or nothing yet."""

    title: str | Promise
    text: str | Promise
    state: str
    url: str


def missing_fields(draft: Offer) -> list[MissingField]:
    """What a community would have to ask for before it can read."""
    missing = []
    if not draft.words.strip():
        missing.append(MissingField(OfferStep.WORDS, _("a description in your own words")))
    if draft.place_id is None:
        missing.append(MissingField(OfferStep.PLACE, _("a location")))
    if isinstance(draft, Stay) and not draft.units.exists():
        missing.append(MissingField(OfferStep.UNITS, _("at least one unit where guests sleep")))
    if isinstance(draft, Workspace) and not draft.units.exists():
        missing.append(MissingField(OfferStep.DESKS, _("at least one desk or room")))
    if draft.kind != OfferKind.TIP and not draft.rates.all():
        missing.append(MissingField(OfferStep.RATES, _("at least one rate")))
    if isinstance(draft, Stay) and draft.declared_at is None and draft.needs_declaration:
        missing.append(MissingField(OfferStep.DECLARATION, _("your sworn statement")))
    return missing


def wizard_steps(draft: Offer, *, current: OfferStep | None = None) -> list[WizardStep]:
    """Every step of this kind of offer; the first gap comes next, unless one stands elsewhere."""
    missing = {field.step: field.words for field in missing_fields(draft)}
    return [
        WizardStep(
            title=step.label,
            text=missing.get(step, ""),
            state=_state(draft, step, missing.keys(), current),
            url=step_url(draft, step),
        )
        for step in steps_of(draft)
    ]


def steps_of(draft: Offer) -> tuple[OfferStep, ...]:
    """Those of its kind. Of a stay outside France nobody swears anything."""
    steps = STEPS[draft.kind]
    if isinstance(draft, Stay) and not draft.needs_declaration:
        return tuple(step for step in steps if step != OfferStep.DECLARATION)
    return steps


def with_sort_order[Row: (Rate, OfferPhoto, OpeningHours)](rows: Iterable[Row]) -> list[Row]:
    """In order, each with a number of its own. Those that came without get one."""
    ordered = list(rows)
    if len({row.sort_order for row in ordered}) < len(ordered):
        for number, row in enumerate(ordered, start=1):
            row.sort_order = number
    return ordered


def step_url(draft: Offer, step: OfferStep) -> str:
    return reverse(f"hosting:offer-{step}", args=[draft.public_id])


def url_after(draft: Offer, step: OfferStep) -> str:
    """The next step; after the last one, and the last one needed, the page that hands it in."""
    steps = steps_of(draft)
    last_needed = OfferStep.DECLARATION
    if isinstance(draft, Stay) and last_needed not in steps:  # where nobody swears anything
        last_needed = OfferStep.RATES
    following = () if step == last_needed else steps[steps.index(step) + 1 :]
    if following:
        return step_url(draft, following[0])
    return reverse("hosting:offer-overview", args=[draft.public_id])


def _state(
    draft: Offer, step: OfferStep, missing: Collection[OfferStep], current: OfferStep | None
) -> str:
    """What nobody has to fill in is done once there is something."""
    if step == current:
        return "current"
    if step in missing:
        return "next" if current is None and step == next(iter(missing)) else ""
    filled = {
        OfferStep.HOURS: lambda: bool(draft.opening_hours.all()),
        OfferStep.STOCK: lambda: isinstance(draft, Product) and draft.stock is not None,
        OfferStep.PHOTOS: lambda: bool(draft.photos.all()),
        OfferStep.ACCESS: lambda: bool(draft.access_surveys.all()),
        OfferStep.FINDS: lambda: bool(draft.without_car or draft.needs.all()),
    }
    return "done" if filled.get(step, lambda: True)() else ""
