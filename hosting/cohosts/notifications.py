"""What a host and a co-host hear of each other."""

from __future__ import annotations

from typing import Final

from commons.accounts.models import User
from commons.accounts.permissions import Actor
from commons.notifications.actions import notices
from hosting.cohosts.models import CoHost

MAIL: Final = "cohosts/email/"
INVITED: Final = f"{MAIL}co_host_invited.txt"
ACCEPTED: Final = f"{MAIL}co_host_accepted.txt"
ENDED: Final = f"{MAIL}co_host_ended.txt"
CHANGED: Final = f"{MAIL}co_host_changed.txt"
LEFT: Final = f"{MAIL}co_host_left.txt"


def notify_of_invitation(co_host: CoHost, person: User) -> None:
    notices.notify(person, INVITED, co_host)


def dismiss_invitation(co_host: CoHost) -> None:
    """It has been answered, or taken back."""
    notices.dismiss_for_all(INVITED, co_host)


def notify_host_of_acceptance(co_host: CoHost) -> None:
    notices.notify(co_host.offer.host, ACCEPTED, co_host)


def notify_of_scopes(co_host: CoHost) -> None:
    """What they do for the host has changed."""
    if co_host.person is not None:
        notices.notify(co_host.person, CHANGED, co_host)


def notify_of_end(co_host: CoHost, by: Actor) -> None:
    """The other one of the two; both, where neither ended it. Nobody who has left for good."""
    host, person = co_host.offer.host, co_host.person
    if host == person:  # they have taken the offer over
        return
    if by != host and host.is_active:
        notices.notify(host, LEFT, co_host, by=person.display_name if person else "")
    if person is not None and by != person and person.is_active:
        notices.notify(person, ENDED, co_host)
