"""Two people are of one mind: who agreed to what is frozen."""

from django.utils import timezone

from commons.accounts.models import User
from commons.audit import actions as audit
from hosting.calendars.models import Hold
from hosting.requests.actions.contacts import freeze_contacts
from hosting.requests.actions.request_states import transition_request
from hosting.requests.models.agreements import Agreement
from hosting.requests.models.requests import SHARED_TERMS, Proposal, Request
from hosting.requests.notifications import requests as notifications
from hosting.requests.signals import agreement_made
from hosting.requests.states import ProposalState, RequestState


def create_agreement(
    request: Request, proposal: Proposal, hold: Hold | None, by: User
) -> Agreement:
    """Make the agreement. The caller holds the locks and has taken the nights or seats."""
    session = proposal.session
    agreement = Agreement(
        request=request,
        hold=hold,
        host=request.host,
        guest=request.guest,
        host_name=request.host.signature,
        guest_name=request.guest.signature,
        contract_party=request.offer.contract_party,
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
    freeze_contacts(agreement)
    proposal.state, proposal.hold = ProposalState.AGREED, None
    proposal.save(update_fields=["state", "hold"])
    transition_request(request, RequestState.AGREED)
    audit.record(by, "proposal.agreed", proposal)

    agreement_made.send(sender=Agreement, agreement=agreement)
    notifications.dismiss_proposal_notices(request)
    notifications.dismiss_request_notices(request)
    notifications.notify_both_of_agreement(agreement)
    return agreement
