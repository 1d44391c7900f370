"""A home is promised beforehand, called when an emergency opens, and lent by one press."""

from __future__ import annotations

from uuid import uuid4

from django.db import transaction

from commons.accounts.models import User
from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from commons.privacy.actions.consents import record_consent
from core.permissions import SYSTEM, require
from core.text.formatting import format_day
from core.values.dates import DateRange
from emergency.activations.models.activations import Activation
from emergency.housing.errors.offers import LentTooLongError
from emergency.housing.models.offers import HousingOffer
from emergency.housing.states.offers import AccessMode
from emergency.standby.actions.lending import lend_unit
from emergency.standby.models import PROMISED_HOME, Standby, StandbyCall
from emergency.standby.notifications import call_standby
from hosting.offers.models.offers import Offer
from hosting.offers.models.stays import Unit


@transaction.atomic
def stand_by(*, unit: Unit, access_mode: AccessMode, access_hours: str, by: User) -> Standby:
    """Promise it for an emergency; nothing happens before one is declared."""
    require(by, "emergency_standby.lend_unit", unit)

    access = {"access_mode": access_mode, "access_hours": access_hours}
    standby, _new = Standby.objects.update_or_create(unit=unit, defaults=access)
    _record_promise(standby, unit.stay.host, is_given=True)
    audit.record(by, "standby.begun", standby, unit=unit.pk)
    return standby


@transaction.atomic
def stand_down(*, standby: Standby, by: User) -> None:
    """Promised no more. What was lent of it in an emergency stays lent."""
    require(by, "emergency_standby.stand_down", standby)

    locked = Standby.objects.select_for_update().filter(pk=standby.pk).first()
    if locked is None:  # pressed twice
        return
    _record_promise(locked, locked.unit.stay.host, is_given=False)
    audit.record(by, "standby.ended", locked, unit=locked.unit_id)
    locked.delete()


@transaction.atomic
def end_standbys_at(offer: Offer) -> None:
    """The home was erased with its address: no emergency is near it, so nobody would be called."""
    _end_all_at(offer, offer.host)


@transaction.atomic
def end_standbys_of_former_host(offer: Offer, before: User) -> None:
    """Somebody else hosts now, and has promised nothing."""
    _end_all_at(offer, before)


def _end_all_at(offer: Offer, host: User) -> None:
    rows = Standby.objects.select_for_update(of=("self",))  # units are locked before, or not at all
    for standby in rows.filter(unit__stay=offer.pk):
        _record_promise(standby, host, is_given=False)
        audit.record(SYSTEM, "standby.ended", standby, unit=standby.unit_id)
        standby.delete()


def _record_promise(standby: Standby, host: User, *, is_given: bool) -> None:
    record_consent(person=host, purpose=PROMISED_HOME, subject=standby.public_id, is_given=is_given)


@transaction.atomic
def call_standbys(*, activation: Activation, by: Actor) -> int:
    """Ask whoever promised a home here, each host in one letter and once."""
    require(by, "emergency_standby.call_standbys", activation)

    activation = Activation.objects.locked(activation.pk)
    if not activation.takes_requests:
        return 0
    standbys = Standby.objects.to_call(activation).select_related("unit__stay__host")
    standbys = standbys.select_for_update(of=("self",))  # none is taken back meanwhile

    called = [StandbyCall(standby=one, activation=activation) for one in standbys]
    hosts = {call.standby.unit.stay.host for call in called}
    StandbyCall.objects.bulk_create(called)

    for host in sorted(hosts, key=lambda host: host.pk):
        call_standby(host, activation)
    return len(called)


@transaction.atomic
def answer_call(
    *, standby: Standby, activation: Activation, dates: DateRange, by: User
) -> HousingOffer:
    """Lend it on these dates, within those of the emergency, with the key as promised.

    Raises LentTooLongError and what `lend_unit` raises.
    """
    bounds = activation.until_the_end
    if dates.check_in < bounds.check_in or dates.check_out > bounds.check_out:
        raise LentTooLongError(day=format_day(bounds.check_out))
    return lend_unit(
        activation=activation,
        unit=standby.unit,
        dates=dates,
        access_mode=AccessMode(standby.access_mode),
        access_hours=standby.access_hours,
        key=uuid4(),
        by=by,
    )
