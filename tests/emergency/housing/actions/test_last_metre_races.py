"""One link on several phones: one answer counts, the others read a sentence, nothing is lost."""

from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from commons.mail.models import Letter
from core.errors import DomainError
from core.permissions import SYSTEM
from emergency.activations.choices import Side
from emergency.housing.actions.alerts import raise_alerts
from emergency.housing.actions.ending import tell_of_end
from emergency.housing.actions.entry import (
    complete_home,
    correct_home,
    describe_entry,
    remind_of_entry,
)
from emergency.housing.actions.messages import pass_on, release_messages, write_message
from emergency.housing.actions.offers import pass_check, withdraw_offer
from emergency.housing.actions.proposals import accept_as_host, decline_as_host
from emergency.housing.actions.requests import withdraw
from emergency.housing.actions.withdrawal import withdraw_submission
from emergency.housing.errors.offers import NumberMissingError
from emergency.housing.errors.proposals import AlreadyDeclinedError, AlreadySignedError
from emergency.housing.errors.requests import AlreadyWithdrawnError
from emergency.housing.models.alerts import Alert
from emergency.housing.models.messages import RelayMessage
from emergency.housing.models.offers import HousingAddress, HousingOffer
from emergency.housing.models.placements import LoanAgreement, Placement
from emergency.housing.models.proposals import Proposal
from emergency.housing.models.requests import HousingRequest
from emergency.housing.states.offers import OfferState
from emergency.housing.states.proposals import Refusal
from emergency.intake.actions.submissions import process_submission
from emergency.intake.choices import IntakeType
from emergency.intake.models.parties import Party
from tests import rivals
from tests.factories.emergency import (
    ActivationFactory,
    DutyFactory,
    HospitalFactory,
    HousingOfferFactory,
    HousingRequestFactory,
    SubmissionFactory,
    asked,
    host_of,
    in_days,
    placed,
    requester_of,
    roof_words,
)

pytestmark = pytest.mark.django_db(transaction=True)

at_once = partial(rivals.at_once, refusals=(DomainError, PermissionDenied))


def names_of(results):
    return sorted(type(result).__name__ for result in results)


def without_code():
    placement = placed(check_in=in_days(0))
    HousingAddress.objects.update(access_code="")
    Placement.objects.update(at=timezone.now() - timedelta(hours=1))
    rows = Placement.objects.select_related("activation", "request", "offer", "proposal")
    return rows.get(pk=placement.pk)


def test_a_host_who_signs_on_three_phones_signs_once():
    proposal = asked()
    me = host_of(proposal.offer)

    results = at_once(
        *(lambda: accept_as_host(proposal=proposal, full_name="D", by=me) for _ in range(3))
    )

    assert names_of(results) == ["AlreadySignedError", "AlreadySignedError", "Proposal"]
    assert LoanAgreement.objects.count() == 1


def test_a_yes_and_a_no_from_two_phones_are_one_answer():
    proposal = asked()
    me = host_of(proposal.offer)

    yes, no = at_once(
        lambda: accept_as_host(proposal=proposal, full_name="D", by=me),
        lambda: decline_as_host(proposal=proposal, refusal=Refusal.NO_REASON, by=me),
    )

    state = Proposal.objects.get().state
    if state == "offered":
        assert isinstance(no, AlreadySignedError)
    else:
        assert state == "host_no"
        assert isinstance(yes, AlreadyDeclinedError)


@pytest.mark.parametrize("noun", ["request", "offer"])
def test_of_two_withdrawals_the_second_reads_that_it_was_done(noun):
    if noun == "request":
        row = HousingRequestFactory()
        action = lambda: withdraw(request=row, by=requester_of(row))  # noqa: E731
    else:
        row = HousingOfferFactory()
        action = lambda: withdraw_offer(offer=row, by=host_of(row))  # noqa: E731

    results = at_once(action, action)

    assert sum(isinstance(result, AlreadyWithdrawnError) for result in results) == 1
    row.refresh_from_db()
    assert row.state == "withdrawn"


