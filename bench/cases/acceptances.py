"""People to whom the same roofs are offered: made in bulk, each with a link of their own."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from bench.tools.load import Answer, Ask
from emergency.activations.models.activations import Activation
from emergency.activations.models.categories import Category
from emergency.activations.models.places import Hospital
from emergency.housing.models.offers import HousingAddress, HousingOffer
from emergency.housing.models.placements import LoanAgreement
from emergency.housing.models.proposals import Proposal
from emergency.housing.models.requests import HousingRequest
from emergency.housing.models.verification import Verification
from emergency.housing.states.offers import OfferState
from emergency.housing.states.proposals import ProposalState
from emergency.housing.states.requests import RequestState
from emergency.intake.choices import IntakeType
from emergency.intake.models.contacts import Contact
from emergency.intake.models.submissions import Submission
from hosting.offers.models.stays import Unit
from tests.factories.emergency import ActivationFactory, CategoryFactory, HospitalFactory, in_days
from tests.factories.geography import LocalityFactory
from tests.factories.hosting import StayFactory

BATCH = 2_000
AGREED, REFUSED = 302, 422
CSRF = "b" * 32
SIGNED = {"full_name": "Bench", "signs": "on", "insured": "on"}


def offered(people: int, *, homes: int) -> list[Proposal]:
    """Everybody's host said yes and signed; whoever wants the same home speaks side by side.

    In turns, home after home, rivals would hardly ever be in the server at the same moment.
    """
    activation = ActivationFactory(gap_nights=0)
    offers = _homes(activation, homes)
    category, hospital = CategoryFactory(activation=activation), HospitalFactory()
    submissions = _submissions(activation, people, IntakeType.REQUEST)
    contacts = Contact.objects.bulk_create(
        [Contact(name="Bench", phone=f"+336{place:08}") for place in range(people)],
        batch_size=BATCH,
    )
    requests = HousingRequest.objects.bulk_create(
        [
            _request(submission, contact, category, hospital)
            for submission, contact in zip(submissions, contacts, strict=True)
        ],
        batch_size=BATCH,
    )
    until = timezone.now() + timedelta(days=90)
    Verification.objects.bulk_create(
        [Verification(request=one, method="roster", valid_until=until) for one in requests],
        batch_size=BATCH,
    )
    now = timezone.now()
    proposals = Proposal.objects.bulk_create(
        [
            Proposal(
                activation=request.activation,
                request=request,
                offer=offers[place * homes // people],
                check_in=request.check_in,
                check_out=request.check_out,
                state=ProposalState.OFFERED,
                asked_at=now,
                expires_at=now + timedelta(hours=8),
            )
            for place, request in enumerate(requests)
        ],
        batch_size=BATCH,
    )
    LoanAgreement.objects.bulk_create(
        [LoanAgreement(proposal=one, host_name="B", host_signed_at=now) for one in proposals],
        batch_size=BATCH,
    )
    return proposals


def saying_yes(proposal: Proposal) -> Ask:
    """What the browser of this requester sends when the second signature is given."""
    submission = proposal.request.submission
    path = reverse("emergency:proposal-yes", args=[submission.token, proposal.public_id])
    headers = {"Cookie": f"{settings.CSRF_COOKIE_NAME}={CSRF}", "X-CSRFToken": CSRF}
    return Ask(path, "POST", headers, SIGNED)


def outcome(answer: Answer) -> str:
    """As the person sees it."""
    if answer.status == AGREED:
        return "agreed"
    return "refused" if answer.status == REFUSED else f"broken ({answer.status})"


def _homes(activation: Activation, number: int) -> list[HousingOffer]:
    """Units of hosting, so that its night holds decide."""
    stay, locality = StayFactory(), LocalityFactory()
    units = Unit.objects.bulk_create(
        [Unit(stay=stay, name=f"Home {place}", sleeps=2) for place in range(number)]
    )
    submissions = _submissions(activation, number, IntakeType.OFFER)
    fresh = timezone.now() + timedelta(hours=72)
    homes = HousingOffer.objects.bulk_create(
        [
            HousingOffer(
                submission=submission,
                activation=submission.activation,
                unit=unit,
                locality=locality,
                latitude=47.39,
                longitude=0.69,
                kind="whole",
                check_in=in_days(0),
                check_out=in_days(30),
                sleeps=2,
                access_mode="key_box",
                state=OfferState.LIVE,
                check_level=2,
                last_confirmed_at=fresh,
                fresh_until=fresh,
            )
            for submission, unit in zip(submissions, units, strict=True)
        ],
        batch_size=BATCH,
    )
    HousingAddress.objects.bulk_create(
        [
            HousingAddress(offer=home, address=f"{place} Bench Lane")
            for place, home in enumerate(homes)
        ],
        batch_size=BATCH,
    )
    return homes


def _request(
    submission: Submission, contact: Contact, category: Category, hospital: Hospital
) -> HousingRequest:
    return HousingRequest(
        submission=submission,
        activation=submission.activation,
        contact=contact,
        category=category,
        hospital=hospital,
        check_in=in_days(2),
        check_out=in_days(9),
        travel_mode="bike",
        situation="far",
        state=RequestState.PROPOSED,
        next_action="await_answer",
        next_action_at=timezone.now() + timedelta(hours=8),
    )


def _submissions(activation: Activation, number: int, intake_type: IntakeType) -> list[Submission]:
    now = timezone.now()
    return Submission.objects.bulk_create(
        [
            Submission(
                activation=activation,
                intake_type=intake_type,
                key=uuid4(),
                language="en",
                taken_in_at=now,
            )
            for _ in range(number)
        ],
        batch_size=BATCH,
    )
