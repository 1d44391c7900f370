"""An emergency in Indre-et-Loire that is open, with everybody in it."""

from datetime import time, timedelta
from uuid import uuid4

import factory
from django.utils import timezone

from core.permissions import SYSTEM
from emergency.activations.actions.states import write_event
from emergency.activations.actions.switching import confirm_switch, propose_switch
from emergency.activations.choices import Noun, Side
from emergency.activations.models.activations import Activation, Duty
from emergency.activations.models.categories import Category
from emergency.activations.models.partners import Partner
from emergency.activations.models.places import Hospital
from emergency.activations.models.switching import SwitchProposal
from emergency.activations.periodic import settle_switches
from emergency.activations.states.activations import ActivationState
from emergency.activations.states.switching import SwitchState
from emergency.activations.templatetags.emergency import iso_nights
from emergency.housing.actions.drafts import request_matching_run
from emergency.housing.actions.placements import accept_as_requester, check_in
from emergency.housing.actions.proposals import accept_as_host, ask_host
from emergency.housing.actions.request_states import set_clock
from emergency.housing.models.offers import Helper, HousingAddress, HousingOffer
from emergency.housing.models.proposals import Proposal
from emergency.housing.models.requests import HousingRequest
from emergency.housing.models.verification import Verification
from emergency.housing.periodic import expire_silent_proposals
from emergency.housing.states.offers import AccessMode, OfferState, PlaceKind
from emergency.housing.states.requests import RequestState, Situation, TravelMode
from emergency.housing.tasks import weigh_queue
from emergency.intake.choices import IntakeType
from emergency.intake.models.contacts import Contact
from emergency.intake.models.parties import Party
from emergency.intake.models.submissions import Submission
from emergency.safety.actions.incidents import report_incident
from emergency.safety.models import IncidentReport
from emergency.standby.models import Standby
from hosting.offers.choices.lists import LodgingKind
from tests.factories.accounts import UserFactory
from tests.factories.geography import LocalityFactory
from tests.factories.hosting import UnitFactory


def in_days(number):
    return timezone.localdate() + timedelta(days=number)


def nights_in(row):
    """`3–6 May`: the nights of a proposal or placement, as the subject of a mail has them."""
    days = {"check_in": row.check_in.isoformat(), "check_out": row.check_out.isoformat()}
    return iso_nights(days)


def switch(activation, change, *, by, **details):
    """Proposed, then confirmed by somebody else on duty, or settled by the clock."""
    proposal = propose_switch(activation=activation, change=change, by=by, **details)
    if proposal.state == SwitchState.DONE:
        pass
    elif proposal.needs_second_person:
        other = activation.duties.on_duty().exclude(person=by).first()
        confirm_switch(proposal=proposal, by=other.person)
    else:
        waiting = SwitchProposal.objects.filter(pk=proposal.pk)
        waiting.update(takes_effect_at=timezone.now())
        settle_switches()
    return Activation.objects.get(pk=activation.pk)


class ActivationFactory(factory.django.DjangoModelFactory):
    """Open for four weeks. `draft=True` is in preparation, `ending=True` takes nobody new."""

    class Meta:
        model = Activation

    class Params:
        draft = factory.Trait(state=ActivationState.DRAFT, opened_at=None)
        ending = factory.Trait(state=ActivationState.WINDING_DOWN)
        closed = factory.Trait(state=ActivationState.CLOSED)

    territory = "Indre-et-Loire"
    departments = "37"
    operator = "Coopérative Hirondelle"
    responsible = "Nadia B."
    phone = "+33247000000"
    reason = "The river is in the streets."
    decision = "Board of 3 May"
    review_on = factory.LazyFunction(lambda: in_days(28))
    hard_end = factory.LazyFunction(lambda: in_days(180))
    state = ActivationState.ACTIVE
    opened_at = factory.LazyFunction(timezone.now)
    opens, closes = time(0), time.max
    quiet_from, quiet_until = time(3), time(3)  # nobody sleeps, so that tests run at any hour


class HospitalFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Hospital

    code = factory.Sequence("FR_37{:07}".format)
    name = factory.Sequence("Hospital {}".format)
    city = "Tours"
    postcode = "37000"
    department_code = "37"
    latitude, longitude = 47.387, 0.668


class CategoryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Category

    activation = factory.SubFactory(ActivationFactory)
    name_fr, name_en = "Soignants", "Health workers"
    proofs = ("roster", "work_email", "card")


class PartnerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Partner

    activation = factory.SubFactory(ActivationFactory)
    name = factory.Sequence("Partner {}".format)


class DutyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Duty

    activation = factory.SubFactory(ActivationFactory)
    person = factory.SubFactory(UserFactory)


class ContactFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Contact

    name = "Camille"
    phone = factory.Sequence(lambda number: f"+336399{number:05}")
    email = factory.Sequence("camille{}@example.org".format)
    language = "en"


class SubmissionFactory(factory.django.DjangoModelFactory):
    """Taken in, through the door of those who need a roof."""

    class Meta:
        model = Submission

    activation = factory.SubFactory(ActivationFactory)
    intake_type = IntakeType.REQUEST
    key = factory.LazyFunction(uuid4)
    language = "en"
    taken_in_at = factory.LazyFunction(timezone.now)


class HousingRequestFactory(factory.django.DjangoModelFactory):
    """One person, fourteen nights from the day after tomorrow, whole place, by bicycle."""

    class Meta:
        model = HousingRequest
        skip_postgeneration_save = True

    activation = factory.SubFactory(ActivationFactory)
    submission = factory.SubFactory(
        SubmissionFactory, activation=factory.SelfAttribute("..activation")
    )
    contact = factory.SubFactory(ContactFactory)
    phone_digest = factory.LazyAttribute(lambda made: made.contact.phone_digest)
    email_digest = factory.LazyAttribute(lambda made: made.contact.email_digest)
    category = factory.SubFactory(CategoryFactory, activation=factory.SelfAttribute("..activation"))
    hospital = factory.SubFactory(HospitalFactory)
    check_in = factory.LazyFunction(lambda: in_days(2))
    check_out = factory.LazyFunction(lambda: in_days(16))
    travel_mode = TravelMode.BIKE
    situation = Situation.FAR

    @classmethod
    def _create(cls, model_class, *args, **fields):
        made = model_class(**fields)
        made.urgency = made.reckon_urgency(timezone.localdate())
        set_clock(made, made.state)
        if "next_action_at" in fields:
            made.next_action_at = fields["next_action_at"]
        made.save()
        write_event(made, noun=Noun.REQUEST, by=SYSTEM)
        return made


class HousingOfferFactory(factory.django.DjangoModelFactory):
    """A whole place for two, ready and fresh for three months."""

    class Meta:
        model = HousingOffer
        skip_postgeneration_save = True

    class Params:
        new = factory.Trait(
            state=OfferState.SUBMITTED, check_level=0, last_confirmed_at=None, fresh_until=None
        )
        stale = factory.Trait(
            last_confirmed_at=factory.LazyFunction(lambda: timezone.now() - timedelta(days=8)),
            fresh_until=factory.LazyFunction(lambda: timezone.now() - timedelta(days=1)),
        )

    activation = factory.SubFactory(ActivationFactory)
    submission = factory.SubFactory(
        SubmissionFactory,
        activation=factory.SelfAttribute("..activation"),
        intake_type=IntakeType.OFFER,
    )
    contact = factory.SubFactory(ContactFactory, name="Dominique")
    phone_digest = factory.LazyAttribute(lambda made: made.contact.phone_digest)
    email_digest = factory.LazyAttribute(lambda made: made.contact.email_digest)
    locality = factory.SubFactory(LocalityFactory)
    latitude, longitude = 47.39, 0.69
    kind = PlaceKind.WHOLE
    check_in = factory.LazyFunction(timezone.localdate)
    check_out = factory.LazyFunction(lambda: in_days(90))
    sleeps = 2
    access_mode = AccessMode.KEY_BOX
    state = OfferState.LIVE
    check_level = 2
    last_confirmed_at = factory.LazyFunction(timezone.now)
    fresh_until = factory.LazyFunction(lambda: timezone.now() + timedelta(hours=72))

    @factory.post_generation
    def address(offer, create, value, **options):  # noqa: N805
        write_event(offer, noun=Noun.OFFER, by=SYSTEM)
        HousingAddress.objects.create(
            offer=offer, address=value or "7 Canary Lane", access_code="C4N4RY"
        )


