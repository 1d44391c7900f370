"""A person leaves for good: whatever waits for them is ended, and the others hear of it."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from commons.accounts.models import User
from hosting.communities.actions.departures import leave_community
from hosting.communities.actions.founding import withdraw_founding_request
from hosting.communities.actions.membership_states import lock_membership
from hosting.communities.models.communities import Membership
from hosting.communities.models.founding import FoundingMember, FoundingRequest
from hosting.communities.models.sponsor_invitations import SponsorInvitation
from hosting.communities.states import MembershipState
from hosting.offers.actions.offers import withdraw_offer
from hosting.offers.models.attestations import Attestation
from hosting.offers.models.offers import Offer
from hosting.offers.states import OfferState
from hosting.requests.actions.agreements import cancel_agreement
from hosting.requests.actions.erasure import erase_host_data
from hosting.requests.actions.requests import decline_request, withdraw_request
from hosting.requests.models.agreements import Agreement
from hosting.requests.models.requests import Request
from hosting.requests.states import OPEN_STATES, RequestState


@transaction.atomic
def close_account_data(person: User) -> None:
    """Each step asks for itself whether this person may. What has begun goes on to its end.

    Memberships are locked before offers, as everywhere.

    Raises LastCoordinatorError: a community doesn't stay alone.
    """
    # Agreements whose day hasn't come.
    begins = Q(check_in__gt=timezone.localdate()) | Q(starts_at__gt=timezone.now())
    party = Q(host=person) | Q(guest=person)
    agreed = Agreement.objects.filter(begins, party, request__state=RequestState.AGREED)
    for agreement in list(agreed.select_related("request")):
        cancel_agreement(agreement=agreement, by=person)
    while request := Request.objects.filter(guest=person, state__in=OPEN_STATES).first():
        withdraw_request(request=request, by=person)  # one of a set takes the others with it
    while request := Request.objects.filter(host=person, state__in=OPEN_STATES).first():
        decline_request(request=request, by=person)
    present = Membership.objects.filter(person=person).exclude(state=MembershipState.LEFT)
    memberships = [lock_membership(membership) for membership in present.order_by("community_id")]
    for offer in Offer.objects.of_host(person).exclude(state=OfferState.WITHDRAWN):
        withdraw_offer(offer=offer.specific, by=person)
    for membership in memberships:
        leave_community(membership=membership, by=person)
    for founding_request in FoundingRequest.objects.waiting().filter(asked_by=person):
        withdraw_founding_request(request=founding_request, by=person)
    FoundingRequest.objects.filter(asked_by=person).delete()
    FoundingMember.objects.filter(person=person).delete()
    either_side = Q(member=person) | Q(membership__person=person)
    by_address = Q(email=person.email) & ~Q(email="")
    SponsorInvitation.objects.filter(either_side | by_address).delete()
    erase_host_data(person)
    Attestation.objects.filter(membership__person=person).delete()
