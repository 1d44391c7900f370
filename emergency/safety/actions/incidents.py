"""A report on safety: told by anybody who is part of it, handled by those with that right."""

from __future__ import annotations

from dataclasses import asdict

from django.db import transaction
from django.utils import timezone

from commons.accounts.models import User
from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from core.permissions import require
from core.quotas.checks import require_recorded_quota
from core.states import IllegalTransitionError
from emergency.activations.actions.states import transition, write_event
from emergency.activations.choices import Noun
from emergency.activations.models.activations import Activation
from emergency.activations.models.actors import auditor, person_of, side_of
from emergency.activations.notifications import notify_coordinators
from emergency.activations.states.activations import ServiceStep
from emergency.housing import notifications
from emergency.housing.actions.requests import lock_request, require_reason
from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.requests import HousingRequest
from emergency.intake.models.parties import Acting, Party
from emergency.safety.errors import HasItAlreadyError, NotYoursError, TooManyReportsError
from emergency.safety.models import Incident, IncidentNote, IncidentReport
from emergency.safety.notifications import (
    LOOKED_AT,
    SAFETY_WAITS,
    WE_HAVE_IT,
    mail_reporter,
    notify_safety_readers,
)
from emergency.safety.states import INCIDENT_TRANSITIONS, About, IncidentState, Outcome


@transaction.atomic
def report_incident(
    *, subject: HousingRequest | HousingOffer, report: IncidentReport, by: Party | User
) -> Incident:
    """Told once, however often it is pressed; a person has it within half an hour, day and night.

    Raises TooManyReportsError.
    """
    require(by, "emergency_safety.report_incident", subject)

    request, offer = _pair(subject)
    if request is not None:
        lock_request(request)
    if known := Incident.objects.filter(key=report.key).first():
        return known
    require_recorded_quota(
        "emergency_incidents",
        subject.incidents.order_by().values_list("reported_at", flat=True),
        refusal=TooManyReportsError,
    )

    # As it was told, with half an hour until a person has it in hand.
    incident = Incident(
        activation=subject.activation,
        request=request,
        offer=offer,
        side=side_of(by),
        reported_by=person_of(by),
        against=request.owner if request and report.about == About.COORDINATION else None,
        due_at=subject.activation.due_at(ServiceStep.SAFEGUARDING, timezone.now()),
        **asdict(report) | {"words": report.words.strip()},
    )
    incident.save()
    write_event(incident, noun=Noun.INCIDENT, by=by)
    audit.record(auditor(by), "incident.told", incident)

    notify_safety_readers(incident)
    if isinstance(by, Party) and subject.contact is not None:
        notifications.mail_bearer(subject.submission, subject.contact, WE_HAVE_IT)
    return incident


@transaction.atomic
def take_incident(*, incident: Incident, by: User) -> Incident:
    """One of those with the right has it; the second to press is told who. HasItAlreadyError."""
    require(by, "emergency_safety.handle_incident", incident)

    incident = lock_incident(incident)
    if incident.owner is not None:
        raise HasItAlreadyError(who=incident.owner.display_name)

    incident.owner = by
    transition_incident(incident, IncidentState.TAKEN, by, also=("owner",))
    return incident


@transaction.atomic
def take_incident_over(*, incident: Incident, by: User) -> Incident:
    """A shift ends: a colleague goes on. It passes from person to person, never to nobody."""
    require(by, "emergency_safety.handle_incident", incident)

    incident = lock_incident(incident)
    if incident.state != IncidentState.TAKEN:
        raise IllegalTransitionError(old=incident.state, new=IncidentState.TAKEN)

    incident.owner = by
    incident.save(update_fields=["owner"])
    audit.record(by, "incident.taken_over", incident)
    return incident


@transaction.atomic
def add_incident_note(*, incident: Incident, words: str, by: User) -> IncidentNote:
    """What was said and done, as a line that stays."""
    require(by, "emergency_safety.handle_incident", incident)
    require_reason(words)

    note = IncidentNote.objects.create(incident=incident, person=by, words=words.strip())
    audit.record(by, "incident.noted", incident)
    return note


@transaction.atomic
def close_incident(*, incident: Incident, outcome: Outcome, words: str, by: User) -> Incident:
    """With what came of it. Whoever told it hears, in neutral words, that it was looked at."""
    require(by, "emergency_safety.handle_incident", incident)
    require_reason(words)

    incident = lock_incident(incident)
    require_owner(incident, by)
    incident.outcome = outcome
    transition_incident(incident, IncidentState.CLOSED, by, also=("outcome",))
    IncidentNote.objects.create(incident=incident, person=by, words=words.strip())
    mail_reporter(incident, LOOKED_AT)
    return incident


@transaction.atomic
def warn_of_late_incident(*, incident: Incident, by: Actor) -> Incident:
    """Half an hour is over and nobody has it: everybody on duty hears that, and nothing more."""
    require(by, "emergency_safety.warn_of_late_incident", incident)

    incident = lock_incident(incident)
    if incident.state != IncidentState.REPORTED or incident.warned_at is not None:
        return incident
    incident.warned_at = timezone.now()
    incident.save(update_fields=["warned_at"])
    audit.record(by, "incident.late", incident)

    notify_coordinators(incident.activation, SAFETY_WAITS)
    return incident


def call_colleagues(person: User, activation: Activation) -> None:
    """Somebody goes off duty with reports in hand: those who read them hear of it, to take over.

    The caller has asked `require`.
    """
    in_hand = Incident.objects.filter(activation=activation, state=IncidentState.TAKEN)
    for incident in in_hand.filter(owner=person):
        notify_safety_readers(incident)


def lock_incident(incident: Incident) -> Incident:
    """As it stands now; rivals wait behind us.

    Its owner is read later: PostgreSQL, having waited, reads the row again but not what was joined.
    """
    rows = Incident.objects.select_related("activation", "request", "offer")
    return rows.select_for_update(of=("self",)).get(pk=incident.pk)


def require_owner(incident: Incident, by: User) -> None:
    if incident.owner_id != by.pk:
        raise NotYoursError


def _pair(
    subject: HousingRequest | HousingOffer,
) -> tuple[HousingRequest | None, HousingOffer | None]:
    """The two it may be about: of the newest stay, or of the home that was offered last."""
    placement = subject.placements.select_related("request__owner", "offer").last()
    if isinstance(subject, HousingOffer):
        return (placement.request if placement else None), subject
    if placement is not None:
        return subject, placement.offer
    ask = subject.proposals.filter(agreement__isnull=False).select_related("offer").last()
    return subject, (ask.offer if ask else None)


def transition_incident(
    incident: Incident, new: IncidentState, by: Acting, *, also: tuple[str, ...] = ()
) -> None:
    transition(incident, new, noun=Noun.INCIDENT, table=INCIDENT_TRANSITIONS, by=by, also=also)
    audit.record(auditor(by), f"incident.{new}", incident)
