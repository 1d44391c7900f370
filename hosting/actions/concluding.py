"""Two people are of one mind: who agreed to what is frozen."""

from django.utils import timezone

from commons.accounts.actions import audit
from commons.accounts.models import User
from hosting.actions.request_states import turn_request
from hosting.enums import ProposalState, RequestState
from hosting.models import Agreement, Hold, Proposal, Request
from hosting.models.requests import WISHED
from hosting.notifications import requests as notifications
from hosting.signals import agreement_made


def conclude(request: Request, proposal: Proposal, hold: Hold | None, by: User) -> Agreement:
    """Make the agreement. The caller holds the locks and has taken the nights or seats."""
    agreement = _frozen(request, proposal, hold)
    agreement.save()
    proposal.state, proposal.hold = ProposalState.AGREED, None
    proposal.save(update_fields=["state", "hold"])
    turn_request(request, RequestState.AGREED)
    audit.record(by, "proposal.agreed", proposal)

    agreement_made.send(sender=Agreement, agreement=agreement)
    notifications.put_away_proposals(request)
    notifications.put_away_question(request)
    notifications.tell_other_of_agreement(agreement, by)
    return agreement


def _frozen(request: Request, proposal: Proposal, hold: Hold | None) -> Agreement:
    session = proposal.session
    return Agreement(
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
        **{field: getattr(proposal, field) for field in WISHED},
    )
