"""What a change of the switch would do, and to how many, in sentences."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from django.db.models import Sum
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.text.formatting import format_day
from emergency.activations.models.activations import Activation
from emergency.activations.states.switching import SwitchChange
from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.requests import HousingRequest
from emergency.housing.states.offers import OVER
from emergency.standby.models import Standby

MOST_NAMES: Final = 8


def consequences_of(
    activation: Activation, change: str, *, review_on: date | None = None
) -> list[str]:
    """What this change does and to how many, a sentence each."""
    return {
        SwitchChange.DECLARE: _of_declaring,
        SwitchChange.END: _of_ending,
        SwitchChange.REOPEN: _of_reopening,
        SwitchChange.CLOSE: _of_closing,
    }[SwitchChange(change)](activation, review_on or activation.review_on)


def _of_declaring(activation: Activation, review_on: date | None) -> list[str]:
    opening = [
        _pages(activation),
        _("Everyone can ask for a roof, lend one or help from then on."),
        _on_duty(activation),
    ]
    # Those who promised a home beforehand, and those who lent one here before.
    standbys = Standby.objects.to_call(activation).order_by()
    promised = standbys.values("unit__stay__host").distinct().count()
    lent = HousingOffer.objects.to_call_again(activation).count()
    return [
        *opening,
        ngettext(
            "%(count)s host who promised a home here gets an email.",
            "%(count)s hosts who promised a home here get an email.",
            promised,
        )
        % {"count": promised},
        ngettext(
            "%(count)s home was lent here in an earlier emergency: its host is asked again.",
            "%(count)s homes were lent here in an earlier emergency: their hosts are asked again.",
            lent,
        )
        % {"count": lent},
        _("No other member gets an email."),
        *_days(activation, review_on),
    ]


def _of_ending(activation: Activation, _review: date | None) -> list[str]:
    # Said only where somebody is housed or about to be.
    keeping_roofs = []
    if activation.placements.live().exists():
        keeping_roofs.append(_("Everyone housed keeps their roof."))
    return [
        _("No one can ask for a roof, lend one or help from then on. Every page says so."),
        *_those_in_it(activation),
        _("People with a reference still reach their page."),
        *keeping_roofs,
        _on_duty(activation),
        _("It can be reopened for 24 hours after that."),
    ]


def _of_reopening(activation: Activation, review_on: date | None) -> list[str]:
    return [
        _pages(activation),
        _("Everyone can ask for a roof, lend one or help again."),
        *_those_in_it(activation),
        _on_duty(activation),
        *_days(activation, review_on),
    ]


def _of_closing(activation: Activation, _review: date | None) -> list[str]:
    forgotten = activation.today() + timedelta(days=activation.kept_days)
    return [
        _("Its pages go offline. It can’t be reopened."),
        *_those_in_it(activation),
        _on_duty(activation),
        _("On %(day)s everyone in it is forgotten, and only figures are left.")
        % {"day": format_day(forgotten, year=True)},
    ]


def _pages(activation: Activation) -> str:
    if activation.is_drill:
        return _("Every page of this site shows a banner that says it is an exercise.")
    return _("Every page of this site shows a banner that leads to the forms.")


def _on_duty(activation: Activation) -> str:
    duties = activation.duties.on_duty().select_related("person").order_by("pk")
    names = [duty.person.display_name for duty in duties]
    words = ngettext(
        "%(count)s coordinator is on duty and is notified by email: %(names)s.",
        "%(count)s coordinators are on duty and are notified by email: %(names)s.",
        len(names),
    )
    shown = names[:MOST_NAMES] + (["…"] if len(names) > MOST_NAMES else [])
    return words % {"count": len(names), "names": get_text_list(shown, _("and"))}


def _days(activation: Activation, review_on: date | None) -> list[str]:
    days = []
    if review_on is not None:
        values = {"day": format_day(review_on, year=True)}
        days.append(_("Without a new decision it ends automatically after %(day)s.") % values)
    if activation.hard_end is not None:
        values = {"day": format_day(activation.hard_end, year=True)}
        days.append(_("The last stay ends on %(day)s.") % values)
    return days


def _those_in_it(activation: Activation) -> list[str]:
    requests = HousingRequest.objects.filter(activation=activation)
    open_requests = requests.open().count()
    waiting = requests.without_roof_tonight(activation.today())
    tonight = waiting.aggregate(people=Sum("people"))["people"] or 0
    homes = HousingOffer.objects.filter(activation=activation).exclude(state__in=OVER).count()
    stays = activation.placements.live().count()
    return [
        ngettext("%(count)s request is open.", "%(count)s requests are open.", open_requests)
        % {"count": open_requests},
        ngettext(
            "%(count)s person is waiting for a roof tonight.",
            "%(count)s people are waiting for a roof tonight.",
            tonight,
        )
        % {"count": tonight},
        ngettext(
            "%(count)s home is lent, ready or not.",
            "%(count)s homes are lent, ready or not.",
            homes,
        )
        % {"count": homes},
        ngettext(
            "%(count)s stay is agreed or under way.",
            "%(count)s stays are agreed or under way.",
            stays,
        )
        % {"count": stays},
    ]
