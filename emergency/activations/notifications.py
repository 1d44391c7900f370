"""Notices for those on duty, about the emergency itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from zoneinfo import ZoneInfo

from commons.accounts.models import User
from commons.notifications.actions import notices
from emergency.activations.models.activations import Activation, Duty
from emergency.activations.models.switching import SwitchProposal

MAIL: Final = "emergency_activations/email/"
ACTIVATION_MOVED: Final = f"{MAIL}activation_moved.txt"
SWITCH_PROPOSED: Final = f"{MAIL}switch_proposed.txt"
SWITCH_CALLED_OFF: Final = f"{MAIL}switch_called_off.txt"
SWITCH_LAPSED: Final = f"{MAIL}switch_lapsed.txt"
PUT_ON_DUTY: Final = f"{MAIL}put_on_duty.txt"
PUT_THEMSELVES_ON_DUTY: Final = f"{MAIL}put_themselves_on_duty.txt"


def notify_coordinators(activation: Activation, template: str, **data: int | str) -> None:
    for duty in activation.duties.on_duty().select_related("person"):
        notices.notify(duty.person, template, activation, state=activation.state, **data)


def tell_of_switch(proposal: SwitchProposal, template: str, *, but: User | None = None) -> None:
    """To everybody on duty, except whoever did it (`but`)."""
    # When it takes effect or expires, on the clock of the territory, as ISO 8601.
    moment = proposal.takes_effect_at or proposal.expires_at
    zone = ZoneInfo(proposal.activation.timezone)
    words: dict[str, int | str] = {
        "change": proposal.change,
        "who": but.display_name if but else "",
        "until": moment.astimezone(zone).isoformat() if moment else "",
        "waits": int(not proposal.needs_second_person),
    }
    duties = proposal.activation.duties.on_duty().select_related("person")
    for duty in duties.exclude(person=but):
        notices.notify(duty.person, template, proposal.activation, **words)


def tell_of_own_duty(duty: Duty, rulers: Iterable[User]) -> None:
    """To everybody else on duty, and to `rulers`, who may confirm it: they named themselves."""
    colleagues = {one.person for one in duty.activation.duties.on_duty().select_related("person")}
    confirming, who = set(rulers), duty.person.display_name
    for person in sorted(colleagues | confirming, key=lambda one: one.pk):
        if person.pk != duty.person_id:
            may = int(person in confirming)
            notices.notify(
                person, PUT_THEMSELVES_ON_DUTY, duty.activation, who=who, may_confirm=may
            )


def tell_coordinator(duty: Duty, template: str) -> None:
    notices.notify(duty.person, template, duty.activation)
