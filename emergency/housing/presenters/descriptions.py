"""What a request needs and what a home has, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.requests import HousingRequest
from emergency.housing.states.offers import Presence

if TYPE_CHECKING:
    from collections.abc import Iterable


def needs_of(request: HousingRequest) -> list[str]:
    """Hard conditions, in words."""
    conditions = {
        _("with children: a coordinator decides"): request.with_minors,
        _("step-free"): request.step_free,
        _("with a pet"): request.pets,
        _("smokes indoors"): request.smokes,
    }
    needs = [words for words, is_so in conditions.items() if is_so] + beds_in_words(request)
    if request.avoids:
        needs.append(_("can’t live with: %(things)s") % {"things": join_presences(request.avoids)})
    way = f"{request.get_travel_mode_display()}, {request.travel_minutes} min"
    return [way, request.get_household_display(), *needs]


def presences_in_words(offer: HousingOffer) -> str:
    """What some people can't live with, as far as the host was asked."""
    if offer.presences is None:
        return _("not asked: there may be animals or smoking")
    presences = [*offer.presences]
    if offer.smoking and Presence.SMOKE not in presences:
        presences.append(Presence.SMOKE)
    return join_presences(presences) or _("no animals, no smoking indoors")


def join_presences(presences: Iterable[str]) -> str:
    """The labels, which begin with a capital in the form, as they stand within a sentence."""
    labels = [str(Presence(one).label) for one in presences]
    return ", ".join(f"{label[:1].lower()}{label[1:]}" for label in labels)


def beds_of_home(offer: HousingOffer) -> str:
    """Double beds and cots, in words; empty where there are none."""
    double, cots = offer.double_beds, offer.cots
    words = [
        (double, ngettext("%(number)s double bed", "%(number)s double beds", double)),
        (cots, ngettext("%(number)s cot", "%(number)s cots", cots)),
    ]
    return " · ".join(text % {"number": number} for number, text in words if number)


def beds_in_words(request: HousingRequest) -> list[str]:
    """What isn't a bed for each."""
    cots = ngettext("%(number)s cot", "%(number)s cots", request.infants)
    shared = [_("two people share a bed")] if request.share_bed else []
    return shared + ([cots % {"number": request.infants}] if request.infants else [])
