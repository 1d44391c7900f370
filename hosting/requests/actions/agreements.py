"""Agreements: made when two people are of one mind, then kept, cancelled, or nobody comes.

Contact details are copied when an agreement is made, and erased when its time is over.
"""

from django.db import transaction
from django.utils import timezone
from phonenumber_field.phonenumber import PhoneNumber

from commons.accounts.models import User
from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from commons.organisations.rules import acts_for
from core.permissions import SYSTEM, require
from core.states import require_transition
from hosting.calendars.actions.holds import release_hold
from hosting.calendars.models import Hold
from hosting.offers.models.places import Place
from hosting.requests.actions.guest_mandates import signer_for_guest
from hosting.requests.actions.host_side import require_closing_word
from hosting.requests.actions.request_states import lock_swap, transition_request
from hosting.requests.errors import NoShowTooEarlyError
from hosting.requests.models.agreements import Agreement, AgreementContacts
from hosting.requests.models.requests import SHARED_TERMS, Proposal, Request
from hosting.requests.notifications import requests as notifications
from hosting.requests.rules import reads_as_host
from hosting.requests.signals import organisation_agreed
from hosting.requests.states import REQUEST_TRANSITIONS, ProposalState, RequestState


def create_agreement(
    request: Request, proposal: Proposal, hold: Hold | None, by: User
) -> Agreement:
    """Make the agreement. The caller holds the locks and has taken nights, seats or goods."""
    session = proposal.session
    organisation = request.on_behalf_of
    signer = signer_for_guest(proposal, by) if organisation else None
    agreement = Agreement(
        request=request,
        hold=hold,
        host=request.host,
        guest=request.guest,
        host_name=request.host.signature,
        guest_name=request.guest.signature,
        on_behalf_of=organisation,
        organisation_name=request.asked_as,
        organisation_identifiers=request.asked_with,
        represented_by=signer.signature if signer else "",
        **_host_organisation(request),
        contract_party=request.offer.legal_status_of(request.host_organisation),
        offer_title=request.offer.title,
        unit_name=proposal.unit.name if proposal.unit else "",
        starts_at=session.starts_at if session else None,
        ends_at=session.ends_at if session else None,
        total=proposal.total,
        conditions=proposal.conditions,
        cancellation=proposal.cancellation,
        agreed_at=timezone.now(),
        **{field: getattr(proposal, field) for field in SHARED_TERMS},
    )
    agreement.save()
    freeze_contacts(agreement, signer=signer)
    proposal.state, proposal.hold, proposal.accepted_by = ProposalState.AGREED, None, by
    proposal.save(update_fields=["state", "hold", "accepted_by"])
    transition_request(request, RequestState.AGREED)
    audit.record(
        by,
        "proposal.agreed",
        proposal,
        **({"on_behalf_of": organisation.pk} if organisation else {}),
    )

    if agreement.on_behalf_of_id is not None:
        organisation_agreed.send(sender=Agreement, agreement=agreement)
    notifications.dismiss_proposal_notices(request)
    notifications.dismiss_request_notices(request)
    notifications.notify_both_of_agreement(agreement)
    return agreement


def _host_organisation(request: Request) -> dict[str, object]:
    """As it is called today: unlike that of the guest, it stands on the page of the offer."""
    organisation = request.host_organisation
    if organisation is None:
        return {}
    return {
        "host_organisation": organisation,
        "host_organisation_name": organisation.name,
        "host_organisation_identifiers": organisation.identifiers_in_words,
    }


def freeze_contacts(agreement: Agreement, *, signer: User | None = None) -> AgreementContacts:
    """Copy what the two parties may know of each other; later changes reach nobody.

    `signer`: of an organisation, and its contact where who asked acts for it no longer.
    """
    place: Place | None = agreement.request.offer.place
    guest = agreement.guest
    if signer is not None and not acts_for(guest, agreement.on_behalf_of):
        guest = signer
    contacts = AgreementContacts(
        agreement=agreement,
        contact_person=guest,
        host_phone=phone_of(agreement.host),
        host_email=agreement.host.email,
        guest_phone=phone_of(guest),
        guest_email=guest.email,
    )
    if place is not None:
        contacts.address, contacts.directions = place.address, place.directions
        contacts.locality = place.locality.name
        contacts.latitude, contacts.longitude = place.exact_latitude, place.exact_longitude
    contacts.save()
    return contacts


