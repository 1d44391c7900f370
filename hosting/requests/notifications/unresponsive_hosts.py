"""What a host hears who let requests go out without a word."""

from commons.accounts.models import User
from commons.notifications.actions import notices
from hosting.communities.models.communities import Membership

MAIL = "requests/email/"


def remind_host(membership: Membership, by: User) -> None:
    _notify(membership, "host_nudged.txt", by=by.display_name)


def notify_host_of_pause(membership: Membership, reason: str, by: User) -> None:
    _notify(membership, "host_parked.txt", by=by.display_name, reason=reason)


def _notify(membership: Membership, template: str, **data: str) -> None:
    notices.notify(membership.person, MAIL + template, membership, **data)
