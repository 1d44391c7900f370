"""What has to hold for a request and a home: at the ask, and once more at the yes."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.text.formatting import format_day
from core.values.dates import DateRange
from emergency.housing.actions.verification import is_verified
from emergency.housing.errors.offers import (
    AccessMissingError,
    CheckTooLowError,
    NumberMissingError,
    StreetMissingError,
    WholeOnlyError,
)
from emergency.housing.errors.partners import LentOnError
from emergency.housing.errors.proposals import (
    BlockedPairError,
    DoesNotFitError,
    NightsPassedError,
    NotFreshError,
    RequestPastHardEndError,
    TooFarError,
)
from emergency.housing.errors.requests import NotVerifiedError
from emergency.housing.models.offers import HousingAddress, HousingOffer
from emergency.housing.models.proposals import BlockedPair
from emergency.housing.models.requests import HousingRequest
from emergency.housing.selectors.market import (
    avoids_of,
    beds_of,
    minutes_to_work,
    presences_of,
    sleepers_of,
)
from emergency.housing.states.offers import HostHousehold
from emergency.housing.states.requests import Household
from emergency.intake.errors import IntakeClosedError
from hosting.calendar_feeds.models import ForeignBlock


def require_fit(request: HousingRequest, offer: HousingOffer) -> DateRange:
    """The nights that are asked for; or the first thing that stands in the way, as a refusal."""
    require_safe(request, offer)
    require_found(offer)
    if offer.partner is not None:
        raise LentOnError(partner=offer.partner.name)
    if not offer.is_fresh:
        raise NotFreshError
    if not request.activation.is_public or offer.activation_id != request.activation_id:
        raise IntakeClosedError
    nights = request.nights_ahead
    if nights is None:
        raise NightsPassedError
    if why := what_does_not_fit(request, offer, nights):
        raise DoesNotFitError(why=why)
    return nights


def require_near(request: HousingRequest, offer: HousingOffer, *, despite: str) -> int | None:
    """Minutes to work where they are more than the requester said; nothing where they aren't.

    The way is reckoned without roads and timetables, so a coordinator who knows the place may
    ask all the same; the requester reads the minutes and decides. Raises TooFarError without
    the coordinator's reason.
    """
    minutes = minutes_to_work(request, offer)
    if minutes is None or minutes <= request.travel_minutes:
        return None
    if not despite.strip():
        raise TooFarError
    return minutes


def require_safe(request: HousingRequest, offer: HousingOffer) -> None:
    """Verified and checked at this very moment, with a key and an end."""
    if not is_verified(request):
        raise NotVerifiedError
    needed = request.activation.check_needed(shared=offer.is_shared)
    if offer.check_level < needed:
        raise CheckTooLowError(level=needed)
    if offer.lacks_hours:
        raise AccessMissingError
    end = request.activation.hard_end
    if end is not None and request.check_out > end:
        raise RequestPastHardEndError(day=format_day(end))
    if offer.is_shared and request.activation.whole_only:
        raise WholeOnlyError
    if BlockedPair.objects.filter(request=request, offer=offer).exists():
        raise BlockedPairError


def require_found(offer: HousingOffer) -> None:
    """Whoever is sent there finds the door, and somebody hands the key over.

    Raises StreetMissingError, NumberMissingError, AccessMissingError.
    """
    where = HousingAddress.objects.filter(offer=offer).first()
    if where is None or not where.address.strip():
        raise StreetMissingError
    if where.lacks_number:
        raise NumberMissingError
    if offer.lacks_hours:
        raise AccessMissingError


def what_does_not_fit(request: HousingRequest, offer: HousingOffer, nights: DateRange) -> str:
    """The first hard condition that isn't met, in words, or nothing.

    How many nights at least is asked by the form: whoever was let in, and waited or lost a roof,
    isn't refused for the nights that have passed.
    """
    window = offer.window
    # The empty nights after the stay, as the matching reckons: somebody cleans.
    gap = offer.activation.gap_nights
    left = nights.check_out + timedelta(days=gap)
    checks = (
        (
            window.check_in <= nights.check_in
            and nights.check_out <= window.check_out
            and not is_taken_elsewhere(offer, nights),
            _("the home isn’t free for all these nights"),
        ),
        (
            left <= window.check_out,
            ngettext(
                "the night left empty after the stay is no longer lent",
                "the %(gap)s nights left empty after the stay are no longer lent",
                gap,
            )
            % {"gap": gap},
        ),
        (beds_of(offer).fit(sleepers_of(request)), _("there aren’t enough beds for everyone")),
        (offer.step_free or not request.step_free, _("the home isn’t step-free")),
        (offer.takes_pets or not request.pets, _("pets aren’t allowed")),
        (offer.smoking or not request.smokes, _("smoking isn’t allowed indoors")),
        (
            not presences_of(offer) & avoids_of(request),
            _("the home has something the guest can’t live with"),
        ),
        (
            _suits_household(request, offer),
            _("the guest didn’t agree to live with this kind of household"),
        ),
    )
    return next((words for holds, words in checks if not holds), "")


def is_taken_elsewhere(offer: HousingOffer, nights: DateRange) -> bool:
    """Whether another calendar of its host's takes one of these nights of a unit of hosting."""
    if offer.unit_id is None:
        return False
    return ForeignBlock.objects.filter(unit=offer.unit_id).taken().during(nights).exists()


def _suits_household(request: HousingRequest, offer: HousingOffer) -> bool:
    """A preference about whom one lives with is a hard condition, never a wish."""
    if not offer.is_shared:
        return True
    if request.household == Household.WOMEN:
        return offer.household in {HostHousehold.WOMEN, HostHousehold.NONE}
    return request.household == Household.ANY
