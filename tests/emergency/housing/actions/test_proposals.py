"""A host is asked, then the requester: windows, two asks at most, no night twice."""

from datetime import time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import override

from commons.audit.models import AuditEntry
from commons.mail.models import Letter
from core.states import IllegalTransitionError
from core.text.formatting import format_moment
from emergency.activations.choices import Noun
from emergency.activations.models.activations import Activation
from emergency.activations.models.events import Event
from emergency.housing.actions.offers import (
    confirm_offer,
    pause_offer,
    suspend_offer,
    withdraw_offer,
)
from emergency.housing.actions.proposals import (
    accept_as_host,
    ask_host,
    decline_as_host,
    decline_as_requester,
    withdraw_proposal,
)
from emergency.housing.actions.requests import refer, withdraw
from emergency.housing.errors.offers import AccessMissingError, CheckTooLowError, WholeOnlyError
from emergency.housing.errors.proposals import (
    BlockedPairError,
    DoesNotFitError,
    HeldError,
    HostTiredError,
    NightsPassedError,
    NotFreshError,
    QuietHoursError,
    RequestPastHardEndError,
    TooFarError,
    TooManyAsksError,
)
from emergency.housing.errors.requests import NotVerifiedError
from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.proposals import Proposal, TakenNight
from emergency.housing.models.requests import HousingRequest
from emergency.housing.periodic import expire_silent_proposals
from emergency.housing.presenters.homes import homes_for
from emergency.housing.selectors.market import minutes_to_work
from emergency.housing.states.offers import AccessMode, HostHousehold, PlaceKind
from emergency.housing.states.proposals import ProposalState, Refusal
from emergency.intake.errors import IntakeClosedError
from tests.factories.accounts import UserFactory
from tests.factories.emergency import (
    ActivationFactory,
    DutyFactory,
    HousingOfferFactory,
    asked,
    host_of,
    in_days,
    looking,
    nights_in,
    offered,
    pair,
    requester_of,
)

pytestmark = pytest.mark.django_db
GONE = "We’re looking for another home for you"


def on_duty(row):
    return DutyFactory(activation=row.activation).person


def test_ask_host_takes_the_nights_and_the_empty_ones_after_them():
    request, offer, by = pair()

    proposal = ask_host(request=request, offer=offer, by=by)

    request.refresh_from_db()
    assert (proposal.state, request.state) == ("asked", "proposed")
    assert proposal.expires_at - proposal.asked_at == timedelta(hours=4)  # the start is near
    nights = TakenNight.objects.order_by("night").values_list("night", flat=True)
    assert list(nights) == [in_days(day) for day in range(2, 17)]


def test_ask_host_leaves_more_time_where_the_start_is_far():
    request, offer, by = pair(check_in=in_days(9))

    proposal = ask_host(request=request, offer=offer, by=by)

    assert proposal.expires_at - proposal.asked_at == timedelta(hours=8)


def test_the_letter_to_a_host_says_nothing_of_trade_or_hospital():
    proposal = asked()

    letter = Letter.objects.get(address=proposal.offer.contact.email)

    said = (letter.title + letter.text).lower()
    words = ("hospital", "health", "nurse", "care", proposal.request.hospital.name.lower())
    assert [word in said for word in words] == [False] * 5
    assert proposal.offer.submission.token in letter.text


@pytest.mark.parametrize(
    ("of_request", "of_offer"),
    [
        ({}, {"check_in": in_days(3)}),
        ({}, {"check_out": in_days(15)}),
        ({}, {"check_out": in_days(16)}),  # nobody could clean afterwards
        ({"people": 3}, {}),
        ({"step_free": True}, {}),
        ({"pets": True}, {}),
    ],
)
def test_ask_host_refuses_what_does_not_fit(of_request, of_offer):
    request, offer, by = pair(**of_request)
    HousingOffer.objects.update(**(of_offer or {"sleeps": 2}))

    with pytest.raises(DoesNotFitError):
        ask_host(request=request, offer=offer, by=by)
    assert not TakenNight.objects.exists()