class StandbyFactory(factory.django.DjangoModelFactory):
    """A furnished home in Touraine, promised with its key box."""

    class Meta:
        model = Standby

    unit = factory.SubFactory(
        UnitFactory,
        stay__lodging_kind=LodgingKind.FURNISHED,
        stay__place__locality__department_code="37",
    )
    access_mode = AccessMode.KEY_BOX


class HelperFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Helper

    activation = factory.SubFactory(ActivationFactory)
    submission = factory.SubFactory(
        SubmissionFactory,
        activation=factory.SelfAttribute("..activation"),
        intake_type=IntakeType.HELPER,
    )
    contact = factory.SubFactory(ContactFactory)
    skills = ("call",)


def roof_words(activation, work, /, **changes):
    """What somebody types who needs a roof, as the browser sends it."""
    category = activation.categories.first() or CategoryFactory(activation=activation)
    return {
        "key": str(uuid4()),
        "name": "Camille",
        "phone": "06 12 34 56 11",
        "email": "camille.canary@example.org",
        "hospital": str(work),
        "category": category.pk,
        "check_in": in_days(2).isoformat(),
        "check_out": in_days(16).isoformat(),
        "people": 1,
        "situation": Situation.NOWHERE,
        "travel_mode": TravelMode.BIKE,
        "travel_minutes": 30,
        "household": "alone",
    } | changes


def lend_words(locality, **changes):
    """What somebody types who lends a place."""
    return {
        "key": str(uuid4()),
        "name": "Dominique",
        "phone": "06 12 34 56 22",
        "email": "",
        "kind": PlaceKind.WHOLE,
        "locality": locality.label,
        "address": "7 Canary Lane",
        "check_in": in_days(0).isoformat(),
        "check_out": in_days(60).isoformat(),
        "sleeps": 2,
        "access_mode": AccessMode.KEY_BOX,
    } | changes


class VerificationFactory(factory.django.DjangoModelFactory):
    """By the employer's list, good for three months."""

    class Meta:
        model = Verification

    request = factory.SubFactory("tests.factories.emergency.HousingRequestFactory")
    method = "roster"
    valid_until = factory.LazyFunction(lambda: timezone.now() + timedelta(days=90))


def looking(**changes):
    """A verified request that a place is looked for."""
    request = HousingRequestFactory(state=RequestState.MATCHING, **changes)
    VerificationFactory(request=request)
    return request


def pair(**changes):
    """A request that looks, a home that fits, and a coordinator of both."""
    request = looking(**changes)
    offer = HousingOfferFactory(activation=request.activation)
    return request, offer, DutyFactory(activation=request.activation).person


def weighed(activation, by):
    """Everybody who waits was weighed, for this coordinator: the run."""
    run = request_matching_run(activation=activation, by=by)
    weigh_queue(run_id=run.pk)
    run.refresh_from_db()
    return run


def host_of(offer):
    return Party(offer.submission, Side.HOST)


def requester_of(request):
    return Party(request.submission, Side.REQUESTER)


def asked(**changes):
    """The host was asked just now."""
    request, offer, by = pair(**changes)
    return ask_host(request=request, offer=offer, by=by)


def ran_out(ask):
    """Its hour passed without a word, and the site's clock came by."""
    Proposal.objects.filter(pk=ask.pk).update(expires_at=timezone.now() - timedelta(minutes=1))
    expire_silent_proposals()
    related = ("request__submission", "offer__submission", "activation")
    return Proposal.objects.select_related(*related).get(pk=ask.pk)


def offered(**changes):
    """The host said yes."""
    proposal = asked(**changes)
    by = host_of(proposal.offer)
    return accept_as_host(proposal=proposal, full_name="Dominique Canary", by=by)


def placed(**changes):
    """Both said yes."""
    proposal = offered(**changes)
    by = requester_of(proposal.request)
    return accept_as_requester(proposal=proposal, full_name="Camille Canary", by=by)


def housed(**changes):
    """They have lived there since today, for sixteen nights."""
    placement = placed(**{"check_in": in_days(0)} | changes)
    return check_in(placement=placement, by=requester_of(placement.request))


def reported_incident(**changes):
    """Whoever lives there tells us that something is wrong."""
    request = placed(**changes).request
    report = IncidentReport(key=uuid4(), words="Canary: he came in at night.")
    return report_incident(subject=request, report=report, by=requester_of(request))


def reader_of(row):
    """A coordinator with the right to read reports on safety."""
    return DutyFactory(activation=row.activation, sees_safety=True).person
