"""A person leaves for good: whatever waits for them is ended, and the others hear of it."""

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from commons.accounts.models import User
from commons.organisations.actions import lock_organisations_of
from commons.organisations.models import Mandate
from core.permissions import SYSTEM
from hosting.communities.actions.departures import leave_community
from hosting.communities.actions.founding import withdraw_founding_request
from hosting.communities.actions.membership_states import lock_membership
from hosting.communities.models.communities import Membership, MembershipChange, Sponsorship
from hosting.communities.models.founding import FoundingMember, FoundingRequest
from hosting.communities.models.sponsor_invitations import SponsorInvitation
from hosting.communities.states import MembershipState
from hosting.erasure.actions.host_data import erase_host_data
from hosting.erasure.selectors import kept_for_colleagues, received_on
from hosting.offers.actions.offers import withdraw_offer
from hosting.offers.models.attestations import Attestation
from hosting.offers.models.offers import Offer
from hosting.offers.states import OfferState
from hosting.requests.actions.agreements import cancel_agreement
from hosting.requests.actions.requests import decline_request, withdraw_request
from hosting.requests.models.agreements import Agreement, AgreementContacts
from hosting.requests.models.requests import Request
from hosting.requests.models.saved_replies import SavedReply
from hosting.requests.states import OPEN_STATES, RequestState


@transaction.atomic
def close_account_data(person: User) -> None:
    """Each step asks for itself whether this person may. What has begun goes on to its end.

    Memberships are locked before offers, as everywhere: what is cancelled gives goods back, under
    the lock of their offer.

    Raises LastCoordinatorError: a community doesn't stay alone.
    """
    lock_organisations_of(person)
    present = Membership.objects.filter(person=person).exclude(state=MembershipState.LEFT)
    memberships = [lock_membership(membership) for membership in present.order_by("community_id")]
    # Agreements whose day hasn't come. Those of an organisation go on while others act for it, and
    # on the side of the host while one of them may take the offer over.
    sent_on = Exists(
        Mandate.objects.running()
        .exclude(person=person)
        .filter(organisation=OuterRef("on_behalf_of"))
    )
    begins = Q(check_in__gt=timezone.localdate()) | Q(starts_at__gt=timezone.now())
    party = (Q(host=person) & ~received_on("request__offer")) | (Q(guest=person) & ~sent_on)
    agreed = Agreement.objects.filter(begins, party, request__state=RequestState.AGREED)
    for agreement in list(agreed.select_related("request")):
        if agreement.request.swap_id is not None:
            agreement.request.refresh_from_db(fields=["state"])
            if not agreement.request.is_agreed:
                continue  # its other half was cancelled just now, and this one with it
        is_host = agreement.host_id == person.pk
        party_of = agreement.host_organisation_id if is_host else agreement.on_behalf_of_id
        cancel_agreement(agreement=agreement, by=person if party_of is None else SYSTEM)
    carried = AgreementContacts.objects.filter(agreement__on_behalf_of__isnull=False)
    carried.of_contact_person(person).update(guest_phone="", guest_email="")
    received = AgreementContacts.objects.filter(agreement__host_organisation__isnull=False)
    received.filter(agreement__host=person).update(host_phone="", host_email="")
    mine = Request.objects.filter(~sent_on, guest=person, state__in=OPEN_STATES)
    while request := mine.first():
        # One of a set takes the others with it. Who left it to colleagues ends it no longer.
        withdraw_request(request=request, by=SYSTEM if request.asker_left_at else person)
    asked = Request.objects.filter(~received_on("offer"), host=person, state__in=OPEN_STATES)
    while request := asked.first():
        decline_request(request=request, by=SYSTEM if request.host_organisation_id else person)
    # The own words of a group: of who asked, and those that no colleague of a host reads any more.
    described = Request.objects.filter(Q(guest=person) | (Q(host=person) & ~received_on("offer")))
    described.exclude(group_words="").update(group_words="")
    offers = Offer.objects.filter(host=person).exclude(kept_for_colleagues())
    for offer in offers.exclude(state=OfferState.WITHDRAWN):
        is_own = offer.on_behalf_of_id is None
        withdraw_offer(offer=offer.specific, by=person if is_own else SYSTEM)
    for membership in memberships:
        leave_community(membership=membership, by=person)
    for founding_request in FoundingRequest.objects.waiting().filter(asked_by=person):
        withdraw_founding_request(request=founding_request, by=person)
    FoundingRequest.objects.filter(asked_by=person).delete()
    FoundingMember.objects.filter(person=person).delete()
    either_side = Q(member=person) | Q(membership__person=person)
    by_address = Q(email=person.email) & ~Q(email="")
    SponsorInvitation.objects.filter(either_side | by_address).delete()
    # What they and others wrote about how they know each other, and why a state changed.
    Sponsorship.objects.filter(Q(sponsor=person) | Q(membership__person=person)).update(words="")
    MembershipChange.objects.filter(membership__person=person).update(reason="")
    SavedReply.objects.filter(host=person).delete()
    erase_host_data(person)
    Attestation.objects.filter(membership__person=person).delete()