@pytest.mark.parametrize(
    ("gap", "words"),
    [
        pytest.param(1, "the night left empty after the stay is no longer lent", id="one-night"),
        pytest.param(
            3, "the 3 nights left empty after the stay are no longer lent", id="three-nights"
        ),
    ],
)
def test_ask_host_says_that_the_gap_is_missing(gap, words):
    request, offer, by = pair(activation=ActivationFactory(gap_nights=gap))
    HousingOffer.objects.update(check_out=request.check_out)

    with pytest.raises(DoesNotFitError) as refusal:
        ask_host(request=request, offer=offer, by=by)
    assert words in str(refusal.value)


def test_ask_host_takes_fewer_nights_left_than_the_minimum():
    rules = ActivationFactory(min_nights=7)
    request, offer, by = pair(activation=rules, check_in=in_days(-8), check_out=in_days(2))

    assert [home.reference for home in homes_for(request)[0]] == [offer.reference]
    assert ask_host(request=request, offer=offer, by=by).is_open


def test_ask_host_asks_for_the_nights_that_are_still_to_come():
    request, offer, by = pair(check_in=in_days(-3), check_out=in_days(4))

    proposal = ask_host(request=request, offer=offer, by=by)

    assert (proposal.check_in, proposal.check_out) == (in_days(0), in_days(4))


def test_ask_host_asks_nobody_for_nights_that_are_over():
    request, offer, by = pair(check_in=in_days(-3), check_out=in_days(0))

    with pytest.raises(NightsPassedError):
        ask_host(request=request, offer=offer, by=by)


@pytest.mark.parametrize(
    ("wanted", "lives", "fits"),
    [
        ("alone", "women", False),
        ("women", "women", True),
        ("women", "mixed", False),
        ("any", "mixed", True),
    ],
)
def test_whom_one_lives_with_is_a_hard_condition(wanted, lives, fits):
    request, offer, by = pair(activation=ActivationFactory(whole_only=False), household=wanted)
    HousingOffer.objects.update(kind=PlaceKind.SHARED, household=HostHousehold(lives))

    if fits:
        assert ask_host(request=request, offer=offer, by=by).state == "asked"
    else:
        with pytest.raises(DoesNotFitError):
            ask_host(request=request, offer=offer, by=by)


def test_ask_host_needs_a_verification_at_this_very_moment():
    request, offer, by = pair()
    request.verifications.update(valid_until=timezone.now() - timedelta(days=1))

    with pytest.raises(NotVerifiedError):
        ask_host(request=request, offer=offer, by=by)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"fresh_until": timezone.now() - timedelta(minutes=1)}, NotFreshError),
        ({"state": "parked"}, NotFreshError),
        ({"state": "suspended"}, NotFreshError),
        ({"check_level": 0}, CheckTooLowError),
        ({"kind": PlaceKind.SHARED}, WholeOnlyError),
        ({"access_mode": AccessMode.IN_PERSON}, AccessMissingError),
    ],
)
def test_ask_host_needs_a_home_that_is_ready(changes, refusal):
    request, offer, by = pair()
    HousingOffer.objects.update(**changes)

    with pytest.raises(refusal):
        ask_host(request=request, offer=offer, by=by)


def test_ask_host_stays_within_the_emergency_and_its_end():
    request, offer, by = pair()
    elsewhere = HousingOfferFactory()

    with pytest.raises(IntakeClosedError):
        ask_host(request=request, offer=elsewhere, by=by)
    Activation.objects.update(hard_end=in_days(10))
    with pytest.raises(RequestPastHardEndError) as refusal:
        ask_host(request=request, offer=offer, by=by)
    assert "this request ends later. Ask the requester for an earlier day." in str(refusal.value)


def test_ask_host_is_for_coordinators():
    request, offer, _by = pair()

    for person in (UserFactory(), DutyFactory().person, host_of(offer), requester_of(request)):
        with pytest.raises(PermissionDenied):
            ask_host(request=request, offer=offer, by=person)


@pytest.mark.parametrize(("first", "last"), [(2, 16), (0, 3), (15, 20), (5, 8), (0, 30), (16, 18)])
def test_no_two_asks_for_a_night_of_one_home(first, last):
    proposal = asked()
    rival = looking(
        activation=proposal.activation, check_in=in_days(first), check_out=in_days(last)
    )

    with pytest.raises(HeldError):
        ask_host(request=rival, offer=proposal.offer, by=on_duty(rival))
    assert rival.proposals.count() == 0


