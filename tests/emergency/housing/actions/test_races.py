"""Rivals for one roof: one of them has it, the others are told, nobody is lost."""

from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from core.errors import DomainError
from core.permissions import SYSTEM
from core.values.dates import DateRange
from emergency.activations.models.activations import Activation
from emergency.figures.actions import keep_figures
from emergency.figures.choices import Measure
from emergency.figures.models import DailyFigure, WeeklyFigure
from emergency.housing.actions.offers import withdraw_offer
from emergency.housing.actions.placements import accept_as_requester
from emergency.housing.actions.proposals import accept_as_host, ask_host
from emergency.housing.actions.requests import mark_duplicate, take_on, withdraw
from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.placements import Placement
from emergency.housing.models.proposals import Proposal, TakenNight
from emergency.housing.models.requests import HousingRequest
from emergency.intake.actions.submissions import process_submission, receive_submission
from emergency.intake.choices import IntakeType
from emergency.intake.models.contacts import Contact
from emergency.intake.models.submissions import Submission
from emergency.retention.actions.purging import purge
from emergency.standby.actions.re_lending import lend_again
from hosting.calendars.actions.holds import hold_nights
from hosting.calendars.models import Hold, NightHold
from tests import rivals
from tests.factories.emergency import (
    ActivationFactory,
    CategoryFactory,
    DutyFactory,
    HousingOfferFactory,
    HousingRequestFactory,
    SubmissionFactory,
    asked,
    host_of,
    in_days,
    looking,
    offered,
    requester_of,
)
from tests.factories.hosting import UnitFactory

pytestmark = pytest.mark.django_db(transaction=True)

at_once = partial(rivals.at_once, refusals=(DomainError, PermissionDenied))


def test_ten_coordinators_ask_one_home_for_ten_people_and_one_ask_stands():
    offer = HousingOfferFactory()
    by = DutyFactory(activation=offer.activation).person
    requests = [looking(activation=offer.activation) for _ in range(10)]

    results = at_once(
        *(lambda r=request: ask_host(request=r, offer=offer, by=by) for request in requests)
    )

    assert sum(isinstance(result, Proposal) for result in results) == 1
    assert TakenNight.objects.count() == 15
    states = list(HousingRequest.objects.values_list("state", flat=True))
    assert sorted(states) == ["matching"] * 9 + ["proposed"]


def test_a_yes_that_is_pressed_five_times_is_one_placement():
    proposal = offered()
    me = requester_of(proposal.request)

    results = at_once(
        *(lambda: accept_as_requester(proposal=proposal, full_name="C", by=me) for _ in range(5))
    )

    assert sum(isinstance(result, Placement) for result in results) == 1
    assert Placement.objects.count() == 1


def test_a_placement_and_an_agreement_of_hosting_never_both_win():
    for _round in range(3):
        proposal, unit = offered(), UnitFactory()
        HousingOffer.objects.filter(pk=proposal.offer_id).update(unit=unit)
        me = requester_of(proposal.request)
        dates = DateRange(in_days(4), in_days(6))

        results = at_once(
            lambda p=proposal, m=me: accept_as_requester(proposal=p, full_name="C", by=m),
            lambda u=unit, d=dates: hold_nights(unit=u, dates=d),
        )

        winners = [result for result in results if isinstance(result, Placement | Hold)]
        assert len(winners) == 1
        assert NightHold.objects.filter(unit=unit).values("hold").distinct().count() == 1


def test_a_host_says_yes_while_the_requester_withdraws():
    proposal = asked()
    host, me = host_of(proposal.offer), requester_of(proposal.request)

    at_once(
        lambda: accept_as_host(proposal=proposal, full_name="D", by=host),
        lambda: withdraw(request=proposal.request, by=me),
    )

    assert HousingRequest.objects.get().state == "withdrawn"
    assert not TakenNight.objects.exists()
    assert not Proposal.objects.open().exists()


def test_a_requester_says_yes_while_the_host_withdraws():
    proposal = offered()
    host, me = host_of(proposal.offer), requester_of(proposal.request)

    at_once(
        lambda: accept_as_requester(proposal=proposal, full_name="C", by=me),
        lambda: withdraw_offer(offer=proposal.offer, by=host),
    )

    request = HousingRequest.objects.get()
    lives = Placement.objects.exists()
    assert request.state == ("confirmed" if lives else "matching")
    assert TakenNight.objects.exists() == lives


def test_two_coordinators_take_one_request_on_and_one_has_it():
    request = HousingRequestFactory()
    people = [DutyFactory(activation=request.activation).person for _ in range(2)]

    at_once(*(lambda p=person: take_on(request=request, by=p) for person in people))

    request.refresh_from_db()
    assert (request.state, request.next_action) == ("submitted", "call")
    assert request.owner in people


def test_mark_duplicate_of_each_other_at_once_keeps_one_request():
    first = HousingRequestFactory()
    second, by = (
        HousingRequestFactory(activation=first.activation),
        DutyFactory(activation=first.activation).person,
    )

    at_once(
        lambda: mark_duplicate(request=first, first=second, by=by),
        lambda: mark_duplicate(request=second, first=first, by=by),
    )

    states = sorted(HousingRequest.objects.values_list("state", flat=True))
    assert states == ["duplicate", "submitted"]


def test_one_press_sent_five_times_at_once_is_one_submission():
    activation, key = ActivationFactory(), uuid4()

    at_once(
        *(
            lambda: receive_submission(
                activation=activation,
                intake_type=IntakeType.HELPER,
                words={},
                key=key,
                language="fr",
            )
            for _ in range(5)
        )
    )

    assert Submission.objects.count() == 1


def test_two_workers_take_one_slip_in_and_it_is_once():
    activation = ActivationFactory()
    words = {"name": "Sam", "phone": "+33612345678", "email": "", "skills": ["call"]}
    slip = SubmissionFactory(
        activation=activation, intake_type=IntakeType.HELPER, words=words, taken_in_at=None
    )

    at_once(*(lambda: process_submission(submission=slip, by=SYSTEM) for _ in range(2)))

    assert Contact.objects.count() == 1


def test_two_clocks_forget_an_emergency_once():
    activation = ActivationFactory(closed=True, closed_at=timezone.now() - timedelta(days=91))
    category = CategoryFactory(activation=activation)
    monday = activation.today() - timedelta(days=activation.today().weekday() + 28)
    DailyFigure.objects.create(
        activation=activation, day=monday, measure=Measure.ASKED, category=category, number=9
    )

    results = at_once(*(lambda: purge(activation=activation, by=SYSTEM) for _ in range(4)))

    assert sum(isinstance(result, Activation) for result in results) == 1
    assert WeeklyFigure.objects.count() == 2  # the category and the week


def test_two_clocks_count_a_day_once():
    activation = ActivationFactory()
    CategoryFactory(activation=activation)
    day = activation.today()

    results = at_once(
        *(lambda: keep_figures(activation=activation, day=day, by=SYSTEM) for _ in range(4))
    )

    assert sorted(results) == [False, False, False, True]


def test_ten_presses_lend_a_home_again_once():
    offer, activation = HousingOfferFactory(state="ended"), ActivationFactory()
    said = {"offer": offer, "activation": activation, "dates": activation.until_the_end}

    at_once(*[partial(lend_again, **said, by=host_of(offer))] * 10)

    assert activation.housing_offers.count() == 1
    assert Contact.objects.count() == 2
