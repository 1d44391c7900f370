"""A person leaves for good: whatever waits for them is ended, and the others hear of it."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from commons.accounts.models import User
from hosting.actions.agreements import cancel_agreement
from hosting.actions.departures import leave_community
from hosting.actions.offers import withdraw_offer
from hosting.actions.requests import decline_request, withdraw_request
from hosting.enums import MembershipState, OfferState, RequestState
from hosting.models import Agreement, Attestation, Membership, Offer, Request

WAITING = (RequestState.SENT, RequestState.TENTATIVE, RequestState.HELD)


@transaction.atomic
def let_go_of(person: User) -> None:
    """Each step asks for itself whether this person may. What has begun goes on to its end.

    Raises LastCoordinatorError: a community doesn't stay alone.
    """
    for agreement in _ahead_of(person):
        cancel_agreement(agreement=agreement, by=person)
    while asked := Request.objects.filter(guest=person, state__in=WAITING).first():
        withdraw_request(request=asked, by=person)  # one of a set takes the others with it
    while asked := Request.objects.filter(host=person, state__in=WAITING).first():
        decline_request(request=asked, by=person)
    for offer in Offer.objects.of_host(person).exclude(state=OfferState.WITHDRAWN):
        withdraw_offer(offer=offer.specific, by=person)
    for membership in Membership.objects.filter(person=person).exclude(state=MembershipState.LEFT):
        leave_community(membership=membership, by=person)
    Attestation.objects.filter(membership__person=person).delete()


def _ahead_of(person: User) -> list[Agreement]:
    """Agreements whose day hasn't come."""
    begins = Q(check_in__gt=timezone.localdate()) | Q(starts_at__gt=timezone.now())
    party = Q(host=person) | Q(guest=person)
    agreed = Agreement.objects.filter(begins, party, request__state=RequestState.AGREED)
    return list(agreed.select_related("request"))
