"""A host says yes after the window: it counts while the person still looks, and no longer."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from commons.mail.models import Letter
from core.states import IllegalTransitionError
from emergency.activations.models.activations import Activation
from emergency.activations.states.activations import ActivationState
from emergency.housing.actions.offers import confirm_offer, suspend_offer, withdraw_offer
from emergency.housing.actions.placements import accept_as_requester
from emergency.housing.actions.proposals import accept_as_host, ask_host, decline_as_host
from emergency.housing.actions.requests import withdraw
from emergency.housing.errors.proposals import TooLateError
from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.placements import LoanAgreement
from emergency.housing.models.proposals import BlockedPair, Proposal, TakenNight
from emergency.housing.models.requests import HousingRequest
from emergency.housing.states.proposals import Refusal
from tests.factories.emergency import (
    DutyFactory,
    HousingOfferFactory,
    asked,
    host_of,
    looking,
    offered,
    ran_out,
    requester_of,
)

pytestmark = pytest.mark.django_db


def says_yes(ask):
    return accept_as_host(proposal=ask, full_name="Dominique", by=host_of(ask.offer))


def ask_another(ask):
    """Another host for the same person."""
    by = DutyFactory(activation=ask.activation).person
    return ask_host(
        request=ask.request, offer=HousingOfferFactory(activation=ask.activation), by=by
    )


def kept():
    """What must stand as before where a yes is refused."""
    return (
        list(Proposal.objects.values_list("pk", "state", "slot").order_by("pk")),
        list(TakenNight.objects.values_list("offer", "night").order_by("offer", "night")),
        list(HousingOffer.objects.values_list("pk", "state").order_by("pk")),
        list(HousingRequest.objects.values_list("pk", "state").order_by("pk")),
        LoanAgreement.objects.count(),
    )


def test_a_yes_in_the_minute_before_the_clock_comes_by_counts():
    ask = asked()
    Proposal.objects.update(expires_at=timezone.now() - timedelta(seconds=20))

    assert says_yes(ask).state == "offered"
    assert Proposal.objects.get().expires_at > timezone.now()


def test_a_late_yes_holds_nights_and_home_again_and_asks_guest():
    ask = asked()
    nights = set(TakenNight.objects.values_list("night", flat=True))
    ask = ran_out(ask)
    assert (ask.offer.state, TakenNight.objects.count()) == ("parked", 0)
    Letter.objects.all().delete()

    offer = says_yes(ask)

    assert (offer.state, offer.request.state, offer.offer.state) == ("offered", "proposed", "live")
    assert offer.offer.is_fresh
    assert offer.expires_at > timezone.now()
    assert set(TakenNight.objects.values_list("night", flat=True)) == nights
    assert "We have a home for you" in Letter.objects.get().title
    me = requester_of(offer.request)
    assert accept_as_requester(proposal=offer, full_name="Camille", by=me).is_live


def test_nights_that_passed_meanwhile_are_not_held():
    ask = ran_out(asked())
    gone = ask.check_in - timedelta(days=2)
    Proposal.objects.update(check_in=gone)
    HousingRequest.objects.update(check_in=gone)

    offer = says_yes(ask)

    assert offer.check_in == timezone.localdate()
    assert TakenNight.objects.earliest("night").night == timezone.localdate()


def test_it_takes_the_place_that_is_free_beside_another_ask():
    late = ran_out(asked())
    other = ask_another(late)

    offer = says_yes(late)

    assert sorted([other.slot, offer.slot]) == [1, 2]
    other.refresh_from_db()
    assert other.state == "asked"


def test_a_late_yes_cancels_the_younger_of_two_asks_and_tells_it():
    late = ran_out(asked())
    first, second = ask_another(late), ask_another(late)
    Letter.objects.all().delete()

    offer = says_yes(late)

    states = dict(Proposal.objects.values_list("pk", "state"))
    assert states == {late.pk: "offered", first.pk: "asked", second.pk: "cancelled"}
    assert offer.slot == second.slot
    assert set(TakenNight.objects.values_list("offer", flat=True)) == {
        late.offer_id,
        first.offer_id,
    }
    told = {letter.address: letter.title for letter in Letter.objects.all()}
    assert second.offer.contact.email in told


def test_it_is_too_late_where_two_said_yes_before():
    late = ran_out(asked())
    for other in (ask_another(late), ask_another(late)):
        says_yes(other)
    before = kept()

    with pytest.raises(TooLateError):
        says_yes(late)

    assert kept() == before


def housed_elsewhere(ask):
    offer = says_yes(ask_another(ask))
    accept_as_requester(proposal=offer, full_name="C", by=requester_of(offer.request))


def no_longer_looking(ask):
    withdraw(request=ask.request, by=requester_of(ask.request))


def lent_to_somebody_else(ask):
    confirm_offer(offer=ask.offer, by=host_of(ask.offer))
    request = looking(activation=ask.activation)
    ask_host(request=request, offer=ask.offer, by=DutyFactory(activation=ask.activation).person)


def kept_apart(ask):
    BlockedPair.objects.create(request=ask.request, offer=ask.offer, why="reported")


def home_taken_back(ask):
    withdraw_offer(offer=ask.offer, by=host_of(ask.offer))


def home_suspended(ask):
    by = DutyFactory(activation=ask.activation).person
    suspend_offer(offer=ask.offer, reason="A fault of the gas", by=by)


def days_over(ask):
    yesterday = timezone.localdate() - timedelta(days=1)
    days = {"check_in": yesterday - timedelta(days=3), "check_out": yesterday}
    HousingRequest.objects.update(**days)


def emergency_over(ask):
    Activation.objects.update(state=ActivationState.CLOSED)


CHANGES = (
    housed_elsewhere,
    no_longer_looking,
    lent_to_somebody_else,
    kept_apart,
    home_taken_back,
    home_suspended,
)


@pytest.mark.parametrize("meanwhile", [*CHANGES, days_over, emergency_over])
def test_a_late_yes_moves_nothing_after_a_change(meanwhile):
    late = ran_out(asked())
    meanwhile(late)
    before = kept()

    with pytest.raises(TooLateError):
        says_yes(late)

    assert kept() == before


def test_what_the_person_let_pass_is_no_host_s_to_answer_again():
    late = ran_out(offered())

    with pytest.raises(TooLateError):
        says_yes(late)


def test_a_second_yes_is_refused_in_words():
    ask = offered()

    with pytest.raises(IllegalTransitionError):
        says_yes(ask)


def test_nobody_says_a_late_no_and_nobody_else_a_late_yes():
    late = ran_out(asked())

    with pytest.raises(IllegalTransitionError):
        decline_as_host(proposal=late, refusal=Refusal.DATES, by=host_of(late.offer))
    for by in (
        DutyFactory(activation=late.activation).person,
        requester_of(late.request),
        host_of(HousingOfferFactory()),
    ):
        with pytest.raises(PermissionDenied):
            accept_as_host(proposal=late, full_name="X", by=by)


def page_of(client, ask):
    return client.get(ask.offer.submission.get_absolute_url()).text


def yes_url(ask):
    return reverse("emergency:proposal-yes", args=[ask.offer.submission.token, ask.public_id])


def no_url(ask):
    return reverse("emergency:proposal-no", args=[ask.offer.submission.token, ask.public_id])


def test_the_host_s_page_shows_an_ask_that_ran_out_with_a_yes_alone(client):
    late = ran_out(asked())

    page = page_of(client, late)

    assert "No other home found yet: you can still say yes" in page
    assert yes_url(late) in page
    assert no_url(late) not in page
    declined = client.get(no_url(late))
    assert declined.status_code == 200
    assert f'action="{no_url(late)}"' not in declined.text
    assert "you don’t need to say no. You can still say yes." in declined.text
    assert "This request is closed" not in declined.text
    assert "Answer by" not in page


def test_an_ask_that_was_repeated_in_vain_is_shown_once(client):
    late = ran_out(asked())
    confirm_offer(offer=late.offer, by=host_of(late.offer))
    by = DutyFactory(activation=late.activation).person
    again = ran_out(ask_host(request=late.request, offer=late.offer, by=by))

    page = page_of(client, late)

    assert page.count("No other home found yet: you can still say yes") == 1
    assert yes_url(again) in page


@pytest.mark.parametrize("meanwhile", CHANGES)
def test_host_page_hides_what_is_unanswerable(client, meanwhile):
    late = ran_out(asked())
    meanwhile(late)

    assert yes_url(late) not in page_of(client, late)


def test_a_late_yes_by_the_page_is_signed(client):
    late = ran_out(asked())
    said = {"full_name": "Dominique", "signs": "on", "insured": "on"}

    answer = client.post(yes_url(late), said, follow=True)

    assert "Signed. Thank you." in answer.text
    assert LoanAgreement.objects.get().host_name == "Dominique"
    assert Proposal.objects.get().state == "offered"


def test_a_late_yes_by_the_page_is_told_so_and_keeps_its_input(client):
    late = ran_out(asked())
    housed_elsewhere(late)
    said = {"full_name": "Dominique", "signs": "on", "insured": "on"}

    answer = client.post(yes_url(late), said)

    assert answer.status_code == 422
    assert "It’s too late for this request" in answer.text
    assert 'value="Dominique"' in answer.text
