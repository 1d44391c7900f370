"""Jobs that actions hand over."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from emergency.housing.models.drafts import Draft, MatchingRun
from emergency.housing.models.requests import HousingRequest
from emergency.housing.selectors.matching_input import MatchingInput, matching_input, version_of
from emergency.housing.states.matching_runs import RunState
from emergency.matching.engine import match
from emergency.matching.results import Draft as Found
from emergency.matching.results import Outcome, Unmatched


@shared_task(name="emergency.weigh_queue")
def weigh_queue(*, run_id: int) -> None:
    """Weigh everybody who waits; a second worker with the same run finds nothing left to do.

    Killed on the way it has written nothing, and its promise becomes due again.
    """
    run = _begin(run_id)
    if run is None:
        return
    waiting = matching_input(run.activation)
    # Whoever looks at the page reads it while the rest is reckoned.
    run.requests, run.homes = len(waiting.requests), len(waiting.offers)
    run.left_out = waiting.left_out
    run.save(update_fields=["requests", "homes", "left_out"])
    _keep(run, waiting, match(waiting.market))


@transaction.atomic
def _begin(run_id: int) -> MatchingRun | None:
    rows = MatchingRun.objects.open().select_related("activation")
    run = rows.select_for_update(of=("self",)).filter(pk=run_id).first()
    if run is not None and run.state == RunState.WAITING:
        run.state, run.began_at = RunState.WEIGHING, timezone.now()
        run.save(update_fields=["state", "began_at"])
    return run


@transaction.atomic
def _keep(run: MatchingRun, waiting: MatchingInput, outcome: Outcome) -> None:
    """All drafts of the perimeter at once, in place of the old ones; or nothing of it."""
    if MatchingRun.objects.open().select_for_update().filter(pk=run.pk).first() is None:
        return  # a rival was faster, or the clock gave it up
    duty = run.activation.duties.on_duty().filter(person=run.by_id).first()
    if duty is not None:  # else nobody is left who would look at them
        Draft.objects.within(duty).delete()
        theirs = set(HousingRequest.objects.within(duty).values_list("pk", flat=True))
        # Whoever has a home first, each group in the order in which people come.
        demands = {one.reference: version_of(one) for one in waiting.market.demands}
        supplies = {one.reference: version_of(one) for one in waiting.market.supplies}
        everything: list[Found | Unmatched] = [*outcome.drafts, *outcome.unmatched]
        rows = [
            Draft(
                run=run,
                request=waiting.requests[found.demand],
                request_version=demands[found.demand],
                offer=waiting.offers[found.supply] if isinstance(found, Found) else None,
                offer_version=supplies[found.supply] if isinstance(found, Found) else "",
                explanation=_explained(found),
            )
            for found in everything
        ]
        Draft.objects.bulk_create(row for row in rows if row.request_id in theirs)
    run.engine, run.version = outcome.engine, outcome.version
    run.weights, run.envies = asdict(outcome.weights), [asdict(one) for one in outcome.envies]
    run.state, run.ended_at = RunState.DONE, timezone.now()
    run.save(update_fields=["engine", "version", "weights", "envies", "state", "ended_at"])


def _explained(found: Found | Unmatched) -> dict[str, Any]:
    """What the desk says of it, and what is kept with the ask that comes of it."""
    if isinstance(found, Unmatched):
        relaxations = [asdict(one) for one in found.relaxations]
        return {"blocking": found.blocking, "relaxations": relaxations}
    return {
        "minutes": found.minutes,
        "kilometres": found.kilometres,
        "rank": found.rank,
        "fitting": found.fitting,
        "cost": asdict(found.cost),
        "alternatives": [asdict(one) for one in found.alternatives],
    }
