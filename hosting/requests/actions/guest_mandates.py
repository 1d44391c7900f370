"""In the name of an organisation somebody asks, proposes and accepts only by a running mandate."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from commons.accounts.models import User
from commons.conversations.actions import add_participant, remove_participant
from commons.conversations.models import Participant, Thread
from commons.organisations.actions import lock_organisation
from commons.organisations.errors import MandateEndedError, OrganisationHiddenError
from commons.organisations.models import Organisation
from commons.organisations.rules import acts_for
from commons.organisations.selectors import people_acting_for
from hosting.cohosts.models import CoHost
from hosting.offers.actions.host_mandates import require_speaker
from hosting.requests.actions.host_side import acts_as_host, require_host_word
from hosting.requests.errors import GuestMandateEndedError, SetMandateEndedError
from hosting.requests.models.agreements import AgreementContacts
from hosting.requests.models.requests import Proposal, Request, RequestQuerySet


def require_mandate(organisation: Organisation | None, by: User) -> None:
    """The caller has locked the organisation, if there is one.

    Raises MandateEndedError, or OrganisationHiddenError while it is hidden after a report.
    """
    if organisation is None:
        return
    if not acts_for(by, organisation):
        raise MandateEndedError(organisation=organisation.name)
    _require_shown(organisation)


def require_signing_mandate(organisation: Organisation, proposal: Proposal, by: User) -> None:
    """Whoever of the guest's side makes this an agreement still acts for their organisation.

    Raises MandateEndedError, GuestMandateEndedError for the host, or OrganisationHiddenError.
    """
    _require_shown(organisation)
    if proposal.is_by_host:
        require_mandate(organisation, by)
    elif not acts_for(proposal.by, organisation):
        raise GuestMandateEndedError(organisation=organisation.name)


def require_held_mandate(request: Request, proposal: Proposal) -> None:
    """Who gave the word of an organisation in a joint request still acts for it at the last yes.

    The caller has locked the organisation. Raises SetMandateEndedError, OrganisationHiddenError or
    HostMandateEndedError.
    """
    if request.host_organisation is not None:
        require_host_signs(request)
    organisation = request.on_behalf_of
    if organisation is None:
        return
    _require_shown(organisation)
    if not acts_for(signer_for_guest(proposal, accepted_by(request, proposal)), organisation):
        raise SetMandateEndedError(organisation=organisation.name)


def require_host_signs(request: Request) -> None:
    """Whoever makes this an agreement, its host still acts for the organisation that hosts.

    Raises HostMandateEndedError or OrganisationHiddenError.
    """
    if request.host_organisation is not None:
        require_speaker(request.host_organisation, request.host)
        _require_shown(request.host_organisation)


def _require_shown(organisation: Organisation) -> None:
    """As it is behind the lock, whatever was read before."""
    if not Organisation.objects.shown().filter(pk=organisation.pk).exists():
        raise OrganisationHiddenError


def accepted_by(request: Request, proposal: Proposal) -> User:
    """Who said yes to what is held; of older rows the two who had asked and been asked."""
    return proposal.accepted_by or (request.guest if proposal.is_by_host else request.host)


def signer_for_guest(proposal: Proposal, by: User) -> User:
    """Who gave the word of the guest's side: by saying yes, else by proposing."""
    return by if proposal.is_by_host else proposal.by


def take_seat(request: Request, by: User, *, for_host: bool) -> None:
    """Whoever writes, proposes or accepts for one of the two hears of the request from then on.

    The caller has locked the organisation. Who asked and acts for it no longer leaves with that.
    """
    if for_host and by.pk != request.host_id:
        add_participant(thread=request.thread, person=by)
    if for_host or request.on_behalf_of is None:
        return
    if by.pk != request.guest_id:
        add_participant(thread=request.thread, person=by)
        if not acts_for(request.guest, request.on_behalf_of):
            leave_to_colleagues(Request.objects.filter(pk=request.pk), request.guest)
    elif request.asker_left_at is not None and acts_for(by, request.on_behalf_of):
        add_participant(thread=request.thread, person=by)
        Request.objects.filter(pk=request.pk).update(asker_left_at=None)


@transaction.atomic
def join_conversation(request: Request, by: User) -> None:
    """A colleague joins before they write, or a co-host: no mandate ends meanwhile.

    Raises MandateEndedError, CoHostEndedError or HostMandateEndedError.
    """
    if by.pk == request.host_id:
        require_host_word(request, by)
        return
    if by.pk == request.guest_id and request.asker_left_at is None:
        return
    lock_organisation(request.on_behalf_of)
    for_host = acts_as_host(request, by)
    if not for_host:
        require_mandate(request.on_behalf_of, by)
    take_seat(request, by, for_host=for_host)


def leave_to_colleagues(requests: RequestQuerySet, asker: User) -> None:
    """Who asked for these reads no further, hears no more, and ends nothing any more."""
    left = requests.filter(asker_left_at=None)
    remove_participant(threads=Thread.objects.filter(request__in=left), person=asker)
    left.update(asker_left_at=timezone.now())


def follow_end_of_mandate(organisation: int, person: User) -> None:
    """Who acts for it no longer leaves the conversations of others, with what they wrote.

    They leave their own where a colleague takes part, and their telephone and address are no
    longer those of the organisation. Who answers for the host keeps that seat: it was never one of
    the organisation.
    """
    asked = Request.objects.filter(on_behalf_of=organisation)
    answered = CoHost.objects.answering(person).order_by().values("offer")
    others = asked.exclude(Q(guest=person) | Q(host=person) | Q(offer__in=answered))
    remove_participant(threads=Thread.objects.filter(request__in=others), person=person)
    acting = people_acting_for(organisation).exclude(pk=person.pk).order_by()
    colleagues = Participant.objects.filter(thread=OuterRef("thread"), person__in=acting)
    colleagues = colleagues.exclude(person=OuterRef("host"))
    leave_to_colleagues(asked.filter(Exists(colleagues), guest=person), person)
    contacts = AgreementContacts.objects.filter(agreement__on_behalf_of=organisation)
    contacts.of_contact_person(person).update(guest_phone="", guest_email="")