def test_a_stay_after_the_empty_night_is_free():
    proposal = asked()
    next_one = looking(activation=proposal.activation, check_in=in_days(17), check_out=in_days(20))

    assert ask_host(request=next_one, offer=proposal.offer, by=on_duty(next_one)).is_open


def test_the_database_keeps_one_ask_for_a_night_whatever_the_code_does():
    proposal = asked()

    with pytest.raises(IntegrityError), transaction.atomic():
        TakenNight.objects.create(offer=proposal.offer, proposal=proposal, night=in_days(5))


@pytest.mark.parametrize(("start", "near", "most"), [(2, 72, 2), (9, 72, 1), (2, 24, 1)])
def test_two_hosts_at_once_only_when_the_start_is_near(start, near, most):
    request, offer, by = pair(check_in=in_days(start))
    Activation.objects.update(near_hours=near)
    request.refresh_from_db()
    homes = [offer, *HousingOfferFactory.create_batch(2, activation=request.activation)]
    for home in homes[:most]:
        ask_host(request=request, offer=home, by=by)

    with pytest.raises(TooManyAsksError):
        ask_host(request=request, offer=homes[most], by=by)


def declined_by_host(ask):
    return decline_as_host(proposal=ask, refusal=Refusal.DATES, by=host_of(ask.offer))


def home_withdrawn(ask):
    return withdraw_offer(offer=ask.offer, by=host_of(ask.offer))


def host_silent(ask):
    Proposal.objects.filter(pk=ask.pk).update(expires_at=timezone.now())
    expire_silent_proposals()


def requester_silent(ask):
    accept_as_host(proposal=ask, full_name="D", by=host_of(ask.offer))
    host_silent(ask)


def declined_by_requester(ask):
    accept_as_host(proposal=ask, full_name="D", by=host_of(ask.offer))
    by = requester_of(ask.request)
    decline_as_requester(proposal=ask, refusal=Refusal.PLACE, by=by)


@pytest.mark.parametrize(
    ("lose", "most", "hours"),
    [
        (declined_by_host, 2, 4),
        (home_withdrawn, 2, 4),
        (host_silent, 2, 4),
        (requester_silent, 1, 8),
        pytest.param(declined_by_requester, 1, 8, id="declined-by-requester"),
    ],
)
def test_two_hosts_are_asked_after_an_ask_in_vain(lose, most, hours):
    awake = {"quiet_from": time(0), "quiet_until": time(0)}
    activation = ActivationFactory(**awake)
    request, offer, by = pair(activation=activation, check_in=in_days(9), check_out=in_days(12))
    lose(ask_host(request=request, offer=offer, by=by))
    homes = HousingOfferFactory.create_batch(most + 1, activation=activation)

    asks = [ask_host(request=request, offer=home, by=by) for home in homes[:most]]

    assert {ask.expires_at - ask.asked_at for ask in asks} == {timedelta(hours=hours)}
    with pytest.raises(TooManyAsksError):
        ask_host(request=request, offer=homes[most], by=by)


def test_the_database_keeps_two_open_asks_at_most():
    proposal = asked()
    home = HousingOfferFactory(activation=proposal.activation)
    fields = {"activation": proposal.activation, "request": proposal.request, "offer": home}
    days = {"check_in": in_days(2), "check_out": in_days(3), "expires_at": timezone.now()}

    for slot in (1, 3):
        with pytest.raises(IntegrityError), transaction.atomic():
            Proposal.objects.create(**fields, **days, slot=slot, state=ProposalState.ASKED)


def test_a_host_is_asked_so_often_in_a_week_and_no_more():
    request, offer, by = pair(activation=ActivationFactory(asks_per_week=1))
    first = ask_host(request=request, offer=offer, by=by)
    decline_as_host(proposal=first, refusal=Refusal.DATES, by=host_of(offer))
    confirm_offer(offer=offer, by=host_of(offer))

    with pytest.raises(HostTiredError):
        ask_host(request=request, offer=offer, by=by)


def test_nobody_is_woken_unless_somebody_sleeps_outside_tonight():
    asleep = {"quiet_from": time(0), "quiet_until": time(23, 59, 59)}
    request, offer, by = pair(activation=ActivationFactory(**asleep))

    with pytest.raises(QuietHoursError):
        ask_host(request=request, offer=offer, by=by)
    HousingRequest.objects.update(check_in=in_days(0))
    assert ask_host(request=request, offer=offer, by=by).is_open


