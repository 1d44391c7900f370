"""What an emergency holds of a person with an account."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.privacy import personal_data
from commons.privacy.registries.personal_fields import declared_models
from commons.privacy.registries.processings import LegalBasis, Processing, register_processing
from commons.privacy.registries.retention import RetentionRule, register_retention
from emergency.activations.choices import Noun
from emergency.activations.models.activations import Activation, Duty
from emergency.activations.models.events import Event
from emergency.activations.models.reveals import RevealLog
from emergency.activations.models.switching import SwitchProposal
from emergency.housing.models.alerts import Alert
from emergency.housing.models.calls import HostCall, RequestCall
from emergency.housing.models.drafts import MatchingRun
from emergency.housing.models.follow_ups import FollowUp
from emergency.housing.models.messages import RelayMessage
from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.proposals import Proposal
from emergency.housing.models.requests import HousingRequest
from emergency.housing.models.suspensions import Suspension
from emergency.housing.models.texts import Text
from emergency.housing.models.verification import RosterUpload, Verification
from emergency.intake.models.submissions import Submission
from emergency.safety.models import Incident, IncidentNote
from emergency.standby.models import Standby

WORDS_OF_OFFER = ("kind", "check_in", "check_out", "sleeps", "words", "state", "created_at")


def emergencies_of(person: User) -> dict[str, Any]:
    """Their places and their work. Requests of others stay theirs, whoever looked after them."""
    promised = Standby.objects.of_host(person.pk)
    offers = HousingOffer.objects.filter(host=person).select_related("submission")
    suspensions = Suspension.objects.filter(offer__host=person)
    duties = Duty.objects.filter(person=person)
    steps = Event.objects.filter(person=person)
    reads = RevealLog.objects.filter(person=person)
    lists = RosterUpload.objects.filter(by=person)
    read = RevealLog.objects.filter(noun=Noun.OFFER, number__in=offers.values("pk"))
    return (
        {
            "homes_promised": list(promised.values("unit__name", "access_mode", "access_hours")),
            "offers": [
                {"reference": offer.reference}
                | {name: getattr(offer, name) for name in WORDS_OF_OFFER}
                for offer in offers
            ],
            "suspensions": list(suspensions.values("at", "reason", "appeal", "decision")),
            "messages_passed_on": list(
                RelayMessage.objects.filter(person=person).values("at", "body")
            ),
        }
        | {
            "duties": list(duties.values("activation__territory", "began_at", "ended_at")),
            "steps": list(steps.values("at", "noun", "number", "old", "new")),
            "private_reads": list(reads.values("at", "noun", "group", "fields", "reason")),
            "read_by_others": list(read.values("at", "side", "group", "fields")),
            "lists_kept": list(lists.values("at", "lines")),
            "reports_on_safety": {
                "told": list(
                    Incident.objects.filter(reported_by=person).values("reported_at", "words")
                ),
                "in_hand": Incident.objects.filter(owner=person).count(),
                "notes": IncidentNote.objects.filter(person=person).count(),
            },
        }
        | _counted(person)
    )


def _counted(person: User) -> dict[str, Any]:
    """How often they did what is about others."""
    activities: dict[str, QuerySet[Any]] = {
        "alerts_seen": Alert.objects.filter(seen_by=person),
        "asked": Proposal.objects.filter(by=person),
        "weighings": MatchingRun.objects.filter(by=person),
        "verified": Verification.objects.filter(Q(by=person) | Q(second=person)),
        "typed_for_callers": Submission.objects.filter(typed_by=person),
        "calls_to_hosts": HostCall.objects.filter(by=person),
        "calls_to_requesters": RequestCall.objects.filter(by=person),
        "asked_how_it_goes": FollowUp.objects.filter(person=person),
        "texts_told_by_telephone": Text.objects.filter(informed_by=person),
        "suspensions_decided": Suspension.objects.filter(Q(by=person) | Q(decided_by=person)),
        "switches_proposed": SwitchProposal.objects.filter(proposed_by=person),
        "switches_decided": SwitchProposal.objects.filter(decided_by=person),
        "looked_after": HousingRequest.objects.filter(owner=person),
    }
    return {name: rows.count() for name, rows in activities.items()}


personal_data.register(
    "emergencies",
    emergencies_of,
    covers=[
        "emergency_housing.alert.seen_by",
        "emergency_activations.duty.person",
        "emergency_housing.housingoffer.host",
        "emergency_activations.event.person",
        "emergency_intake.submission.typed_by",
        "emergency_housing.housingrequest.owner",
        # Counted nowhere, as it would lead them to whoever told it.
        "emergency_safety.incident.against",
        "emergency_safety.incident.owner",
        "emergency_safety.incident.reported_by",
        "emergency_safety.incidentnote.person",
        "emergency_housing.matchingrun.by",
        "emergency_housing.proposal.by",
        "emergency_housing.requestcall.by",
        "emergency_activations.reveallog.person",
        "emergency_housing.followup.person",
        "emergency_housing.hostcall.by",
        "emergency_housing.relaymessage.person",
        "emergency_housing.suspension.by",
        "emergency_housing.suspension.decided_by",
        "emergency_activations.switchproposal.proposed_by",
        "emergency_activations.switchproposal.decided_by",
        "emergency_housing.text.informed_by",
        "emergency_housing.rosterupload.by",
        "emergency_housing.verification.by",
        "emergency_housing.verification.second",
    ],
)
personal_data.exclude(
    "emergency_activations.duty.named_by",
    "emergency_activations.duty.named_again_by",
    reason="who did it stands in the record of deeds, which is given out",
)
EMERGENCY_APPS: Final = (
    *("emergency_activations", "emergency_housing", "emergency_intake", "emergency_safety"),
)
register_processing(
    Processing(
        "emergencies",
        EMERGENCY_APPS,
        title=_("Emergency housing"),
        purpose=_("to house people when an emergency is declared"),
        basis=LegalBasis.PUBLIC_TASK,
        recipients=_(
            "coordinators, who give a reason each time they look; the guest and the host, once "
            "both have agreed to the stay"
        ),
    )
)
register_retention(
    RetentionRule(
        tuple(model for model in declared_models() if model.partition(".")[0] in EMERGENCY_APPS),
        goes=_("all personal data"),
        period=timedelta(days=Activation._meta.get_field("kept_days").get_default()),
        starts=_("after the emergency is closed, unless its rules say otherwise"),
        job="emergency.purge_closed",
        stays=_(
            "weekly figures without names; what you did for others in an emergency, until the end "
            "of this period, even if you close your account earlier"
        ),
    )
)
