"""What this app declares to the apps below it, once it starts."""

from __future__ import annotations

from typing import Any

from commons.accounts.models import User
from commons.notifications.categories import map_templates
from emergency.activations.models.activations import Activation
from emergency.activations.registries import (
    register_live_stays,
    register_open_cases,
    register_perimeter,
)
from emergency.housing.actions.intake import make_helper, make_offer, make_request
from emergency.housing.models.requests import HousingRequest
from emergency.housing.presenters.held_dates import placements_of_holds
from emergency.intake.choices import IntakeType
from emergency.intake.registries import register_maker
from hosting.calendar_conflicts.registries import hold_owners


@register_perimeter
def is_request_within_perimeter(person: User, subject: Any) -> bool | None:
    """Whether they look after the request that the subject is, or is about; None without one."""
    # A home belongs to no perimeter.
    is_request = isinstance(subject, HousingRequest)
    number = subject.pk if is_request else getattr(subject, "request_id", None)
    if number is None:
        return None
    return HousingRequest.objects.looked_after_by(person).filter(pk=number).exists()


@register_open_cases
def count_open_requests(activation: Activation) -> int:
    return activation.housing_requests.open().count()


@register_live_stays
def count_live_stays(activation: Activation) -> int:
    return activation.placements.live().count()


map_templates(
    "emergency_housing",
    "emergencies",
    "roof_tonight",
    "card_waits",
    "clocks_ran_out",
    "codes_asked",
    "wrong_codes",
    "roster_added",
    "appeal_made",
    "appeal_waits",
)
register_maker(IntakeType.REQUEST, make_request)
register_maker(IntakeType.OFFER, make_offer)
register_maker(IntakeType.HELPER, make_helper)
hold_owners.register(placements_of_holds)
