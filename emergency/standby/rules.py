"""Who promises a home beforehand, and lends it."""

from __future__ import annotations

from typing import Any

import rules

from commons.accounts.rules import has_verified_email
from emergency.activations.models.actors import AnyVisitor
from emergency.housing.rules import lends_it
from emergency.intake.rules import bears_its_link
from hosting.offers.states import OfferState


@rules.predicate
def hosts_unit(person: AnyVisitor, unit: Any = None) -> bool:
    """The host of a stay that is published and open."""
    if unit is None or person.pk is None:
        return False
    stay = unit.stay
    return bool(stay.host_id == person.pk and stay.live and stay.state == OfferState.OPEN)


@rules.predicate
def promised_it(person: AnyVisitor, standby: Any = None) -> bool:
    """The host of the home, whether it is published just now or not."""
    if standby is None or person.pk is None:
        return False
    return bool(standby.unit.stay.host_id == person.pk)


rules.add_perm("emergency_standby.call_hosts_again", rules.always_deny)  # left to SYSTEM
rules.add_perm("emergency_standby.lend_again", bears_its_link | (rules.is_active & lends_it))
rules.add_perm("emergency_standby.lend_unit", rules.is_active & has_verified_email & hosts_unit)
rules.add_perm("emergency_standby.stand_down", rules.is_active & promised_it)
rules.add_perm("emergency_standby.call_standbys", rules.always_deny)  # left to SYSTEM
