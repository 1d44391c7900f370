"""A rule of a community is kept where somebody asks, proposes or hands in, and is named."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from core.values.dates import DateRange
from hosting.communities.errors import LocalRuleError
from hosting.communities.models.communities import Membership
from hosting.communities.models.local_rules import LocalRule
from hosting.communities.states import RuleKind
from hosting.offers.actions.drafts import revise_offer
from hosting.offers.actions.offers import submit_offer
from hosting.offers.actions.review import publish_offer
from hosting.offers.choices.lists import ExchangeMode, RateUnit
from hosting.requests.actions.proposals import agree_to_proposal, propose_terms
from hosting.requests.models.agreements import Agreement
from hosting.requests.models.requests import Proposal, Request
from tests.factories.accounts import UserFactory
from tests.factories.hosting import (
    MAY,
    SUMMER,
    CommunityFactory,
    LocalRuleFactory,
    MembershipFactory,
    ProposalFactory,
    RateFactory,
    RequestFactory,
    SessionFactory,
    StayFactory,
    TipFactory,
    UnitFactory,
)
from tests.hosting.requests.actions.test_proposals import terms
from tests.hosting.requests.actions.test_requests import ask

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(date(2027, 4, 1))]

ASKING = [
    pytest.param(
        RuleKind.MOST_NIGHTS, 2, {}, "Guests can stay for up to 2 nights.", id="most-nights"
    ),
    pytest.param(
        RuleKind.LEAST_NOTICE,
        33,
        {},
        "Send your request at least 33 days ahead.",
        id="least-notice",
    ),
    pytest.param(RuleKind.LARGEST_PARTY, 1, {}, "One person at a time.", id="largest-party"),
    pytest.param(
        RuleKind.CHILDREN_PER_ADULT,
        1,
        {"adults": 1, "children": 2},
        "Children must come with an adult: no more than one child per adult.",
        id="children-per-adult",
    ),
]
JUST_FITS = [
    (RuleKind.MOST_NIGHTS, 3, {}),
    (RuleKind.LEAST_NOTICE, 32, {}),
    (RuleKind.LARGEST_PARTY, 2, {}),
    (RuleKind.CHILDREN_PER_ADULT, 2, {"adults": 1, "children": 2}),
]


def rule(offer, kind, number=None, **fields):
    return LocalRuleFactory(community=offer.community, kind=kind, number=number, **fields)


def complete(**fields):
    """A draft with everything that a community has to find."""
    stay = StayFactory(draft=True, declared_at=timezone.now(), declared_version=1, **fields)
    UnitFactory(stay=stay)
    return stay


@pytest.mark.parametrize(("kind", "number", "asked", "sentence"), ASKING)
def test_a_request_against_a_rule_is_refused_by_name(kind, number, asked, sentence):
    stay = UnitFactory().stay
    rule(stay, kind, number)

    with pytest.raises(LocalRuleError) as refused:
        ask(stay, UserFactory(), **asked)

    assert str(refused.value) == (
        f"{stay.community.name} has a rule about this: {sentence} "
        "Change what goes against it, then try again."
    )
    assert list(Request.objects.all()) == []


@pytest.mark.parametrize(("kind", "number", "asked"), JUST_FITS)
def test_a_request_that_just_fits_is_sent(kind, number, asked):
    stay = UnitFactory().stay
    rule(stay, kind, number)

    request = ask(stay, UserFactory(), **asked)

    assert list(Request.objects.all()) == [request]


def test_children_never_come_without_an_adult():
    stay = UnitFactory().stay
    rule(stay, RuleKind.CHILDREN_PER_ADULT, 30)

    with pytest.raises(LocalRuleError):
        ask(stay, UserFactory(), adults=0, children=1)


def test_a_rule_counts_days_until_a_session_too():
    session = SessionFactory()
    rule(session.activity, RuleKind.LEAST_NOTICE, 60)

    with pytest.raises(LocalRuleError):
        ask(session.activity, UserFactory(), session=session, dates=None)


def test_rules_of_others_ended_and_soft_ones_refuse_nothing():
    stay = UnitFactory().stay
    rule(stay, RuleKind.MOST_NIGHTS, 1, ended=True)
    rule(stay, RuleKind.SOFT, words="Shoes off.")
    LocalRuleFactory(number=1)

    request = ask(stay, UserFactory())

    assert list(Request.objects.all()) == [request]


@pytest.mark.parametrize(("kind", "number", "asked", "sentence"), ASKING[:3])
def test_new_terms_against_a_rule_are_refused_and_old_stay(kind, number, asked, sentence):
    request = RequestFactory(check_in=MAY.check_in + timedelta(days=1))
    first = ProposalFactory(request=request)
    rule(request.offer, kind, number)

    with pytest.raises(LocalRuleError):
        propose_terms(request=request, terms=terms(dates=MAY), by=request.host)

    assert list(Proposal.objects.all()) == [first]
    assert first.is_open


def test_terms_asked_before_the_rule_may_be_proposed_and_agreed():
    request = RequestFactory()
    rule(request.offer, RuleKind.MOST_NIGHTS, 1)

    proposal = propose_terms(request=request, terms=terms(), by=request.host)
    agreement = agree_to_proposal(proposal=proposal, by=request.guest)

    assert list(Agreement.objects.all()) == [agreement]


def test_fewer_people_on_the_same_days_need_no_more_notice():
    request = RequestFactory()
    rule(request.offer, RuleKind.LEAST_NOTICE, 90)

    proposal = propose_terms(request=request, terms=terms(adults=1), by=request.host)

    assert proposal.adults == 1


PUBLISHING = [
    pytest.param(
        RuleKind.HIGHEST_NIGHT, 39, "Hosts can charge up to 39 euros a night.", id="highest-night"
    ),
    pytest.param(
        RuleKind.OPEN_RATE,
        None,
        "Every offer must have a rate for people on a tight budget.",
        id="open-rate",
    ),
    pytest.param(
        RuleKind.MEETING_FIRST,
        None,
        "Hosts can’t publish an offer until someone from the community has met them.",
        id="meeting-first",
    ),
]


@pytest.mark.parametrize(("kind", "number", "sentence"), PUBLISHING)
def test_an_offer_against_a_rule_stays_a_draft(kind, number, sentence):
    stay = complete()
    RateFactory(offer=stay)
    rule(stay, kind, number)

    with pytest.raises(LocalRuleError) as refused:
        submit_offer(offer=stay, by=stay.host)

    assert sentence in str(refused.value)
    assert not stay.workflow_in_progress


def test_a_season_that_is_dearer_is_not_handed_in():
    stay = complete()
    RateFactory(offer=stay, amount=39, seasons=[SUMMER.to_json()])
    rule(stay, RuleKind.HIGHEST_NIGHT, 119)

    with pytest.raises(LocalRuleError):
        submit_offer(offer=stay, by=stay.host)


@pytest.mark.parametrize(
    "rate",
    [
        {"amount": 39},
        {"amount": 270, "unit": RateUnit.WEEK},
        {"amount": 200, "unit": RateUnit.GROUP},
        {"amount": 100, "currency": "CHF"},
        {"amount": None, "mode": ExchangeMode.SERVICE},
    ],
)
def test_a_night_that_is_no_dearer_is_handed_in(rate):
    stay = complete()
    RateFactory(offer=stay, **rate)
    rule(stay, RuleKind.HIGHEST_NIGHT, 39)

    submit_offer(offer=stay, by=stay.host)

    assert stay.workflow_in_progress


@pytest.mark.parametrize(
    "mode", [ExchangeMode.SOLIDARITY, ExchangeMode.FREE_PRICE, ExchangeMode.GIFT]
)
def test_one_open_rate_beside_a_paid_one_is_enough(mode):
    stay = complete()
    RateFactory(offer=stay)
    RateFactory(offer=stay, mode=mode, own_name="For those with little")
    rule(stay, RuleKind.OPEN_RATE)

    submit_offer(offer=stay, by=stay.host)

    assert stay.workflow_in_progress


def test_a_tip_has_no_rate_and_needs_none():
    tip = TipFactory(draft=True)
    rule(tip, RuleKind.OPEN_RATE)

    submit_offer(offer=tip, by=tip.host)

    assert tip.workflow_in_progress


def test_who_was_met_hands_in():
    stay = complete()
    RateFactory(offer=stay)
    rule(stay, RuleKind.MEETING_FIRST)
    Membership.objects.filter(person=stay.host).update(met_at=date(2027, 3, 1))

    submit_offer(offer=stay, by=stay.host)

    assert stay.workflow_in_progress


def test_one_host_one_home_counts_what_is_public_and_what_is_being_read():
    community, host = CommunityFactory(), UserFactory()
    first, second = (complete(community=community, host=host) for _ in range(2))
    for stay in (first, second):
        RateFactory(offer=stay)
    rule(first, RuleKind.STAYS_PER_HOST, 1)
    submit_offer(offer=first, by=host)

    with pytest.raises(LocalRuleError, match="A host can offer only one home"):
        submit_offer(offer=second, by=host)
    reader = MembershipFactory(community=community, coordinator=True).person
    publish_offer(offer=first, by=reader)
    with pytest.raises(LocalRuleError, match="A host can offer only one home"):
        submit_offer(offer=second, by=host)


def test_one_host_one_home_lets_the_home_itself_be_handed_in_again():
    stay = complete()
    RateFactory(offer=stay)
    rule(stay, RuleKind.STAYS_PER_HOST, 1)
    submit_offer(offer=stay, by=stay.host)
    reader = MembershipFactory(community=stay.community, coordinator=True).person
    publish_offer(offer=stay, by=reader)
    revise_offer(offer=stay, changes={"title": "Another title"}, by=stay.host)

    submit_offer(offer=stay, by=stay.host)

    assert stay.workflow_in_progress


def test_what_was_handed_in_before_the_rule_can_be_published():
    stay = complete()
    RateFactory(offer=stay)
    submit_offer(offer=stay, by=stay.host)
    rule(stay, RuleKind.OPEN_RATE)

    publish_offer(
        offer=stay, by=MembershipFactory(community=stay.community, coordinator=True).person
    )

    stay.refresh_from_db()
    assert stay.live
    assert LocalRule.objects.standing().count() == 1


def test_dates_asked_before_may_be_shortened_to_the_rule():
    request = RequestFactory()
    rule(request.offer, RuleKind.MOST_NIGHTS, 2)
    shorter = DateRange(MAY.check_in, MAY.check_in + timedelta(days=2))

    proposal = propose_terms(request=request, terms=terms(dates=shorter), by=request.host)

    assert proposal.dates == shorter
