"""In the name of a host somebody else answers only while their co-hosting runs."""

from __future__ import annotations

from django.db.models import Q

from commons.accounts.permissions import Actor
from commons.conversations.actions import remove_participant
from commons.conversations.models import Thread
from core.permissions import SYSTEM
from hosting.cohosts.errors import CoHostEndedError
from hosting.cohosts.models import CoHost
from hosting.offers.actions.host_mandates import require_speaker
from hosting.offers.states import OfferState
from hosting.requests.errors import HostWordEndedError
from hosting.requests.models.requests import Proposal, Request


def acts_as_host(request: Request, by: Actor) -> bool:
    """Whether somebody who passed `require` is on the side of the host.

    The caller has locked the request. The row of a co-host stays locked until the end of the
    transaction, so that their co-hosting doesn't end meanwhile. Raises CoHostEndedError.
    """
    if by is SYSTEM or by.pk in {request.host_id, request.guest_id}:
        return by is not SYSTEM and by.pk == request.host_id
    rows = CoHost.objects.answering(by).filter(offer=request.offer_id)
    if rows.select_for_update(of=("self",), no_key=True).first() is not None:
        return True
    if request.on_behalf_of_id is None:
        raise CoHostEndedError
    return False


def require_host_word(request: Request, by: Actor) -> None:
    """For an organisation its host, or who answers for them, acts while the host's mandate runs.

    Raises HostMandateEndedError.
    """
    if request.host_organisation is not None and by is not SYSTEM:
        require_speaker(request.host_organisation, request.host)


def require_closing_word(request: Request, by: Actor) -> None:
    """The same of who ends something, unless it has stayed with an earlier host for good: there
    nobody else on their side can. Raises HostMandateEndedError.
    """
    offer = request.offer
    is_left_behind = (
        offer.state == OfferState.WITHDRAWN
        or offer.host_id != request.host_id
        or offer.on_behalf_of_id != request.host_organisation_id
    )
    if not is_left_behind:
        require_host_word(request, by)


def require_word_of_host(proposal: Proposal) -> None:
    """What a co-host proposed counts while they answer for the host. Raises HostWordEndedError."""
    if proposal.for_host and not word_of_host_counts(proposal):
        host, name = proposal.request.host.display_name, proposal.by.display_name
        raise HostWordEndedError(name=name, host=host)


def word_of_host_counts(proposal: Proposal) -> bool:
    """Whether the host proposed this, or a co-host who still answers for them.

    The row of the co-host stays locked until the end of the transaction.
    """
    if not proposal.for_host:
        return proposal.is_by_host
    rows = CoHost.objects.answering(proposal.by).filter(offer=proposal.request.offer_id)
    return rows.select_for_update(of=("self",), no_key=True).first() is not None


def leave_conversations_of_offer(co_host: CoHost) -> None:
    """Of requests that others received or sent: what they wrote stays."""
    person = co_host.person
    if person is None:
        return
    own = Q(request__guest=person) | Q(request__host=person)
    threads = Thread.objects.filter(request__offer=co_host.offer_id).exclude(own)
    remove_participant(threads=threads, person=person)
