"""What a member hears of what was checked, and coordinators of what should be looked at again."""

from commons.accounts.actions import notices
from commons.accounts.models import User
from hosting.models import Attestation, Membership

MAIL = "hosting/email/"


def tell_member_of_attestation(attestation: Attestation) -> None:
    _tell(attestation.membership.person, "attestation_given.txt", attestation)


def tell_member_of_revocation(attestation: Attestation, by: User) -> None:
    person = attestation.membership.person
    notices.tell(person, MAIL + "attestation_revoked.txt", attestation, by=by.display_name)


def tell_of_end(attestation: Attestation) -> None:
    """The member, and every coordinator who may look."""
    member = attestation.membership
    _tell(member.person, "attestation_ends.txt", attestation)
    coordinators = Membership.objects.active().filter(
        community=member.community_id, is_coordinator=True
    )
    for row in coordinators.exclude(person=member.person_id).select_related("person"):
        _tell(row.person, "attestation_ends.txt", attestation)


def _tell(person: User, template: str, attestation: Attestation) -> None:
    notices.tell(person, MAIL + template, attestation)
