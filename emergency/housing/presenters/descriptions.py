"""What a request needs and what a home has, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.requests import HousingRequest
from emergency.housing.states.offers import Presence


def needs_of(request: HousingRequest) -> list[str]:
    """Hard conditions, in words."""
    conditions = {
        _("with children: a person decides"): request.with_minors,
        _("without a step"): request.step_free,
        _("with an animal"): request.pets,
        _("smokes indoors"): request.smokes,
    }
    needs = [words for words, is_so in conditions.items() if is_so] + beds_in_words(request)
    avoided = [str(Presence(one).label) for one in request.avoids or ()]
    if avoided:
        needs.append(_("not with: %(things)s") % {"things": ", ".join(avoided)})
    way = f"{request.get_travel_mode_display()}, {request.travel_minutes} min"
    return [way, request.get_household_display(), *needs]


def presences_in_words(offer: HousingOffer) -> str:
    """What some people can't live with, as far as the host was asked."""
    if offer.presences is None:
        return _("not asked: anything may be there")
    labels = [str(Presence(one).label) for one in offer.presences]
    if offer.smoking and Presence.SMOKE not in offer.presences:
        labels.append(str(Presence.SMOKE.label))
    return ", ".join(labels) or _("none of this")


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
    shared = [_("two share a bed")] if request.share_bed else []
    return shared + ([cots % {"number": request.infants}] if request.infants else [])
