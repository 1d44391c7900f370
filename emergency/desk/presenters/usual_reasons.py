"""Reasons that come up again and again: one press gives one, own words stay possible."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from emergency.housing.choices import CallReason
from emergency.housing.models.requests import HousingRequest

type Reasons = list[tuple[str, str]]  # what is written down, and what the coordinator reads

MISSING: Final = (
    _("We still need to know where you work."),
    _("We still need to know which nights you need."),
    _("We still need to know how many people are coming."),
    _("We couldn’t reach you. Please give us a phone number or email address."),
)
INELIGIBLE: Final = (
    _("Your job isn’t in one of the groups this emergency is for."),
    _("Your workplace isn’t in this territory."),
    _("Your employer couldn’t confirm that you work there."),
)
REFERRED: Final = (
    _("A hotel"),
    _("115 (emergency accommodation line)"),
    _("The town’s social services"),
    _("The person’s employer"),
)
UNMET: Final = (
    _("No home close enough"),
    _("No home big enough for the whole group"),
    _("No home that meets this person’s needs"),
    _("The person found a home without our help"),
)
TOO_FAR: Final = (
    _("The person accepts the longer journey"),
    _("Someone is giving the person a lift"),
    _("I know the route: it’s shorter than estimated"),
)


@dataclass(frozen=True, slots=True)
class UsualReasons:
    """By what is done with them."""

    calls: Reasons
    reading: Reasons
    missing: Reasons
    ineligible: Reasons
    referred: Reasons
    unmet: Reasons
    too_far: Reasons


def usual_reasons(request: HousingRequest) -> UsualReasons:
    """What the requester reads is written in the language in which they asked."""
    calls = [one for one in CallReason if one is not CallReason.OTHER]
    with override(request.submission.language):
        missing, ineligible = [str(one) for one in MISSING], [str(one) for one in INELIGIBLE]
    return UsualReasons(
        calls=[(one.value, str(one.label)) for one in calls],
        reading=[(str(one.label), str(one.label)) for one in calls],
        missing=list(zip(missing, map(str, MISSING), strict=True)),
        ineligible=list(zip(ineligible, map(str, INELIGIBLE), strict=True)),
        referred=[(str(one), str(one)) for one in REFERRED],
        unmet=[(str(one), str(one)) for one in UNMET],
        too_far=[(str(one), str(one)) for one in TOO_FAR],
    )
