"""One person is forgotten before everybody is; what was counted can still be counted."""

import pytest
from django.core.exceptions import PermissionDenied

from emergency.actions.erasure import forget_submission
from emergency.actions.leaving import let_go_of
from emergency.actions.offers import begin_check, withdraw_offer
from emergency.actions.placements import end_stay
from emergency.actions.requests import go_on, withdraw
from emergency.actions.reveals import reveal_contact
from emergency.errors.activations import StillNeededError
from emergency.errors.requests import ForgottenError
from emergency.models import Contact, HousingAddress, HousingOffer, Submission
from emergency.queries.own_data import data_of
from tests.emergency.test_forgetting import canaries
from tests.factories.accounts import UserFactory
from tests.factories.emergency import (
    DutyFactory,
    HelperFactory,
    HousingOfferFactory,
    HousingRequestFactory,
    host_of,
    housed,
    placed,
    requester_of,
)

pytestmark = pytest.mark.django_db


def lived():
    """A stay that is over, with a canary on either side."""
    stay = housed(
        words="I am Canary",
        contact__name="Camille",
        contact__full_name="Camille Canary",
    )
    by = DutyFactory(activation=stay.activation, person__display_name="Nadia").person
    reveal_contact(subject=stay.request, reason="the canary", by=by)
    end_stay(placement=stay, reason="to the canaries", by=by)
    return stay, by


def test_forget_submission_of_both_sides_leaves_no_canary_of_theirs():
    stay, by = lived()
    withdraw_offer(offer=stay.offer, by=by)
    numbers = (stay.request_id, stay.offer_id)

    for submission in (stay.request.submission, stay.offer.submission):
        forget_submission(submission=submission, by=by)

    left = [cell for cell in canaries() if cell[0].startswith("emergency_")]
    assert left == []
    stay.refresh_from_db()
    assert (stay.request_id, stay.offer_id) == numbers
    assert stay.request.state == "completed"


def test_forget_submission_closes_the_link():
    request = HousingRequestFactory()
    link = request.submission.token
    withdraw(request=request, by=requester_of(request))

    forget_submission(submission=request.submission, by=requester_of(request))

    assert Submission.objects.with_token(link) is None


def test_nobody_who_was_forgotten_is_looked_for_again():
    request = HousingRequestFactory(state="ineligible", next_action_at=None)
    offer = HousingOfferFactory(activation=request.activation, state="refused")
    by = DutyFactory(activation=request.activation).person
    for row in (request, offer):
        forget_submission(submission=row.submission, by=by)

    with pytest.raises(ForgottenError):
        go_on(request=request, by=by)
    with pytest.raises(ForgottenError):
        begin_check(offer=offer, by=by)


def test_forget_submission_leaves_the_other_side_alone():
    stay, by = lived()

    forget_submission(submission=stay.request.submission, by=by)

    stay.offer.refresh_from_db()
    assert stay.offer.contact.name == "Dominique"
    assert HousingAddress.objects.get(offer=stay.offer).address == "7 Canary Lane"


@pytest.mark.parametrize("side", ["request", "offer"])
def test_forget_submission_waits_while_somebody_lives_there(side):
    stay = placed()
    submission = getattr(stay, side).submission
    by = DutyFactory(activation=stay.activation).person

    with pytest.raises(StillNeededError):
        forget_submission(submission=submission, by=by)

    assert Contact.objects.count() == 2


@pytest.mark.parametrize("make", [HousingRequestFactory, HousingOfferFactory, HelperFactory])
def test_forget_submission_asks_to_take_it_back_first(make):
    row = make()

    with pytest.raises(StillNeededError):
        forget_submission(submission=row.submission, by=host_of(row))


def test_forget_submission_is_for_its_bearer_and_the_coordination():
    request = HousingRequestFactory()
    others = (
        UserFactory(),
        DutyFactory().person,
        requester_of(HousingRequestFactory()),
        UserFactory(is_active=False),
    )

    for by in others:
        with pytest.raises(PermissionDenied):
            forget_submission(submission=request.submission, by=by)


def test_whoever_closes_their_account_is_forgotten_as_a_host_too():
    host = UserFactory()
    offer = HousingOfferFactory(host=host)

    let_go_of(host)

    offer = HousingOffer.objects.get(pk=offer.pk)
    assert (offer.state, offer.contact, offer.phone_digest) == ("withdrawn", None, "")
    assert not HousingAddress.objects.exists()


def test_data_of_gives_everything_and_nothing_of_the_other_side():
    stay, _by = lived()

    told = data_of(stay.request.submission)

    assert told["contact"][0]["full_name"] == "Camille Canary"
    assert told["request"][0]["words"] == "I am Canary"
    assert [step["new"] for step in told["steps"]][-1] == "completed"
    assert len(told["read_by_others"]) == 1
    assert "Dominique" not in str(told)
    assert "Canary Lane" not in str(told)
