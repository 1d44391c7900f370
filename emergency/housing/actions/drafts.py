"""Drafts for everybody who waits: asked for, written by a job, and asked one by one or together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commons.accounts.models import User
from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from commons.outbox import actions as outbox
from core.errors import DomainError
from core.permissions import require
from core.states import require_transition
from emergency.activations.models.activations import Activation
from emergency.housing.actions.offers import lock_offer
from emergency.housing.actions.proposals import ask_host
from emergency.housing.actions.requests import lock_request
from emergency.housing.errors.drafts import NotAskedError, StaleDraftError, WeighingAlreadyError
from emergency.housing.models.drafts import Draft, MatchingRun
from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.proposals import Proposal
from emergency.housing.presenters.homes import FELT
from emergency.housing.selectors.matching_input import CurrentMarket
from emergency.housing.states.matching_runs import RUN_TRANSITIONS, RunState
from emergency.housing.tasks import weigh_queue
from emergency.intake.errors import IntakeClosedError


@dataclass(slots=True)
class DraftProposals:
    """What came of several drafts."""

    proposals: list[Proposal] = field(default_factory=list)
    refusals: list[DomainError] = field(default_factory=list)


@transaction.atomic
def request_matching_run(*, activation: Activation, by: User) -> MatchingRun:
    """Have everybody who waits weighed together; pressed twice it is one run.

    Raises IntakeClosedError, and WeighingAlreadyError while a colleague's run goes on.
    """
    require(by, "emergency_activations.coordinate_activation", activation)

    activation = Activation.objects.locked(activation.pk)
    if not activation.is_public:
        raise IntakeClosedError
    running = activation.runs.open().select_related("by").first()
    if running is not None and running.by_id != by.pk:
        raise WeighingAlreadyError(who=running.by.display_name)
    if running is not None:
        return running

    run = MatchingRun.objects.create(activation=activation, by=by)
    audit.record(by, "matching_run.asked", run)

    outbox.enqueue(weigh_queue, run_id=run.pk)
    return run


@transaction.atomic
def abandon_run(*, run: MatchingRun, by: Actor) -> MatchingRun:
    """Its worker is gone: the next press may begin anew, and a late worker writes nothing."""
    require(by, "emergency_housing.abandon_run", run)

    stuck = MatchingRun.objects.stuck().select_for_update().filter(pk=run.pk).first()
    if stuck is None:  # it came to its end since the list was made
        return run
    require_transition(RUN_TRANSITIONS, stuck.state, RunState.GIVEN_UP)

    stuck.state, stuck.ended_at = RunState.GIVEN_UP, timezone.now()
    stuck.save(update_fields=["state", "ended_at"])
    audit.record(by, "matching_run.given_up", stuck)
    return stuck


@transaction.atomic
def ask_by_draft(*, draft: Draft, by: User) -> Proposal:
    """Ask the host of a draft that is still true, and keep its reasons with the ask.

    Raises StaleDraftError, and whatever `ask_host` refuses.
    """
    require(by, "emergency_activations.coordinate_activation", draft.request)

    draft, offer = _locked(draft)
    why = CurrentMarket(draft.run.activation, [draft]).change_of(draft)
    if draft.proposal_id is not None:
        why = _("its host has already been asked")
    if why:
        raise StaleDraftError(reference=draft.request.reference, why=why)

    proposal = ask_host(request=draft.request, offer=offer, by=by, because=_reasons(draft))
    draft.proposal = proposal
    draft.save(update_fields=["proposal"])
    return proposal


def ask_by_drafts(*, drafts: Iterable[Draft], by: User) -> DraftProposals:
    """Each on its own: what one host's rules refuse keeps no other from being asked."""
    asked = DraftProposals()
    for draft in drafts:
        try:
            asked.proposals.append(ask_by_draft(draft=draft, by=by))
        except StaleDraftError as stale:
            asked.refusals.append(stale)
        except DomainError as refusal:
            why = str(refusal)
            asked.refusals.append(NotAskedError(reference=draft.request.reference, why=why))
    return asked


def _locked(draft: Draft) -> tuple[Draft, HousingOffer]:
    """The draft before its request and its home, as a new run replaces it before it reads them."""
    locked = Draft.objects.whole().select_for_update(of=("self",)).filter(pk=draft.pk).first()
    if locked is None or locked.offer is None:
        raise StaleDraftError(
            reference=draft.request.reference, why=_("matching has run again since")
        )
    locked.request, offer = lock_request(locked.request), lock_offer(locked.offer)
    locked.offer = offer
    return locked, offer


def _reasons(draft: Draft) -> dict[str, object]:
    run = draft.run
    return {
        **draft.explanation,
        "left_nearer": _left_nearer(draft) if draft.request.drives else None,
        "engine": run.engine,
        "version": run.version,
        "weights": run.weights,
        "weighed_at": run.asked_at.isoformat(),
    }


def _left_nearer(draft: Draft) -> int | None:
    """Minutes of a nearer home among the next best, that others need more."""
    explanation = draft.explanation
    nearer = [
        other["minutes"]
        for other in explanation["alternatives"]
        if other["minutes"] + FELT <= explanation["minutes"]
        and other["cost"]["contested"] > explanation["cost"]["contested"]
    ]
    return min(nearer, default=None)
