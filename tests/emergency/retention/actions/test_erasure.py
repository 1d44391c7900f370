"""One person is forgotten before everybody is; what was counted can still be counted."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from commons.mail.models import Letter
from core.permissions import SYSTEM
from emergency.activations.models.events import Event
from emergency.housing.actions.extensions import agree_longer, ask_longer
from emergency.housing.actions.messages import write_message
from emergency.housing.actions.offers import begin_check, withdraw_offer
from emergency.housing.actions.placements import break_down, end_stay
from emergency.housing.actions.requests import resume_verification, withdraw
from emergency.housing.actions.reveals import reveal_contact
from emergency.housing.actions.verification import enter_work_code, send_work_code
from emergency.housing.errors.requests import ForgottenError
from emergency.housing.errors.verification import TooManyCodesError, WrongCodeError
from emergency.housing.models.extensions import Extension
from emergency.housing.models.messages import RelayMessage
from emergency.housing.models.offers import Helper, HousingAddress, HousingOffer
from emergency.housing.models.placements import LoanAgreement
from emergency.housing.models.requests import HousingRequest
from emergency.housing.models.verification import WorkCode
from emergency.intake.actions.submissions import process_submission, receive_submission
from emergency.intake.choices import IntakeType
from emergency.intake.models.contacts import Contact
from emergency.intake.models.submissions import Submission
from emergency.retention.actions.account_closure import close_account_data
from emergency.retention.actions.erasure import forget_submission
from emergency.retention.errors import InUseYetError, StillNeededError
from emergency.retention.selectors.own_data import data_of
from emergency.safety.actions.incidents import close_incident, report_incident, take_incident
from emergency.safety.models import IncidentReport
from emergency.safety.states import Outcome
from tests.emergency.retention.test_forgetting import canaries
from tests.factories.accounts import UserFactory
from tests.factories.emergency import (
    ActivationFactory,
    DutyFactory,
    HelperFactory,
    HospitalFactory,
    HousingOfferFactory,
    HousingRequestFactory,
    host_of,
    housed,
    in_days,
    placed,
    reader_of,
    requester_of,
    roof_words,
)
from tests.quotas import limit

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
        resume_verification(request=request, by=by)
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
def test_forget_submission_needs_it_taken_back(make):
    row = make()

    with pytest.raises(StillNeededError):
        forget_submission(submission=row.submission, by=host_of(row))


def test_forget_submission_says_nothing_of_a_report_that_is_open():
    stay, by = lived()
    said = IncidentReport(key=uuid4(), words="Somebody came in at night.")
    incident = report_incident(subject=stay.request, report=said, by=by)

    with pytest.raises(InUseYetError):
        forget_submission(submission=stay.request.submission, by=by)
    reader = reader_of(incident)
    incident = take_incident(incident=incident, by=reader)
    close_incident(incident=incident, outcome=Outcome.NOTHING, words="A neighbour.", by=reader)
    forget_submission(submission=stay.request.submission, by=by)

    stay.request.refresh_from_db()
    assert stay.request.contact is None


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

    close_account_data(host)

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


def reasons_told(request):
    steps = data_of(request.submission)["steps"]
    return [step["reason"] for step in steps if step.get("reason")]


@pytest.mark.parametrize("whose", ["host", "coordinator"])
def test_data_of_a_guest_keeps_the_reasons_of_others(whose):
    stay = housed()
    coordinator = DutyFactory(activation=stay.activation).person
    by = host_of(stay.offer) if whose == "host" else coordinator
    reveal_contact(subject=stay.request, reason="a canary of the reader", by=coordinator)

    break_down(placement=stay, reason="I don't feel safe with him.", by=by)

    assert Event.objects.filter(reason="I don't feel safe with him.").exists()
    assert reasons_told(stay.request) == []
    told = str(data_of(stay.request.submission))
    assert "feel safe" not in told
    assert "a canary of the reader" not in told


def test_data_of_a_guest_gives_the_reason_that_they_wrote():
    stay = housed()

    break_down(placement=stay, reason="The stairs.", by=requester_of(stay.request))

    assert reasons_told(stay.request) == ["The stairs."]


def come_in(activation, door, words):
    submission = receive_submission(
        activation=activation, intake_type=door, words=words, language="en", key=uuid4()
    )
    return process_submission(submission=submission, by=SYSTEM)


def ask_and_be_forgotten(activation, words):
    submission = come_in(activation, IntakeType.REQUEST, words)
    request = HousingRequest.objects.get(submission=submission)
    withdraw(request=request, by=requester_of(request))
    forget_submission(submission=submission, by=requester_of(request))


def help_and_be_forgotten(activation, words):
    submission = come_in(activation, IntakeType.HELPER, words)
    Helper.objects.filter(submission=submission).update(left_at=timezone.now())
    forget_submission(submission=submission, by=DutyFactory(activation=activation).person)


@pytest.mark.parametrize(("door", "letters"), [(IntakeType.REQUEST, 2 * 3), (IntakeType.HELPER, 3)])
def test_forgetting_gives_no_further_receipts(door, letters, monkeypatch):
    """A request brings its receipt and, once it is withdrawn, one email more."""
    monkeypatch.setattr("emergency.housing.actions.intake.RECEIPTS_A_DAY", 3)
    activation, hospital = ActivationFactory(), HospitalFactory()
    helper = {"name": "Camille", "phone": "", "skills": ["talking"], "words": ""}
    for number in range(5):
        email = f"victim+{number}@example.org"
        if door == IntakeType.REQUEST:
            ask_and_be_forgotten(
                activation, roof_words(activation, None, hospital=hospital.pk, email=email)
            )
        else:
            help_and_be_forgotten(activation, helper | {"email": email})

    assert Letter.objects.filter(address__startswith="victim").count() == letters


def code_for(activation, address):
    request = HousingRequestFactory(activation=activation, state="verifying")
    send_work_code(request=request, address=address, by=requester_of(request))
    return request


def leave(request):
    withdraw(request=request, by=requester_of(request))
    forget_submission(submission=request.submission, by=requester_of(request))


def test_forgetting_gives_no_further_codes_to_an_address():
    activation = ActivationFactory(work_domains="chu-tours.fr")
    for _time in range(5):
        leave(code_for(activation, "ada@chu-tours.fr"))

    with pytest.raises(TooManyCodesError):
        code_for(activation, "Ada+x@chu-tours.fr")
    code_for(activation, "ben@chu-tours.fr")

    assert Letter.objects.filter(address="ada@chu-tours.fr").count() == 5


@pytest.mark.parametrize("counted", ["domain", "activation"])
def test_forgetting_gives_no_further_codes_to_a_domain(counted, settings):
    limit(settings, **{f"emergency_codes_of_{counted}": 2})
    activation = ActivationFactory(work_domains="chu-tours.fr")
    for number in range(2):
        leave(code_for(activation, f"{number}@chu-tours.fr"))

    with pytest.raises(TooManyCodesError):
        code_for(activation, "ada@chu-tours.fr")


def test_forgetting_gives_no_further_tries_of_codes(settings):
    limit(settings, emergency_wrong_codes_of_address=2)
    activation = ActivationFactory(work_domains="chu-tours.fr")
    for _time in range(2):
        request = code_for(activation, "ada@chu-tours.fr")
        with pytest.raises(WrongCodeError):
            enter_work_code(request=request, digits="wrong", by=requester_of(request))
        leave(request)
    request = code_for(activation, "ada@chu-tours.fr")

    with pytest.raises(TooManyCodesError):
        enter_work_code(request=request, digits="wrong", by=requester_of(request))


def test_what_was_forgotten_counts_for_a_day_and_no_longer(time_machine):
    time_machine.move_to("2027-04-01 08:00 +0000")
    activation = ActivationFactory(work_domains="chu-tours.fr")
    for _time in range(5):
        leave(code_for(activation, "ada@chu-tours.fr"))
    time_machine.shift(timedelta(hours=24, minutes=1))

    code_for(activation, "ada@chu-tours.fr")

    assert WorkCode.objects.count() == 1


def test_what_was_forgotten_counts_for_as_long_as_the_table_says(settings, time_machine):
    time_machine.move_to("2027-04-01 08:00 +0000")
    quota = settings.QUOTAS["emergency_codes_of_address"]
    short = replace(quota, most=1, within=timedelta(hours=2))
    settings.QUOTAS = settings.QUOTAS | {"emergency_codes_of_address": short}
    activation = ActivationFactory(work_domains="chu-tours.fr")
    leave(code_for(activation, "ada@chu-tours.fr"))
    time_machine.shift(timedelta(hours=2, minutes=1))

    code_for(activation, "ada@chu-tours.fr")

    assert WorkCode.objects.count() == 1


def names_on(stay):
    """Who signed the loan, and what was asked and answered about more nights."""
    loan = LoanAgreement.objects.get(placement=stay)
    extensions = Extension.objects.filter(placement=stay).values_list("asked_name", "answer_name")
    return (loan.requester_name, loan.host_name), *extensions


def writers():
    return list(RelayMessage.objects.values_list("side", flat=True))


def written_by_both():
    """Each of the two asked for more nights, the other one signed, and each wrote a message."""
    stay = housed()
    guest, host = requester_of(stay.request), host_of(stay.offer)
    for nights, (asks, answers) in enumerate(((guest, host), (host, guest)), start=20):
        names = {guest: "Camille", host: "Dominique"}
        until = {"check_out": in_days(nights)}
        asked = ask_longer(placement=stay, full_name=names[asks], by=asks, **until)
        agree_longer(extension=asked, full_name=names[answers], by=answers)
    for by in (guest, host):
        write_message(proposal=stay.proposal, body="Thank you.", key=uuid4(), by=by)
    by = DutyFactory(activation=stay.activation).person
    stay.refresh_from_db()
    end_stay(placement=stay, reason="it is over", by=by)
    withdraw_offer(offer=stay.offer, by=by)
    return stay, by


def test_forget_submission_of_a_guest_leaves_the_names_of_the_host():
    stay, by = written_by_both()

    forget_submission(submission=stay.request.submission, by=by)

    assert names_on(stay) == (("", "Dominique Canary"), ("", "Dominique"), ("Dominique", ""))
    assert writers() == ["host"]


def test_forget_submission_of_a_host_leaves_the_names_of_the_guest():
    stay, by = written_by_both()

    forget_submission(submission=stay.offer.submission, by=by)

    assert names_on(stay) == (("Camille Canary", ""), ("Camille", ""), ("", "Camille"))
    assert writers() == ["requester"]


def test_forget_submission_of_a_guest_leaves_a_host_s_answer_to_a_desk():
    stay = housed()
    by = DutyFactory(activation=stay.activation).person
    asked = ask_longer(placement=stay, check_out=in_days(20), by=by)
    agree_longer(extension=asked, full_name="Dominique", by=host_of(stay.offer))
    stay.refresh_from_db()
    end_stay(placement=stay, reason="it is over", by=by)

    forget_submission(submission=stay.request.submission, by=by)

    assert names_on(stay) == (("", "Dominique Canary"), ("", "Dominique"))
