"""What an emergency holds of a person with an account."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from commons.accounts.models import User
from commons.accounts.queries import personal_data
from emergency.models import (
    Alert,
    Duty,
    Event,
    FollowUp,
    HostCall,
    HousingOffer,
    HousingRequest,
    Incident,
    IncidentNote,
    MatchingRun,
    Proposal,
    RelayMessage,
    RevealLog,
    RosterUpload,
    Standby,
    Submission,
    Suspension,
    Verification,
)

WORDS_OF_OFFER = ("kind", "check_in", "check_out", "sleeps", "words", "state", "created_at")


def emergencies_of(person: User) -> dict[str, Any]:
    """Their places and their work. Requests of others stay theirs, whoever looked after them."""
    duties = Duty.objects.filter(person=person)
    offers = HousingOffer.objects.filter(host=person)
    suspensions = Suspension.objects.filter(offer__host=person)
    decided = Suspension.objects.filter(Q(by=person) | Q(decided_by=person))
    return {
        "homes_promised": list(
            Standby.objects.of_host(person.pk).values("unit__name", "access_mode", "access_hours")
        ),
        "duties": list(duties.values("activation__territory", "began_at", "ended_at")),
        "offers": [
            {"reference": offer.reference} | {name: getattr(offer, name) for name in WORDS_OF_OFFER}
            for offer in offers.select_related("submission")
        ],
        "steps": list(
            Event.objects.filter(person=person).values("at", "noun", "number", "old", "new")
        ),
        "alerts_seen": Alert.objects.filter(seen_by=person).count(),
        "asked": Proposal.objects.filter(by=person).count(),
        "weighings": MatchingRun.objects.filter(by=person).count(),
        "verified": Verification.objects.filter(Q(by=person) | Q(second=person)).count(),
        "lists_kept": list(RosterUpload.objects.filter(by=person).values("at", "lines")),
        "private_reads": list(
            RevealLog.objects.filter(person=person).values("at", "noun", "group", "reason")
        ),
        "typed_for_callers": Submission.objects.filter(typed_by=person).count(),
        "reports_on_safety": {
            "told": list(Incident.objects.filter(told_by=person).values("told_at", "words")),
            "in_hand": Incident.objects.filter(owner=person).count(),
            "notes": IncidentNote.objects.filter(person=person).count(),
        },
        "calls_to_hosts": HostCall.objects.filter(by=person).count(),
        "asked_how_it_goes": FollowUp.objects.filter(person=person).count(),
        "messages_passed_on": list(RelayMessage.objects.filter(person=person).values("at", "body")),
        "suspensions": list(suspensions.values("at", "reason", "appeal", "decision")),
        "suspensions_decided": decided.count(),
        "looked_after": HousingRequest.objects.filter(owner=person).count(),
    }


personal_data.register(
    "emergencies",
    emergencies_of,
    covers=[
        "emergency.alert.seen_by",
        "emergency.duty.person",
        "emergency.housingoffer.host",
        "emergency.event.person",
        "emergency.submission.typed_by",
        "emergency.housingrequest.owner",
        "emergency.incident.against",  # counted nowhere: it would lead them to whoever told it
        "emergency.incident.owner",
        "emergency.incident.told_by",
        "emergency.incidentnote.person",
        "emergency.matchingrun.by",
        "emergency.proposal.by",
        "emergency.reveallog.person",
        "emergency.followup.person",
        "emergency.hostcall.by",
        "emergency.relaymessage.person",
        "emergency.suspension.by",
        "emergency.suspension.decided_by",
        "emergency.rosterupload.by",
        "emergency.verification.by",
        "emergency.verification.second",
    ],
)