def test_accept_as_host_signs_and_asks_the_requester():
    proposal = offered()

    assert proposal.state == "offered"
    assert (proposal.agreement.host_name, proposal.agreement.is_signed) == (
        "Dominique Canary",
        False,
    )
    assert Letter.objects.filter(address=proposal.request.contact.email).count() == 1


@pytest.mark.parametrize("in_words", [False, True])
def test_accept_as_host_writes_down_how_far_it_is_to_work(in_words):
    proposal = asked()
    if in_words:
        HousingRequest.objects.update(hospital=None, workplace="A practice in Tours")
    proposal = Proposal.objects.get(pk=proposal.pk)
    expected = minutes_to_work(proposal.request, proposal.offer)

    accept_as_host(proposal=proposal, full_name="Dominique", by=host_of(proposal.offer))

    proposal.refresh_from_db()
    assert proposal.minutes_to_work == expected
    assert (expected is None) == in_words


def test_nobody_signs_for_a_host():
    proposal = asked()

    for by in (on_duty(proposal), requester_of(proposal.request), host_of(HousingOfferFactory())):
        with pytest.raises(PermissionDenied):
            accept_as_host(proposal=proposal, full_name="X", by=by)


@pytest.mark.parametrize("make", [asked, offered])
def test_a_no_frees_the_nights_and_the_request_looks_on(make):
    proposal = make()
    request, by = proposal.request, on_duty(proposal)
    no = decline_as_host if make is asked else decline_as_requester

    ended = no(proposal=proposal, refusal=Refusal.NO_REASON, by=by)

    request.refresh_from_db()
    assert ended.state in {"host_no", "requester_no"}
    assert (request.state, TakenNight.objects.count()) == ("matching", 0)
    with pytest.raises(IllegalTransitionError):
        no(proposal=proposal, refusal=Refusal.NO_REASON, by=by)


def test_whoever_doesn_t_feel_safe_is_never_brought_together_again():
    proposal = offered()
    by = on_duty(proposal)
    decline_as_requester(
        proposal=proposal, refusal=Refusal.UNSAFE, by=requester_of(proposal.request)
    )

    with pytest.raises(BlockedPairError):
        ask_host(request=proposal.request, offer=proposal.offer, by=by)


def test_a_silent_host_is_parked_and_the_request_looks_on():
    proposal = asked()
    Proposal.objects.update(expires_at=timezone.now() - timedelta(minutes=1))

    expire_silent_proposals()
    expire_silent_proposals()

    proposal.refresh_from_db()
    assert proposal.state == "expired"
    assert HousingOffer.objects.get().state == "parked"
    assert HousingRequest.objects.get().state == "matching"
    assert not TakenNight.objects.exists()
    assert confirm_offer(offer=proposal.offer, by=host_of(proposal.offer)).is_fresh


def test_a_silent_requester_loses_nothing_but_this_home():
    proposal = offered()
    Proposal.objects.update(expires_at=timezone.now() - timedelta(minutes=1))

    expire_silent_proposals()

    assert HousingOffer.objects.get().state == "live"
    assert HousingRequest.objects.get().state == "matching"
    assert proposal.request.is_open


def test_an_open_window_is_left_alone():
    proposal = asked()

    expire_silent_proposals()

    proposal.refresh_from_db()
    assert proposal.is_open


@pytest.mark.parametrize("action", [pause_offer, withdraw_offer])
def test_a_home_gone_while_asked_sends_it_on(action):
    proposal = asked()

    action(offer=proposal.offer, by=host_of(proposal.offer))

    proposal.refresh_from_db()
    assert proposal.state == "cancelled"
    assert HousingRequest.objects.get().state == "matching"
    assert not TakenNight.objects.exists()


