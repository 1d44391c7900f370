"""What a host hears who let requests go out without a word."""

from commons.accounts.actions import notices
from commons.accounts.models import User
from hosting.models import Membership

MAIL = "hosting/email/"


def nudge(membership: Membership, by: User) -> None:
    _tell(membership, "host_nudged.txt", by=by.display_name)


def tell_host_of_parking(membership: Membership, reason: str, by: User) -> None:
    _tell(membership, "host_parked.txt", by=by.display_name, reason=reason)


def _tell(membership: Membership, template: str, **data: str) -> None:
    notices.tell(membership.person, MAIL + template, membership, **data)
