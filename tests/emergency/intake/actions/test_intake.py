"""What comes through a door is kept, once, and becomes what it says."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from commons.mail.models import Letter
from commons.notifications.emails import render_notice
from commons.notifications.models import Notice
from commons.outbox.models import OutboxEntry
from core.permissions import SYSTEM
from emergency.activations.models.events import Event
from emergency.desk.panels import waiting_rows
from emergency.housing import notifications
from emergency.housing.models.offers import Helper, HousingOffer
from emergency.housing.models.requests import HousingRequest
from emergency.intake.actions.submissions import process_submission, receive_submission
from emergency.intake.choices import IntakeType
from emergency.intake.errors import IntakeClosedError
from emergency.intake.models.contacts import Contact
from emergency.intake.models.submissions import Submission
from emergency.intake.periodic import process_waiting_submissions
from tests.factories.accounts import UserFactory
from tests.factories.emergency import (
    ActivationFactory,
    CategoryFactory,
    DutyFactory,
    HospitalFactory,
    in_days,
)
from tests.factories.geography import LocalityFactory

pytestmark = pytest.mark.django_db


def roof(activation, **changes):
    return {
        "name": "Camille",
        "phone": "+33612345611",
        "email": "camille@example.org",
        "category": CategoryFactory(activation=activation).pk,
        "hospital": HospitalFactory().pk,
        "check_in": in_days(1).isoformat(),
        "check_out": in_days(8).isoformat(),
        "people": 2,
        "travel_mode": "walk",
        "travel_minutes": 20,
        "shift_begins": "06:45:00",
        "situation": "nowhere",
    } | changes


def keep(activation, words, door=IntakeType.REQUEST, **options):
    return receive_submission(
        activation=activation, intake_type=door, words=words, language="en", key=uuid4(), **options
    )


def test_receive_writes_one_row_and_sends_nothing(django_capture_on_commit_callbacks):
    activation = ActivationFactory()

    keep(activation, roof(activation))

    assert Submission.objects.count() == 1
    rows = HousingRequest, Contact, Event, OutboxEntry, Letter
    assert [model.objects.count() for model in rows] == [0] * 5


def test_receive_with_the_same_key_is_once():
    activation, key = ActivationFactory(), uuid4()
    words = roof(activation)

    first, second = (
        receive_submission(
            activation=activation,
            intake_type=IntakeType.REQUEST,
            words=words,
            language="en",
            key=key,
        )
        for _time in range(2)
    )

    assert first == second


@pytest.mark.parametrize("trait", ["draft", "ending", "closed"])
def test_receive_submission_needs_an_open_emergency(trait):
    activation = ActivationFactory(**{trait: True})

    with pytest.raises(IntakeClosedError):
        keep(activation, roof(activation))


def test_receive_by_telephone_is_for_coordinators_and_taken_in_at_once():
    activation = ActivationFactory()

    with pytest.raises(PermissionDenied):
        keep(activation, roof(activation), by=UserFactory())
    submission = keep(activation, roof(activation), by=DutyFactory(activation=activation).person)

    assert HousingRequest.objects.get().submission == submission


def test_process_submission_makes_a_request_whose_clock_runs_since_it_came():
    activation = ActivationFactory()
    submission = keep(activation, roof(activation))

    process_waiting_submissions()

    request = HousingRequest.objects.get()
    submission.refresh_from_db()
    assert (request.reference, request.state, request.people) == (
        submission.reference,
        "submitted",
        2,
    )
    assert request.clock_from == submission.received_at
    assert request.next_action == "call"
    assert request.owner is None
    assert request.urgency == 70
    assert [event.new for event in Event.objects.all()] == ["submitted"]


def test_process_submission_wipes_the_slip_and_keeps_private_parts_apart():
    activation = ActivationFactory()
    submission = keep(activation, roof(activation))

    process_submission(submission=submission, by=SYSTEM)

    submission.refresh_from_db()
    contact = Contact.objects.get()
    assert submission.words == {}
    assert (contact.name, contact.phone, contact.email) == (
        "Camille",
        "+33612345611",
        "camille@example.org",
    )


def test_process_submission_twice_is_once_and_one_receipt_is_promised():
    activation = ActivationFactory()
    submission = keep(activation, roof(activation))

    for _time in range(2):
        process_submission(submission=submission, by=SYSTEM)

    assert HousingRequest.objects.count() == 1
    letter = Letter.objects.get()
    assert letter.address == "camille@example.org"
    assert submission.reference in letter.title
    assert submission.token in letter.text


def test_take_in_for_tonight_tells_those_on_duty_there_once():
    activation = ActivationFactory()
    here, there = HospitalFactory(), HospitalFactory()
    nadia, hannah, elsewhere = (DutyFactory(activation=activation) for _ in range(3))
    hannah.hospitals.add(here)
    elsewhere.hospitals.add(there)
    tonight = roof(activation, check_in=in_days(0).isoformat(), hospital=here.pk)
    submission = keep(activation, tonight)

    for _time in range(2):
        process_submission(submission=submission, by=SYSTEM)

    notices = Notice.objects.filter(template=notifications.ROOF_TONIGHT).order_by("pk")
    letter = render_notice(notices[0])
    counts = [
        sum(rows.count() for rows in waiting_rows(duty.person))
        for duty in (nadia, hannah, elsewhere)
    ]
    assert [one.recipient for one in notices] == [nadia.person, hannah.person]
    assert letter.title == f"Indre-et-Loire: nowhere to sleep tonight ({submission.reference})"
    assert HousingRequest.objects.get().get_absolute_url() in letter.text
    assert counts == [1, 1, 0]


@pytest.mark.parametrize("said", [{"situation": "far"}, {"check_in": in_days(1).isoformat()}])
def test_take_in_of_what_can_wait_until_tomorrow_tells_nobody(said):
    activation = ActivationFactory()
    DutyFactory(activation=activation)
    words = roof(activation, check_in=in_days(0).isoformat()) | said

    process_submission(submission=keep(activation, words), by=SYSTEM)

    assert not Notice.objects.exists()


def test_take_in_of_a_flood_tells_of_no_single_request(settings):
    settings.EMERGENCY_FLOOD = 1
    activation = ActivationFactory()
    DutyFactory(activation=activation)
    tonight = roof(activation, check_in=in_days(0).isoformat())

    for submission in [keep(activation, tonight) for _ in range(3)]:
        process_submission(submission=submission, by=SYSTEM)

    assert not Notice.objects.exists()


def test_process_submission_buries_nobody_in_receipts_that_others_ask_for(monkeypatch):
    monkeypatch.setattr("emergency.housing.actions.intake.RECEIPTS_A_DAY", 2)
    activation = ActivationFactory()
    for number in range(4):
        keep(activation, roof(activation, email=f"Camille+{number}@example.org"))
    keep(activation, roof(activation, email="other@example.org"))

    process_waiting_submissions()

    assert HousingRequest.objects.count() == 5
    addresses = list(Letter.objects.values_list("address", flat=True))
    assert addresses == ["Camille+0@example.org", "Camille+1@example.org", "other@example.org"]


def test_process_submission_counts_the_receipts_of_helpers_with_the_others(monkeypatch):
    monkeypatch.setattr("emergency.housing.actions.intake.RECEIPTS_A_DAY", 2)
    activation = ActivationFactory()
    help_ = {"name": "Camille", "phone": "", "skills": ["talking"], "words": ""}
    keep(activation, roof(activation, email="victim@example.org"))
    for number in range(3):
        keep(activation, help_ | {"email": f"victim+{number}@example.org"}, IntakeType.HELPER)
    keep(activation, help_ | {"email": "other@example.org"}, IntakeType.HELPER)

    process_waiting_submissions()

    assert Helper.objects.count() == 4
    addresses = list(Letter.objects.values_list("address", flat=True))
    assert addresses == ["victim@example.org", "victim+0@example.org", "other@example.org"]


def test_process_submission_without_an_address_promises_no_letter():
    activation = ActivationFactory()
    submission = keep(activation, roof(activation, email=""))

    process_submission(submission=submission, by=SYSTEM)

    assert not Letter.objects.exists()


def test_process_submission_is_left_to_the_system_and_coordinators():
    activation = ActivationFactory()
    submission = keep(activation, roof(activation))

    with pytest.raises(PermissionDenied):
        process_submission(submission=submission, by=UserFactory())


def test_process_submission_of_one_person_twice_keeps_both_and_shows_them():
    activation = ActivationFactory()
    for _time in range(2):
        keep(activation, roof(activation, phone="+33639980099", email=f"{uuid4()}@example.org"))

    process_waiting_submissions()

    first, second = HousingRequest.objects.all()
    assert first.phone_digest == second.phone_digest
    assert first.email_digest != second.email_digest


def test_process_submission_of_an_offer_knows_commune_and_hides_street():
    activation, tours = ActivationFactory(), LocalityFactory(latitude=47.39412, longitude=0.68484)
    words = {
        "name": "Dominique",
        "phone": "+33639980022",
        "email": "",
        "kind": "whole",
        "locality": tours.pk,
        "address": "7 Canary Lane",
        "check_in": in_days(0).isoformat(),
        "check_out": in_days(60).isoformat(),
        "sleeps": 2,
        "access_mode": "key_box",
    }
    keep(activation, words, door=IntakeType.OFFER)

    process_waiting_submissions()

    offer = HousingOffer.objects.get()
    assert (offer.state, offer.latitude, offer.longitude) == ("submitted", 47.39, 0.68)
    assert offer.private.address == "7 Canary Lane"
    assert offer.household == "none"


def test_process_submission_of_a_helper():
    activation = ActivationFactory()
    words = {"name": "Sam", "phone": "+33639980033", "email": "", "skills": ["call", "pet"]}
    keep(activation, words, door=IntakeType.HELPER)

    process_waiting_submissions()

    assert Helper.objects.get().skills == ["call", "pet"]
