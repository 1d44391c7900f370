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
        _("Once the emergency is open, anyone can ask for housing, lend a home or offer help."),
        _on_duty(activation),
    ]
    # Those who promised a home beforehand, and those who lent one here before.
    standbys = Standby.objects.to_call(activation).order_by()
    promised = standbys.values("unit__stay__host").distinct().count()
    lent = HousingOffer.objects.to_call_again(activation).count()
    hosts = []
    if promised:
        words = ngettext(
            "%(count)s host who promised a home here will get an email.",
            "%(count)s hosts who promised a home here will get an email.",
            promised,
        )
        hosts.append(words % {"count": promised})
    if lent:
        words = ngettext(
            "%(count)s home was lent here in an earlier emergency: its host "
            "will be asked to lend it again.",
            "%(count)s homes were lent here in an earlier emergency: their "
            "hosts will be asked to lend them again.",
            lent,
        )
        hosts.append(words % {"count": lent})
    return [
        *opening,
        *hosts,
        _("No other member will get an email."),
        *_days(activation, review_on),
    ]


def _of_ending(activation: Activation, _review: date | None) -> list[str]:
    # Said only where somebody is housed or about to be.
    keeping_roofs = []
    if activation.placements.live().exists():
        keeping_roofs.append(_("Stays that are agreed or under way will continue."))
    return [
        _(
            "No one will be able to ask for housing, lend a home or offer "
            "help any more. Every page will say so."
        ),
        *_those_in_it(activation),
        _("People with a reference will still be able to open their page."),
        *keeping_roofs,
        _on_duty(activation),
        _(
            "People who are waiting for a home, guests and hosts will be "
            "told by email or text message."
        ),
        _("You can reopen the emergency within the next 24 hours."),
    ]


def _of_reopening(activation: Activation, review_on: date | None) -> list[str]:
    return [
        _pages(activation),
        _("Anyone will be able to ask for housing, lend a home or offer help again."),
        *_those_in_it(activation),
        _on_duty(activation),
        *_days(activation, review_on),
    ]


def _of_closing(activation: Activation, _review: date | None) -> list[str]:
    forgotten = activation.today() + timedelta(days=activation.kept_days)
    return [
        _(
            "The emergency’s page and forms will go offline. The rules and "
            "the published figures will stay online. You won’t be able to "
            "reopen the emergency."
        ),
        *_those_in_it(activation),
        _on_duty(activation),
        _(
            "On %(day)s, the personal data of everyone involved will be "
            "deleted. Only figures will remain."
        )
        % {"day": format_day(forgotten)},
    ]


def _pages(activation: Activation) -> str:
    if activation.is_drill:
        return _("Every page of this site will show a banner saying this is a drill.")
    return _("Every page of this site will show a banner with links to the forms.")


def _on_duty(activation: Activation) -> str:
    duties = activation.duties.on_duty().select_related("person").order_by("pk")
    names = [duty.person.display_name for duty in duties]
    words = ngettext(
        "%(count)s coordinator is on duty and will be notified by email: %(names)s.",
        "%(count)s coordinators are on duty and will be notified by email: %(names)s.",
        len(names),
    )
    shown = names[:MOST_NAMES] + (["…"] if len(names) > MOST_NAMES else [])
    return words % {"count": len(names), "names": get_text_list(shown, _("and"))}


def _days(activation: Activation, review_on: date | None) -> list[str]:
    days = []
    if review_on is not None:
        values = {"day": format_day(review_on)}
        days.append(
            _("Without a new decision, the emergency will end automatically after %(day)s.")
            % values
        )
    if activation.hard_end is not None:
        values = {"day": format_day(activation.hard_end)}
        days.append(_("Every stay must end by %(day)s.") % values)
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
            "%(count)s person has nowhere to sleep tonight.",
            "%(count)s people have nowhere to sleep tonight.",
            tonight,
        )
        % {"count": tonight},
        ngettext(
            "%(count)s home is being lent, whether or not it’s ready yet.",
            "%(count)s homes are being lent, whether or not they’re ready yet.",
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
