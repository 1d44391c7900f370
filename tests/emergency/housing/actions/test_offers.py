"""A place is checked, confirmed, parked, paused and taken back."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from commons.mail.models import Letter
from core.permissions import SYSTEM
from core.states import IllegalTransitionError
from emergency.activations.choices import Side
from emergency.housing.actions.offers import (
    begin_check,
    confirm_offer,
    end_offer,
    leave_helpers,
    park_offer,
    pass_check,
    pause_offer,
    refuse_offer,
    remind_host,
    withdraw_offer,
)
from emergency.housing.errors.offers import AccessMissingError, CheckTooLowError, WholeOnlyError
from emergency.housing.errors.requests import ReasonMissingError
from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.proposals import TakenNight
from emergency.housing.periodic import end_past_offers, park_silent_offers, remind_hosts
from emergency.housing.states.offers import AccessMode, OfferState, PlaceKind
from emergency.intake.models.parties import Party
from tests.factories.accounts import UserFactory
from tests.factories.emergency import (
    ActivationFactory,
    DutyFactory,
    HelperFactory,
    HousingOfferFactory,
    asked,
    in_days,
    placed,
)

pytestmark = pytest.mark.django_db


def nadia(offer):
    return DutyFactory(activation=offer.activation).person


def host(offer):
    return Party(offer.submission, Side.HOST)


def test_a_new_place_is_checked_and_then_ready_and_fresh():
    offer = HousingOfferFactory(new=True)
    by = nadia(offer)

    begin_check(offer=offer, by=by)
    ready = pass_check(offer=offer, level=1, by=by)

    assert (ready.state, ready.check_level) == ("live", 1)
    assert list(HousingOffer.objects.fresh()) == [ready]


@pytest.mark.parametrize("state", sorted(set(OfferState) - {OfferState.CHECKING}))
def test_pass_check_follows_a_check_that_somebody_began(state):
    offer = HousingOfferFactory(state=state)

    with pytest.raises(IllegalTransitionError):
        pass_check(offer=offer, level=1, by=nadia(offer))

    offer.refresh_from_db()
    assert offer.state == state


def test_pass_check_needs_the_level_of_its_kind():
    activation = ActivationFactory(whole_check=2)
    offer = HousingOfferFactory(activation=activation, state=OfferState.CHECKING)

    with pytest.raises(CheckTooLowError):
        pass_check(offer=offer, level=1, by=nadia(offer))


def test_pass_check_of_a_shared_home_needs_level_2_where_allowed():
    shared = {"kind": PlaceKind.SHARED, "state": OfferState.CHECKING}
    refused = HousingOfferFactory(**shared)
    taken = HousingOfferFactory(**shared, activation=ActivationFactory(whole_only=False))

    with pytest.raises(WholeOnlyError):
        pass_check(offer=refused, level=3, by=nadia(refused))
    with pytest.raises(CheckTooLowError):
        pass_check(offer=taken, level=1, by=nadia(taken))
    assert pass_check(offer=taken, level=2, by=nadia(taken)).state == "live"


def test_pass_check_needs_hours_where_somebody_hands_the_key_over():
    offer = HousingOfferFactory(state=OfferState.CHECKING, access_mode=AccessMode.IN_PERSON)

    with pytest.raises(AccessMissingError):
        pass_check(offer=offer, level=1, by=nadia(offer))


def test_refuse_offer_says_why_and_can_be_looked_at_again():
    offer = HousingOfferFactory(state=OfferState.CHECKING)
    by = nadia(offer)

    with pytest.raises(ReasonMissingError):
        refuse_offer(offer=offer, reason=" ", by=by)
    refuse_offer(offer=offer, reason="No window", by=by)

    assert begin_check(offer=offer, by=by).state == "checking"


@pytest.mark.parametrize("state", ["live", "parked", "paused"])
def test_confirm_offer_brings_it_back_with_one_press(state):
    offer = HousingOfferFactory(stale=True, state=state)

    confirmed = confirm_offer(offer=offer, by=host(offer))

    assert list(HousingOffer.objects.fresh()) == [confirmed]


@pytest.mark.parametrize(
    "state", ["submitted", "checking", "suspended", "refused", "withdrawn", "ended"]
)
def test_confirm_offer_undoes_no_decision(state):
    offer = HousingOfferFactory(state=state)

    with pytest.raises(IllegalTransitionError):
        confirm_offer(offer=offer, by=host(offer))
    offer.refresh_from_db()
    assert offer.state == state


@pytest.mark.parametrize(("since", "hours"), [(1, 72), (8, 7 * 24)])
def test_confirm_offer_counts_shorter_in_the_first_week(since, hours):
    opened_at = timezone.now() - timedelta(days=since)
    offer = HousingOfferFactory(activation=ActivationFactory(opened_at=opened_at))

    confirmed = confirm_offer(offer=offer, by=host(offer))

    assert confirmed.fresh_until - confirmed.last_confirmed_at == timedelta(hours=hours)


def test_silent_places_are_parked_and_their_hosts_asked_once():
    fresh, silent = HousingOfferFactory(), HousingOfferFactory(stale=True)

    park_silent_offers()
    park_silent_offers()

    states = dict(HousingOffer.objects.values_list("pk", "state"))
    assert states == {fresh.pk: "live", silent.pk: "parked"}
    assert [letter.address for letter in Letter.objects.all()] == [silent.contact.email]
    assert list(HousingOffer.objects.to_call()) == [silent]


def test_hosts_are_asked_once_on_the_day_before_their_home_goes_stale():
    soon = HousingOfferFactory(fresh_until=timezone.now() + timedelta(hours=23))
    HousingOfferFactory(fresh_until=timezone.now() + timedelta(hours=25))
    HousingOfferFactory(stale=True)
    HousingOfferFactory(state="paused", fresh_until=soon.fresh_until)

    remind_hosts()
    remind_hosts()

    [letter] = Letter.objects.all()
    title = "Will your home still be free after tomorrow?"
    assert (letter.address, letter.title) == (soon.contact.email, title)
    soon.refresh_from_db()
    assert soon.state == "live"


def test_a_host_who_confirmed_is_asked_again_when_that_is_over_too(time_machine):
    offer = HousingOfferFactory(fresh_until=timezone.now() + timedelta(hours=23))
    remind_hosts()
    offer = confirm_offer(offer=offer, by=host(offer))
    remind_hosts()
    assert Letter.objects.count() == 1

    time_machine.move_to(offer.fresh_until - timedelta(hours=1))
    remind_hosts()

    assert Letter.objects.count() == 2


def test_remind_host_leaves_whoever_said_a_word_meanwhile_alone():
    remind_host(offer=HousingOfferFactory(), by=SYSTEM)

    assert not Letter.objects.exists()


def test_park_offer_leaves_what_was_confirmed_meanwhile():
    assert park_offer(offer=HousingOfferFactory(), by=SYSTEM).state == "live"


@pytest.mark.parametrize("state", ["live", "parked", "paused"])
def test_end_past_offers_ends_them_and_thanks_hosts_once(state):
    past = HousingOfferFactory(state=state, check_in=in_days(-9), check_out=in_days(0))
    lent = HousingOfferFactory(check_in=in_days(-9), check_out=in_days(1))

    end_past_offers()
    end_past_offers()

    states = dict(HousingOffer.objects.values_list("pk", "state"))
    assert states == {past.pk: "ended", lent.pk: "live"}
    assert [letter.address for letter in Letter.objects.all()] == [past.contact.email]


@pytest.mark.parametrize("state", ["submitted", "checking"])
def test_end_past_offers_ends_unseen_homes_and_says_why(state):
    unseen = {"state": state, "check_level": 0, "fresh_until": None}
    offer = HousingOfferFactory(**unseen, check_in=in_days(-9), check_out=in_days(0))
    waiting = HousingOfferFactory(**unseen, check_in=in_days(-9), check_out=in_days(1))

    end_past_offers()

    states = dict(HousingOffer.objects.values_list("pk", "state"))
    assert states == {offer.pk: "ended", waiting.pk: state}
    [letter] = Letter.objects.all()
    assert (letter.address, letter.title) == (
        offer.contact.email,
        "We didn’t check your home in time",
    )


def test_end_offer_waits_for_whoever_lives_there():
    stay = placed()
    HousingOffer.objects.update(check_in=in_days(-20), check_out=in_days(0))

    end_past_offers()

    assert HousingOffer.objects.get() == stay.offer
    assert HousingOffer.objects.get().state == "live"


def test_end_offer_cancels_an_open_ask_and_resumes_matching():
    ask = asked()
    HousingOffer.objects.update(check_in=in_days(-20), check_out=in_days(0))

    end_offer(offer=ask.offer, by=SYSTEM)

    ask.refresh_from_db()
    assert (ask.state, ask.request.state) == ("cancelled", "matching")
    assert not TakenNight.objects.exists()


def test_end_offer_leaves_what_is_lent_longer_meanwhile():
    assert end_offer(offer=HousingOfferFactory(), by=SYSTEM).state == "live"


def test_pause_and_withdraw_are_the_host_s():
    offer = HousingOfferFactory()

    assert pause_offer(offer=offer, by=host(offer)).state == "paused"
    assert withdraw_offer(offer=offer, by=host(offer)).state == "withdrawn"


@pytest.mark.parametrize("action", [begin_check, confirm_offer, pause_offer, withdraw_offer])
def test_a_stranger_may_nothing(action):
    offer = HousingOfferFactory()

    for person in (UserFactory(), DutyFactory().person, host(HousingOfferFactory())):
        with pytest.raises(PermissionDenied):
            action(offer=offer, by=person)


@pytest.mark.parametrize("action", [remind_host, park_offer, end_offer])
def test_what_the_clock_does_is_left_to_the_system(action):
    offer = HousingOfferFactory()

    with pytest.raises(PermissionDenied):
        action(offer=offer, by=nadia(offer))


def test_leave_helpers_is_one_press():
    helper = HelperFactory()

    left = leave_helpers(helper=helper, by=Party(helper.submission, Side.HOST))

    assert left.left_at is not None


def test_the_database_keeps_no_ready_place_that_nobody_confirmed():
    HousingOfferFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        HousingOffer.objects.update(fresh_until=None)
