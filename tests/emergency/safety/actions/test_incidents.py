"""Reports on safety: told by anybody who is part of it, handled by few, known to fewer."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.utils import timezone

from commons.audit.models import AuditEntry
from commons.mail.models import Letter
from commons.notifications.models import Notice
from core.permissions import SYSTEM
from core.states import IllegalTransitionError
from emergency.activations.actions.duties import take_off_duty
from emergency.housing.actions.requests import take_on
from emergency.housing.errors.requests import ReasonMissingError
from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.placements import Placement
from emergency.housing.models.proposals import BlockedPair
from emergency.intake.models.contacts import Contact
from emergency.safety.actions.incidents import (
    add_incident_note,
    close_incident,
    report_incident,
    take_incident,
    take_incident_over,
    warn_of_late_incident,
)
from emergency.safety.actions.safeguards import block_pair, end_for_safety, suspend_for_safety
from emergency.safety.errors import (
    HasItAlreadyError,
    NobodyThereError,
    NotYoursError,
    TooManyReportsError,
)
from emergency.safety.models import Incident, IncidentNote, IncidentReport
from emergency.safety.periodic import watch_safety
from emergency.safety.states import About, Outcome
from tests.factories.accounts import UserFactory
from tests.factories.emergency import (
    DutyFactory,
    HousingOfferFactory,
    HousingRequestFactory,
    host_of,
    placed,
    reader_of,
    reported_incident,
    requester_of,
)

pytestmark = pytest.mark.django_db


def report(**said):
    return IncidentReport(key=uuid4(), **said)


def in_hand():
    """Told, and taken by somebody who may."""
    incident = reported_incident()
    by = reader_of(incident)
    return take_incident(incident=incident, by=by), by


@pytest.mark.parametrize("side", ["requester", "host", "coordinator"])
def test_report_incident_names_both_and_starts_a_clock(side):
    placement = placed()
    subject, by = {
        "requester": (placement.request, requester_of(placement.request)),
        "host": (placement.offer, host_of(placement.offer)),
        "coordinator": (placement.request, DutyFactory(activation=placement.activation).person),
    }[side]

    incident = report_incident(subject=subject, report=report(), by=by)

    assert (incident.side, incident.request, incident.offer) == (
        side,
        placement.request,
        placement.offer,
    )
    half_an_hour = incident.due_at - timezone.now()
    assert timedelta(minutes=29) < half_an_hour <= timedelta(minutes=30)


def test_report_incident_pressed_twice_is_one_report_and_one_notice():
    request = placed().request
    reader_of(request)
    said, by = report(), requester_of(request)

    first = report_incident(subject=request, report=said, by=by)
    assert report_incident(subject=request, report=said, by=by) == first

    assert Incident.objects.count() == 1
    assert Notice.objects.filter(template__contains="safety_told").count() == 1


def test_report_incident_has_a_measure_and_says_call_us():
    request, by = placed().request, None
    by = requester_of(request)
    for _ in range(20):
        report_incident(subject=request, report=report(), by=by)

    with pytest.raises(TooManyReportsError):
        report_incident(subject=request, report=report(), by=by)


def test_report_incident_is_refused_to_strangers_and_other_links():
    request = placed().request

    for by in (
        UserFactory(),
        requester_of(HousingRequestFactory()),
        host_of(HousingOfferFactory()),
    ):
        with pytest.raises(PermissionDenied):
            report_incident(subject=request, report=report(), by=by)


def test_no_letter_and_no_notice_says_what_was_told():
    incident = reported_incident()
    by = reader_of(incident)
    take_incident(incident=incident, by=by)
    end_for_safety(incident=incident, by=by)
    suspend_for_safety(incident=incident, reason="We look into something.", by=by)
    close_incident(incident=incident, outcome=Outcome.PARTED, words="Canary found.", by=by)

    letters = [f"{letter.title} {letter.text} {letter.html}" for letter in Letter.objects.all()]
    assert len(letters) > 3
    assert not [words for words in letters if "Canary:" in words or "Canary found" in words]
    assert not [words for words in letters if "safety" in words.lower()]
    data = [str(entry.data) for entry in AuditEntry.objects.all()]
    assert not [words for words in data if "Canary" in words]


def test_visible_to_the_right_and_to_nobody_it_concerns():
    incident = reported_incident()
    reader = reader_of(incident)
    DutyFactory(activation=incident.activation)
    reader_of(placed())  # elsewhere
    resting = reader_of(incident)
    resting.emergency_duties.update(ended_at=timezone.now())
    itself = reader_of(incident)
    HousingOffer.objects.filter(pk=incident.offer_id).update(host=itself)
    same_mail = reader_of(incident)
    contact = Contact.objects.get(housing_offer=incident.offer)
    contact.email = same_mail.email
    HousingOffer.objects.filter(pk=incident.offer_id).update(email_digest=contact.email_digest)

    duties = incident.activation.duties.select_related("person")
    everybody = [duty.person for duty in duties]
    may = [one for one in everybody if one.has_perm("emergency_safety.handle_incident", incident)]

    assert may == [reader]


def test_a_report_on_a_coordinator_isn_t_read_by_that_coordinator():
    request = placed().request
    owner, other = reader_of(request), reader_of(request)
    take_on(request=request, by=owner)
    request.refresh_from_db()

    incident = report_incident(
        subject=request, report=report(about=About.COORDINATION), by=requester_of(request)
    )

    assert incident.against == owner
    assert list(Incident.objects.visible_to(owner)) == []
    assert list(Incident.objects.visible_to(other)) == [incident]
    assert set(
        Notice.objects.filter(template__contains="safety_told").values_list("recipient", flat=True)
    ) == {other.pk}


def test_an_incident_nobody_may_read_is_told_to_all_on_duty():
    incident = reported_incident()

    kinds = set(
        Notice.objects.filter(template__contains="safety").values_list("template", flat=True)
    )
    assert kinds == {"emergency_safety/email/safety_nobody.txt"}
    assert not Incident.objects.visible_to(incident.activation.duties.first().person).exists()


def test_take_incident_once_and_the_second_is_told_who_has_it():
    incident, first = in_hand()
    second = reader_of(incident)

    with pytest.raises(HasItAlreadyError) as refused:
        take_incident(incident=incident, by=second)

    assert first.display_name in str(refused.value)
    assert take_incident_over(incident=incident, by=second).owner == second


def test_whoever_goes_off_duty_hands_reports_to_colleagues():
    incident, first = in_hand()
    second = reader_of(incident)
    Notice.objects.all().delete()
    duty = incident.activation.duties.get(person=first)
    ruler = UserFactory()
    ruler.user_permissions.add(Permission.objects.get(codename="change_activation"))

    take_off_duty(duty=duty, by=ruler)

    assert [notice.recipient for notice in Notice.objects.all()] == [second]
    assert take_incident_over(incident=incident, by=second).owner == second


def test_take_incident_over_needs_somebody_who_has_it():
    incident = reported_incident()

    with pytest.raises(IllegalTransitionError):
        take_incident_over(incident=incident, by=reader_of(incident))


DEEDS = {
    "take": lambda incident, by: take_incident(incident=incident, by=by),
    "take over": lambda incident, by: take_incident_over(incident=incident, by=by),
    "note": lambda incident, by: add_incident_note(incident=incident, words="Rang.", by=by),
    "block": lambda incident, by: block_pair(incident=incident, by=by),
    "end": lambda incident, by: end_for_safety(incident=incident, by=by),
    "suspend": lambda incident, by: suspend_for_safety(incident=incident, reason="R", by=by),
    "close": lambda incident, by: close_incident(
        incident=incident, outcome=Outcome.SETTLED, words="Both were called.", by=by
    ),
}


@pytest.mark.parametrize("action", DEEDS)
def test_no_deed_without_the_right(action):
    incident, _by = in_hand()

    for by in (UserFactory(), DutyFactory(activation=incident.activation).person):
        with pytest.raises(PermissionDenied):
            DEEDS[action](incident, by)


@pytest.mark.parametrize("action", ["block", "end", "suspend", "close"])
def test_a_deed_that_decides_is_of_whoever_has_it(action):
    incident, _by = in_hand()

    with pytest.raises(NotYoursError):
        DEEDS[action](incident, reader_of(incident))


@pytest.mark.parametrize("action", ["block", "end", "suspend"])
def test_a_report_that_names_one_side_only_can_t_part_two(action):
    request = HousingRequestFactory()
    incident = report_incident(subject=request, report=report(), by=requester_of(request))
    by = reader_of(incident)
    take_incident(incident=incident, by=by)

    with pytest.raises(NobodyThereError):
        DEEDS[action](incident, by)


@pytest.mark.parametrize("arrived", [True, False])
def test_end_for_safety_ends_the_stay_and_looks_for_another(arrived):
    incident, by = in_hand()
    if arrived:
        Placement.objects.update(state="checked_in")
        type(incident.request).objects.update(state="housed")

    end_for_safety(incident=incident, by=by)

    assert Placement.objects.get().state == ("broken_down" if arrived else "cancelled")
    incident.request.refresh_from_db()
    assert incident.request.state == "matching"
    assert BlockedPair.objects.count() == 1


def test_suspend_for_safety_suspends_the_home():
    incident, by = in_hand()

    suspend_for_safety(incident=incident, reason="We look into something.", by=by)

    incident.offer.refresh_from_db()
    assert incident.offer.state == "suspended"


def test_close_incident_says_what_came_and_answers_whoever_told_it():
    incident, by = in_hand()

    with pytest.raises(ReasonMissingError):
        close_incident(incident=incident, outcome=Outcome.SETTLED, words=" ", by=by)
    closed = close_incident(incident=incident, outcome=Outcome.SETTLED, words="Called.", by=by)

    assert (closed.state, closed.outcome) == ("closed", "settled")
    assert [note.words for note in IncidentNote.objects.all()] == ["Called."]
    assert Letter.objects.filter(title="We’ve dealt with your message").count() == 1
    with pytest.raises(IllegalTransitionError):
        close_incident(incident=incident, outcome=Outcome.SETTLED, words="Again.", by=by)


def test_the_database_keeps_no_closed_report_without_what_came_of_it():
    incident, _by = in_hand()

    with pytest.raises(IntegrityError):
        Incident.objects.filter(pk=incident.pk).update(state="closed")


def test_watch_safety_tells_all_on_duty_once_and_quotes_nothing():
    incident = reported_incident()
    reader_of(incident)
    Incident.objects.update(due_at=timezone.now())

    watch_safety()
    watch_safety()

    late = Notice.objects.filter(template__contains="safety_waits")
    assert late.count() == incident.activation.duties.count()
    assert not [notice for notice in late if "Canary" in str(notice.data)]


def test_warn_of_late_incident_is_the_clocks_and_leaves_taken_ones_alone():
    incident, by = in_hand()

    with pytest.raises(PermissionDenied):
        warn_of_late_incident(incident=incident, by=by)
    assert warn_of_late_incident(incident=incident, by=SYSTEM).warned_at is None