def test_a_form_is_withdrawn_while_the_clock_takes_it_in():
    activation = ActivationFactory()
    words = roof_words(activation, None, hospital=HospitalFactory().pk, phone="+33612345611")
    words.pop("key")
    slip = SubmissionFactory(
        activation=activation,
        intake_type=IntakeType.REQUEST,
        key=uuid4(),
        taken_in_at=None,
        words=words,
    )

    at_once(
        lambda: process_submission(submission=slip, by=SYSTEM),
        lambda: withdraw_submission(submission=slip, by=Party(slip, Side.REQUESTER)),
    )

    assert [one.state for one in HousingRequest.objects.all()] == ["withdrawn"]


def test_a_host_is_reminded_once_by_two_clocks():
    placement = without_code()
    Letter.objects.all().delete()

    at_once(*(lambda: remind_of_entry(placement=placement, by=SYSTEM) for _ in range(2)))

    assert Letter.objects.count() == 1


def test_the_code_is_written_on_two_phones_and_one_of_them_stands_whole():
    placement = without_code()
    me = host_of(placement.offer)

    at_once(
        lambda: describe_entry(placement=placement, by=me, floor="1", access_code="1111"),
        lambda: describe_entry(placement=placement, by=me, floor="2", access_code="2222"),
    )

    where = HousingAddress.objects.get()
    assert (where.floor, where.access_code) in {("1", "1111"), ("2", "2222")}


def test_an_alarm_is_raised_once_by_two_clocks():
    placement = without_code()
    Placement.objects.update(entry_asked_at=timezone.now())

    at_once(*(lambda: raise_alerts(activation=placement.activation, by=SYSTEM) for _ in range(2)))

    assert Alert.objects.filter(action="entry").count() == 1


def test_a_home_is_ready_only_after_its_address_was_completed():
    offer = HousingOfferFactory(state=OfferState.CHECKING, address="rue du Cher")
    by = DutyFactory(activation=offer.activation).person
    said = {"has_no_number": True, "access_mode": "key_box", "access_hours": ""}

    passed, _completed = at_once(
        lambda: pass_check(offer=offer, level=2, by=by),
        lambda: complete_home(offer=offer, address="", by=host_of(offer), **said),
    )

    assert HousingAddress.objects.get().has_no_number
    state = HousingOffer.objects.get().state
    assert state == ("checking" if isinstance(passed, NumberMissingError) else "live")


def test_a_message_passed_on_while_the_clock_releases_it_is_sent():
    proposal = placed().proposal
    by = DutyFactory(activation=proposal.activation).person
    write = partial(write_message, proposal=proposal, key=uuid4(), by=host_of(proposal.offer))
    message = write(body="06 12 34 56 78")
    Placement.objects.update(check_in=in_days(0))

    at_once(
        lambda: pass_on(message=message, by=by),
        lambda: release_messages(proposal=proposal, by=SYSTEM),
    )

    assert [one.state for one in RelayMessage.objects.all()] == ["sent"]


def test_two_clocks_tell_of_the_end_once():
    offer = HousingOfferFactory(activation=ActivationFactory(ending=True))

    results = at_once(
        *(lambda: tell_of_end(submission=offer.submission, by=SYSTEM) for _ in range(2))
    )

    assert sorted(results) == [False, True]
    assert Letter.objects.count() == 1


def test_clocks_on_two_homes_of_one_host_tell_them_once():
    activation = ActivationFactory(ending=True)
    offers = HousingOfferFactory.create_batch(2, activation=activation)
    HousingOffer.objects.update(email_digest="the same", phone_digest="")

    results = at_once(
        *(partial(tell_of_end, submission=offer.submission, by=SYSTEM) for offer in offers)
    )

    assert sorted(results) == [False, True]
    assert Letter.objects.count() == 1


def test_host_and_desk_who_correct_a_home_at_once_leave_one_whole_answer():
    offer = HousingOfferFactory()
    by = DutyFactory(activation=offer.activation).person
    where = {"locality": offer.locality}

    at_once(
        lambda: correct_home(offer=offer, by=host_of(offer), sleeps=3, cots=1, **where),
        lambda: correct_home(offer=offer, by=by, sleeps=4, cots=2, **where),
    )

    saved = HousingOffer.objects.get()
    assert (saved.sleeps, saved.cots) in {(3, 1), (4, 2)}
