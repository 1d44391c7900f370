"""What a host hears who let requests go out without a word."""

from commons.accounts.models import User
from commons.notifications.actions import notices
from hosting.communities.models.communities import Membership

MAIL = "requests/email/"


def remind_host(membership: Membership, by: User) -> None:
    template = MAIL + "host_nudged.txt"
    notices.notify(membership.person, template, membership, by=by.display_name)


def notify_host_of_pause(membership: Membership, reason: str, by: User) -> None:
    template, words = MAIL + "host_parked.txt", {"reason": reason}
    notices.notify(membership.person, template, membership, words, by=by.display_name)