@pytest.mark.parametrize(
    ("make", "letters"), [(asked, []), pytest.param(offered, [GONE], id="offered")]
)
@pytest.mark.parametrize(
    "action",
    [pause_offer, withdraw_offer, suspend_offer, pytest.param(withdraw_proposal, id="withdraw")],
)
def test_who_agreed_hears_the_home_is_gone(make, letters, action):
    proposal = make()
    Letter.objects.all().delete()
    by, words = on_duty(proposal), {"offer": proposal.offer}
    if action is suspend_offer:
        words["reason"] = "A report"
    if action is withdraw_proposal:
        words = {"proposal": proposal}

    action(**words, by=by)

    mails = Letter.objects.filter(address=proposal.request.contact.email).order_by("pk")
    expected = [f"{title}: {nights_in(proposal)}" for title in letters]
    assert [letter.title for letter in mails] == expected
    assert HousingRequest.objects.get().next_action == "ask_host"


def test_suspending_a_host_ends_asks_at_once_and_says_why():
    proposal = asked()

    suspend_offer(offer=proposal.offer, reason="A report", by=on_duty(proposal))

    proposal.refresh_from_db()
    assert (proposal.state, HousingOffer.objects.get().state) == ("cancelled", "suspended")
    assert "A report" in Letter.objects.last().text


@pytest.mark.parametrize("make", [asked, offered])
def test_a_request_that_is_withdrawn_frees_the_hosts(make):
    proposal = make()

    withdraw(request=proposal.request, by=requester_of(proposal.request))

    proposal.refresh_from_db()
    assert proposal.state == "cancelled"
    assert not TakenNight.objects.exists()


def test_a_request_that_is_passed_on_frees_the_hosts():
    proposal = asked()

    refer(request=proposal.request, reason="Hotel", by=on_duty(proposal))

    assert not TakenNight.objects.exists()


def test_withdraw_proposal_tells_the_host():
    proposal = asked()

    ended = withdraw_proposal(proposal=proposal, by=on_duty(proposal))

    assert ended.state == "cancelled"
    assert Letter.objects.filter(address=proposal.offer.contact.email).count() == 2


def far_pair(**changes):
    """As `pair`, with a home an hour and a half away by bicycle."""
    request, offer, by = pair(**changes)
    HousingOffer.objects.update(latitude=47.55)
    offer.refresh_from_db()
    return request, offer, by


@pytest.mark.parametrize("despite", ["", "  "])
def test_ask_host_further_than_they_said_wants_a_reason(despite):
    request, offer, by = far_pair()

    with pytest.raises(TooFarError):
        ask_host(request=request, offer=offer, by=by, despite=despite)
    assert not Proposal.objects.exists()


def test_ask_host_keeps_why_a_far_home_was_asked_all_the_same():
    request, offer, by = far_pair()
    minutes = minutes_to_work(request, offer)

    ask = ask_host(
        request=request, offer=offer, by=by, despite="The person accepts the longer journey"
    )

    event = Event.objects.get(noun=Noun.PROPOSAL, number=ask.pk)
    entry = AuditEntry.objects.get(verb="housing_proposal.asked_despite_travel")
    assert ask.explanation == {"too_far": minutes, "wanted": 30}
    assert (event.reason, event.person) == ("The person accepts the longer journey", by)
    assert (entry.actor_id, entry.data) == (by.pk, {"minutes": minutes})


def test_ask_host_near_by_writes_no_reason_down():
    request, offer, by = pair()

    ask = ask_host(request=request, offer=offer, by=by, despite="Just so")

    assert (ask.explanation, Event.objects.get(noun=Noun.PROPOSAL).reason) == ({}, "")
    assert not AuditEntry.objects.filter(verb="housing_proposal.asked_despite_travel").exists()


@pytest.mark.parametrize(
    "lacks", [{"sleeps": 0}, {"takes_pets": False}, {"check_out": in_days(10)}]
)
def test_ask_host_overrides_nothing_but_the_way(lacks):
    request, offer, by = far_pair(pets=True)
    HousingOffer.objects.update(**({"takes_pets": True} | lacks))
    offer.refresh_from_db()

    with pytest.raises(DoesNotFitError):
        ask_host(request=request, offer=offer, by=by, despite="They agreed")


def test_mails_about_a_home_say_until_when_to_answer():
    proposal = offered()
    letters = Letter.objects.filter(title__regex="^(Someone needs your home|We have a home)")

    texts = list(letters.order_by("pk").values_list("text", flat=True))

    assert [text.count("Answer by ") for text in texts] == [1, 1]
    zone = ZoneInfo(proposal.activation.timezone)
    with override("en"):
        assert format_moment(proposal.expires_at, zone) in texts[1]
