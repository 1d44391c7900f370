"""What candidates, members and coordinators hear of each other."""

from commons.accounts.models import User
from commons.accounts.permissions import Actor
from commons.notifications.actions import notices
from hosting.communities.models.communities import Membership

MAIL = "communities/email/"
SPONSOR_INVITED = MAIL + "sponsor_invited.txt"


def notify_coordinators_of_candidate(membership: Membership) -> None:
    _notify_coordinators(membership, "candidate_applied.txt")


def notify_candidate_of_sponsor(membership: Membership, sponsor: User) -> None:
    _notify(membership, "candidate_sponsored.txt", sponsor=sponsor.display_name)


def notify_member_of_sponsor_invitation(membership: Membership, member: User) -> None:
    notices.notify(member, SPONSOR_INVITED, membership)


def dismiss_sponsor_invitation(membership: Membership, member: User) -> None:
    """The member has answered: their notice is read."""
    notices.dismiss(member, SPONSOR_INVITED, membership)


def notify_candidate_of_refusal(membership: Membership, reason: str) -> None:
    template = MAIL + "candidate_refused.txt"
    notices.notify(membership.person, template, membership, {"reason": reason})


def notify_member_of_activation(membership: Membership) -> None:
    _notify(membership, "member_welcomed.txt")


def notify_member_of_reinstatement(membership: Membership) -> None:
    _notify(membership, "member_reinstated.txt")


def notify_member_of_charter(membership: Membership) -> None:
    _notify(membership, "charter_changed.txt")


def notify_founder(membership: Membership) -> None:
    _notify(membership, "community_founded.txt")


def tell_founder_that_it_is_public(membership: Membership) -> None:
    _notify(membership, "community_published.txt")


def notify_coordinators_of_leave(membership: Membership) -> None:
    _notify_coordinators(membership, "member_left.txt")


def notify_coordinator_of_task(membership: Membership) -> None:
    _notify(membership, "coordinator_named.txt")


def notify_coordinator_of_dismissal(membership: Membership, by: Actor) -> None:
    """Who stepped down by choice knows already. Anybody else reads who decided it."""
    if by != membership.person:
        name = by.display_name if isinstance(by, User) else ""
        _notify(membership, "coordinator_dismissed.txt", by=name)


def _notify(membership: Membership, template: str, **data: str) -> None:
    notices.notify(membership.person, MAIL + template, membership, **data)


def _notify_coordinators(membership: Membership, template: str) -> None:
    coordinators = Membership.objects.active().filter(
        community=membership.community_id, is_coordinator=True
    )
    for row in coordinators.exclude(person=membership.person_id).select_related("person"):
        notices.notify(row.person, MAIL + template, membership)
