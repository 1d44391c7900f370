"""The units of a stay and their beds. They stand outside every draft: a change counts at once."""

from collections.abc import Mapping

from django.conf import settings
from django.db import transaction
from django.db.models import ProtectedError

from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from core.permissions import require
from hosting.offers.actions.drafts import lock_offer
from hosting.offers.errors import LastUnitError, NameTakenError, TooManyItemsError, UnitHeldError
from hosting.offers.models.offers import Offer
from hosting.offers.models.stays import Stay, Unit, UnitBed
from hosting.offers.signals import offer_changed


@transaction.atomic
def add_unit(
    *, stay: Stay, name: str, sleeps: int, bathroom: str, beds: Mapping[str, int], by: Actor
) -> Unit:
    """Add a room or a whole house. The same one pressed twice is added once."""
    require(by, "offers.revise_offer", stay)

    lock_offer(stay)
    units = list(Unit.objects.filter(stay=stay))
    for earlier in units:
        if (earlier.name, earlier.sleeps, earlier.bathroom) == (name, sleeps, bathroom):
            return earlier
        if earlier.name == name:
            raise NameTakenError
    if len(units) >= settings.HOSTING_UNITS_LIMIT:
        raise TooManyItemsError(limit=settings.HOSTING_UNITS_LIMIT)

    last = max((unit.sort_order for unit in units), default=0)
    unit = Unit(stay=stay, name=name, sleeps=sleeps, bathroom=bathroom, sort_order=last + 1)
    unit.save()
    _make_beds(unit, beds)
    audit.record(by, "unit.added", unit)

    offer_changed.send(sender=Offer, offer=stay)
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
    require(by, "offers.revise_offer", unit.stay)

    stay = unit.stay
    lock_offer(stay)
    unit = Unit.objects.locked(unit.pk, no_key=True)
    if stay.live and stay.units.count() == 1:
        raise LastUnitError

    audit.record(by, "unit.removed", unit)
    try:
        unit.delete()
    except ProtectedError:
        raise UnitHeldError from None

    offer_changed.send(sender=Offer, offer=stay)


def _make_beds(unit: Unit, beds: Mapping[str, int]) -> None:
    unit.beds.all().delete()
    UnitBed.objects.bulk_create(
        UnitBed(unit=unit, kind=kind, count=count) for kind, count in beds.items() if count
    )
