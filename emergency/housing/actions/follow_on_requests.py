"""A roof ends before the need does: the same person asks anew, with what we know already."""

from __future__ import annotations

from typing import Final
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from commons.audit import actions as audit
from core.values.dates import DateRange
from emergency.activations.actions.states import write_event
from emergency.activations.choices import Noun
from emergency.activations.models.actors import auditor
from emergency.housing.actions.request_states import set_clock
from emergency.housing.models.requests import HousingRequest
from emergency.housing.states.requests import RequestState
from emergency.intake.choices import IntakeType
from emergency.intake.models.contacts import Contact
from emergency.intake.models.parties import Acting
from emergency.intake.models.submissions import Submission

SAME: Final = (
    "activation",
    "category",
    "hospital",
    "workplace",
    "people",
    "with_minors",
    "pets",
    "step_free",
    "share_bed",
    "infants",
    "smokes",
    "avoids",
    "household",
    "travel_mode",
    "travel_minutes",
    "shift_begins",
    "shift_ends",
    "situation",
    "phone_digest",
    "email_digest",
    "owner",
)


@transaction.atomic
def create_follow_on_request(
    *, request: HousingRequest, dates: DateRange, by: Acting
) -> HousingRequest:
    """A request for other nights, under a reference of its own. The caller has asked `require`.

    Whoever is verified stays so: nobody has to prove twice where they work. The caller's mail says
    under which reference it goes on.
    """
    valid = list(request.verifications.good())
    # The same wishes for other nights, on a slip that is taken in already.
    submission = Submission.objects.create(
        activation=request.activation,
        intake_type=IntakeType.REQUEST,
        key=uuid4(),
        language=request.submission.language,
        taken_in_at=timezone.now(),
    )
    # A row of their own for each request: what is read of it is written down by request.
    contact = None
    if request.contact is not None:
        contact = Contact.objects.get(pk=request.contact.pk)
        contact.pk = None
        contact.save()
    anew = HousingRequest(
        submission=submission,
        contact=contact,
        check_in=dates.check_in,
        check_out=dates.check_out,
        **{name: getattr(request, name) for name in SAME},
    )
    anew.state = RequestState.MATCHING if valid else RequestState.SUBMITTED
    anew.urgency = anew.reckon_urgency(anew.activation.today())
    set_clock(anew, anew.state)
    anew.save()
    for one in valid:
        one.pk, one.request = None, anew
        one.save()
    write_event(anew, noun=Noun.REQUEST, by=by, reason=request.reference)
    audit.record(auditor(by), "housing_request.asked_anew", anew)

    return anew
