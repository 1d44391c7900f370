"""What a member hears of what was checked, and coordinators of what should be looked at again."""

from commons.accounts.models import User
from commons.notifications.actions import notices
from hosting.communities.models.communities import Membership
from hosting.offers.models.attestations import Attestation

MAIL = "offers/email/"


def notify_member_of_attestation(attestation: Attestation) -> None:
    _notify(attestation.membership.person, "attestation_given.txt", attestation)


def notify_member_of_revocation(attestation: Attestation, by: User) -> None:
    person = attestation.membership.person
    notices.notify(person, MAIL + "attestation_revoked.txt", attestation, by=by.display_name)


def notify_of_expiry(attestation: Attestation) -> None:
    """The member, and every coordinator who may look."""
    member = attestation.membership
    _notify(member.person, "attestation_ends.txt", attestation)
    coordinators = Membership.objects.active().filter(
        community=member.community_id, is_coordinator=True
    )
    for row in coordinators.exclude(person=member.person_id).select_related("person"):
        _notify(row.person, "attestation_ends.txt", attestation)


def _notify(person: User, template: str, attestation: Attestation) -> None:
    notices.notify(person, MAIL + template, attestation)
