"""What candidates, members and coordinators hear of each other."""

from commons.accounts.actions import notices
from commons.accounts.models import User
from commons.accounts.permissions import Actor
from hosting.models import Membership, Request

MAIL = "hosting/email/"


def tell_coordinators_of_candidate(membership: Membership) -> None:
    _tell_coordinators(membership, "candidate_applied.txt")


def tell_candidate_of_sponsor(membership: Membership, sponsor: User) -> None:
    _tell(membership, "candidate_sponsored.txt", sponsor=sponsor.display_name)


def tell_candidate_of_refusal(membership: Membership, reason: str) -> None:
    _tell(membership, "candidate_refused.txt", reason=reason)


def tell_member_of_welcome(membership: Membership) -> None:
    _tell(membership, "member_welcomed.txt")


def tell_member_of_return(membership: Membership) -> None:
    _tell(membership, "member_reinstated.txt")


def tell_member_of_charter(membership: Membership) -> None:
    _tell(membership, "charter_changed.txt")


def tell_founder(membership: Membership) -> None:
    _tell(membership, "community_founded.txt")


def tell_coordinators_of_leave(membership: Membership) -> None:
    _tell_coordinators(membership, "member_left.txt")


def tell_coordinator_of_task(membership: Membership) -> None:
    _tell(membership, "coordinator_named.txt")


def tell_coordinator_of_dismissal(membership: Membership, by: Actor) -> None:
    """Who stepped down by choice knows already."""
    if by != membership.person:
        _tell(membership, "coordinator_dismissed.txt")


def tell_guest_of_hidden_offer(request: Request) -> None:
    notices.tell(request.guest, MAIL + "offer_hidden.txt", request)


def _tell(membership: Membership, template: str, **data: str) -> None:
    notices.tell(membership.person, MAIL + template, membership, **data)


def _tell_coordinators(membership: Membership, template: str) -> None:
    coordinators = Membership.objects.active().filter(
        community=membership.community_id, is_coordinator=True
    )
    for row in coordinators.exclude(person=membership.person_id).select_related("person"):
        notices.tell(row.person, MAIL + template, membership)