@transaction.atomic
def cancel_agreement(*, agreement: Agreement, by: Actor) -> Agreement:
    """Give nights, seats or goods back. Terms and names stay readable for both.

    Of a swap both agreements are cancelled, unless the other stay is over already. Raises
    HostMandateEndedError.
    """
    require(by, "requests.cancel_agreement", agreement.request)

    agreement = _locked(agreement, RequestState.CANCELLED)
    _require_host_word(agreement, by)

    _cancel_one(agreement, by)
    other = agreement.request.counterpart
    if other is not None and other.is_agreed:
        _cancel_one(_locked(other.agreement, RequestState.CANCELLED), by)
    return agreement


def _cancel_one(agreement: Agreement, by: Actor) -> None:
    _close_agreement(agreement, RequestState.CANCELLED)
    if agreement.hold is not None:
        release_hold(hold=agreement.hold)
    audit.record(by, "agreement.cancelled", agreement)

    notifications.notify_both_of_cancellation(agreement, by)


@transaction.atomic
def complete_agreement(*, agreement: Agreement, by: Actor) -> Agreement:
    """The days are over: both are invited to leave a note."""
    require(by, "requests.complete_agreement", agreement.request)

    agreement = _locked(agreement, RequestState.COMPLETED)

    _close_agreement(agreement, RequestState.COMPLETED)
    audit.record(by, "agreement.completed", agreement)

    notifications.invite_notes(agreement)
    return agreement


@transaction.atomic
def report_hand_over(*, agreement: Agreement, by: User) -> Agreement:
    """The guest has the goods: from now on nothing of them goes back into stock."""
    require(by, "requests.report_hand_over", agreement.request)

    agreement = _locked(agreement, RequestState.COMPLETED)
    _require_host_word(agreement, by)

    _close_agreement(agreement, RequestState.COMPLETED)
    audit.record(by, "agreement.handed_over", agreement)

    notifications.invite_notes(agreement)
    return agreement


@transaction.atomic
def report_no_show(*, agreement: Agreement, by: Actor) -> Agreement:
    """Nobody came. The nights that lie ahead are free again, and goods are back in stock.

    Raises NoShowTooEarlyError before the day has come.
    """
    require(by, "requests.report_no_show", agreement.request)

    agreement = _locked(agreement, RequestState.NO_SHOW)
    _require_host_word(agreement, by)
    if not agreement.has_begun:
        raise NoShowTooEarlyError

    _close_agreement(agreement, RequestState.NO_SHOW)
    if agreement.hold is not None:
        release_hold(hold=agreement.hold)
    audit.record(by, "agreement.no_show", agreement)

    notifications.notify_guest_of_no_show(agreement)
    return agreement


@transaction.atomic
def erase_contacts(*, contacts: AgreementContacts, by: Actor) -> None:
    """The agreement keeps its terms and the names of that day."""
    require(by, "requests.erase_contacts", contacts.agreement.request)

    audit.record(by, "agreement.contacts_erased", contacts.agreement)
    contacts.delete()


def _require_host_word(agreement: Agreement, by: Actor) -> None:
    """Of the host's side. Raises HostMandateEndedError."""
    request = agreement.request
    if request.host_organisation is None or by is SYSTEM:
        return
    if reads_as_host(request, by):
        require_closing_word(request, by)


def _locked(agreement: Agreement, new: RequestState) -> Agreement:
    """With the request under lock, which guards its state and this row alike."""
    lock_swap(agreement.request)
    request = Request.objects.locked(agreement.request_id, no_key=True)
    require_transition(REQUEST_TRANSITIONS, request.state, new)
    agreement = Agreement.objects.select_related("hold").get(pk=agreement.pk)
    agreement.request = request
    return agreement


def _close_agreement(agreement: Agreement, state: RequestState) -> None:
    """RFC 5545 asks for a new sequence number when what was agreed changes."""
    agreement.sequence += 1
    agreement.save(update_fields=["sequence"])
    transition_request(agreement.request, state)


def phone_of(person: User) -> str:
    """As an agreement shows it: with its country; empty where none was given."""
    return person.phone.as_international if isinstance(person.phone, PhoneNumber) else ""
