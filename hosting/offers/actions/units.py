"""Units of stays and workspaces. They stand outside every draft: a change counts at once."""

from collections.abc import Collection, Iterable, Mapping

from django.conf import settings
from django.db import transaction
from django.db.models import ProtectedError

from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from core.permissions import require
from hosting.offers.actions.drafts import lock_offer
from hosting.offers.choices.lists import Bathroom
from hosting.offers.errors import LastUnitError, NameTakenError, TooManyUnitsError, UnitHeldError
from hosting.offers.models.offers import Offer
from hosting.offers.models.stays import Stay, Unit, UnitBed
from hosting.offers.models.workspaces import Workspace
from hosting.offers.signals import offer_changed


@transaction.atomic
def add_unit(
    *, stay: Stay, name: str, sleeps: int, bathroom: str, beds: Mapping[str, int], by: Actor
) -> Unit:
    """Add a room or a whole house. The same one pressed twice is added once."""
    require(by, "offers.revise_offer", stay)

    lock_offer(stay)
    units = list(Unit.objects.filter(stay=stay))
    unit = Unit(stay=stay, name=name, sleeps=sleeps, bathroom=bathroom)
    if earlier := _same_unit(unit, units):
        return earlier
    _require_room_for_unit(unit, units)

    unit.save()
    _make_beds(unit, beds)
    audit.record(by, "unit.added", unit)

    offer_changed.send(sender=Offer, offer=stay)
    return unit


@transaction.atomic
def add_desk(*, workspace: Workspace, name: str, sleeps: int, by: Actor) -> Unit:
    """Add a desk or a room to work in. The same one pressed twice is added once.

    Raises NameTakenError or TooManyUnitsError.
    """
    require(by, "offers.revise_offer", workspace)

    lock_offer(workspace)
    units = list(Unit.objects.filter(workspace=workspace))
    unit = Unit(workspace=workspace, name=name, sleeps=sleeps, bathroom=Bathroom.NONE)
    if earlier := _same_unit(unit, units):
        return earlier
    _require_room_for_unit(unit, units)

    unit.save()
    audit.record(by, "unit.added", unit)

    offer_changed.send(sender=Offer, offer=workspace)
    return unit


@transaction.atomic
def change_desk(*, unit: Unit, name: str, sleeps: int, by: Actor) -> Unit:
    """Say something else of a desk or a room. Agreements keep the name they were made with."""
    require(by, "offers.revise_offer", unit.offer)

    lock_offer(unit.offer)

    unit.name, unit.sleeps = name, sleeps
    unit.save(update_fields=["name", "sleeps"])
    audit.record(by, "unit.changed", unit)

    offer_changed.send(sender=Offer, offer=unit.offer)
    return unit


@transaction.atomic
def change_unit(
    *, unit: Unit, name: str, sleeps: int, bathroom: str, beds: Mapping[str, int], by: Actor
) -> Unit:
    """Say something else of a unit. Agreements keep the name they were made with."""
    require(by, "offers.revise_offer", unit.stay)

    lock_offer(unit.stay)

    unit.name, unit.sleeps, unit.bathroom = name, sleeps, bathroom
    unit.save(update_fields=["name", "sleeps", "bathroom"])
    _make_beds(unit, beds)
    audit.record(by, "unit.changed", unit)

    offer_changed.send(sender=Offer, offer=unit.stay)
    return unit


@transaction.atomic
def remove_unit(*, unit: Unit, by: Actor) -> None:
    """Take a unit away, as long as nobody has ever asked for it."""
    require(by, "offers.revise_offer", unit.offer)

    offer = unit.offer
    lock_offer(offer)
    unit = Unit.objects.locked(unit.pk, no_key=True)
    if offer.live and Unit.objects.of_offer(offer.pk).count() == 1:
        raise LastUnitError

    audit.record(by, "unit.removed", unit)
    try:
        unit.delete()
    except ProtectedError:
        raise UnitHeldError from None

    offer_changed.send(sender=Offer, offer=offer)


def _same_unit(unit: Unit, units: Iterable[Unit]) -> Unit | None:
    """One that says the same already, as after a second press."""
    facts = (unit.name, unit.sleeps, unit.bathroom)
    return next((one for one in units if (one.name, one.sleeps, one.bathroom) == facts), None)


def _require_room_for_unit(unit: Unit, units: Collection[Unit]) -> None:
    """Refuse a name that is taken and a list that is full; else the unit comes last."""
    if any(one.name == unit.name for one in units):
        raise NameTakenError
    if len(units) >= settings.HOSTING_UNITS_LIMIT:
        raise TooManyUnitsError(limit=settings.HOSTING_UNITS_LIMIT)
    unit.sort_order = max((one.sort_order for one in units), default=0) + 1


def _make_beds(unit: Unit, beds: Mapping[str, int]) -> None:
    unit.beds.all().delete()
    UnitBed.objects.bulk_create(
        UnitBed(unit=unit, kind=kind, count=count) for kind, count in beds.items() if count
    )
