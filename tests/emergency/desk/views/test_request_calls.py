"""A requester is called from the queue: one press for the number, one for what came of it."""

from datetime import time, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from core.permissions import SYSTEM
from emergency.activations.models.activations import Activation
from emergency.activations.models.reveals import RevealLog
from emergency.desk.presenters.calls import call_back_times
from emergency.desk.presenters.usual_reasons import MISSING, usual_reasons
from emergency.housing.actions.alerts import raise_alerts
from emergency.housing.actions.calls import call_requester, record_request_call
from emergency.housing.choices import RequestCallOutcome
from emergency.housing.errors.calls import CallBackTimeError, OnTheLineError
from emergency.housing.errors.requests import ForgottenError, ReasonMissingError
from emergency.housing.models.calls import RequestCall
from emergency.housing.models.requests import HousingRequest
from emergency.intake.models.submissions import Submission
from emergency.retention.selectors.own_data import data_of
from tests.factories.accounts import UserFactory
from tests.factories.emergency import (
    ActivationFactory,
    DutyFactory,
    HousingOfferFactory,
    HousingRequestFactory,
    in_days,
)

pytestmark = pytest.mark.django_db

REACHED, NO_ANSWER, CALL_BACK = (
    RequestCallOutcome.REACHED,
    RequestCallOutcome.NO_ANSWER,
    RequestCallOutcome.CALL_BACK,
)


@pytest.fixture
def activation():
    return ActivationFactory()


@pytest.fixture
def nadia(client, activation):
    person = DutyFactory(activation=activation).person
    client.force_login(person)
    return person


@pytest.fixture
def waiting(activation):
    return HousingRequestFactory(activation=activation, contact__phone="+33612345678")


def url(name, request, *more):
    address = request.activation.address
    return reverse(f"emergency:{name}", args=[address, request.public_id, *more])


def test_addresses_of_forms_lead_back_when_opened_again(client, activation, nadia, waiting):
    offer = HousingOfferFactory(activation=activation)
    of_request = {
        "request-call": (),
        "request-called": ("call_back",),
        "request-contact": (),
        "request-step-refer": (),
        "request-duplicate": (),
        "message-write": ("x",),
        "stay-longer": ("x",),
        "proposal-step-take-back": ("x",),
        "stay-step-arrived": ("x",),
        "request-report-incident": (),
    }
    of_offer = [activation.address, offer.public_id]

    found = [
        client.get(url(name, waiting, *more), follow=True) for name, more in of_request.items()
    ]
    homes = [
        client.get(reverse(f"emergency:{name}", args=of_offer), follow=True)
        for name in ("offer-contact", "offer-lend-on", "offer-uphold")
    ]

    assert {(one.status_code, one.context["page"].request.pk) for one in found} == {
        (200, waiting.pk)
    }
    assert {(one.status_code, one.context["page"].offer.pk) for one in homes} == {(200, offer.pk)}
    assert not RequestCall.objects.exists()
    assert not RevealLog.objects.exists()


def test_call_from_the_queue_shows_the_number_and_logs_it(client, activation, nadia, waiting):
    queue = client.get(reverse("emergency:desk", args=[activation.address]))
    assert url("request-call", waiting) in queue.text
    assert waiting.contact.phone not in queue.text

    page = client.post(url("request-call", waiting), {"reason": "first"})

    assert f'href="tel:{waiting.contact.phone}"' in page.text
    assert url("request-called", waiting, "reached") in page.text
    assert [(log.person, log.reason) for log in RevealLog.objects.all()] == [(nadia, "First call")]
    waiting.refresh_from_db()
    assert (waiting.owner, waiting.state, waiting.next_action) == (nadia, "submitted", "call")
    assert waiting.contact.phone not in client.get(waiting.get_absolute_url()).text


@pytest.mark.parametrize(
    ("typed", "logged"),
    [
        pytest.param({"reason": "home"}, "About a home", id="reason-home"),
        pytest.param(
            {"reason": "home", "words": "the stairs"},
            "About a home: the stairs",
            id="reason-home-words",
        ),
        pytest.param(
            {"reason": "other", "words": "Her bag is here"},
            "Her bag is here",
            id="reason-other-words",
        ),
    ],
)
def test_the_log_holds_the_chosen_reason_and_the_words(client, nadia, waiting, typed, logged):
    client.post(url("request-call", waiting), typed)

    assert RevealLog.objects.get().reason == logged


@pytest.mark.parametrize(
    "typed", [{}, {"reason": "rude"}, {"reason": "other"}, {"reason": "first", "words": "a\nb"}]
)
def test_a_call_without_a_reason_is_refused_and_shows_nothing(client, nadia, waiting, typed):
    page = client.post(url("request-call", waiting), typed)

    assert page.status_code == 422
    assert waiting.contact.phone not in page.text
    assert not RevealLog.objects.exists()
    assert not RequestCall.objects.exists()


def test_reached_makes_the_first_call_and_verifying_begins(client, nadia, waiting):
    client.post(url("request-call", waiting), {"reason": "first"})

    answer = client.post(url("request-called", waiting, "reached"))

    assert answer.url == waiting.get_absolute_url()
    waiting.refresh_from_db()
    assert (waiting.state, waiting.next_action) == ("verifying", "verify")
    assert [(one.by, one.outcome) for one in RequestCall.objects.all()] == [(nadia, "reached")]


def test_no_answer_keeps_the_call_as_the_next_step_and_moves_its_clock(nadia, waiting):
    before = timezone.now()

    call = record_request_call(request=waiting, outcome=NO_ANSWER, by=nadia)

    waiting.refresh_from_db()
    assert (waiting.state, waiting.next_action) == ("submitted", "call")
    assert waiting.next_action_at == call.again_at + timedelta(minutes=30)
    assert call.again_at >= waiting.activation.attended(before + timedelta(minutes=59))


def test_no_answer_at_night_waits_until_the_desk_opens(nadia, waiting, monkeypatch):
    Activation.objects.update(opens=time(7), closes=time(23))
    night = waiting.activation.morning_of(in_days(1)).replace(hour=3)
    monkeypatch.setattr("emergency.housing.actions.calls.timezone.now", lambda: night)

    call = record_request_call(request=waiting, outcome=NO_ANSWER, by=nadia)

    assert call.again_at == night.replace(hour=7)


def test_call_back_waits_until_the_time_they_asked_for(client, nadia, waiting):
    moment = (timezone.localtime() + timedelta(hours=20)).replace(second=0, microsecond=0)
    typed = {"again_at": moment.strftime("%Y-%m-%dT%H:%M")}

    client.post(url("request-called", waiting, "call_back"), typed)

    waiting.refresh_from_db()
    due = moment + timedelta(minutes=30)
    assert (waiting.next_action, waiting.next_action_at) == ("call", due)
    assert RequestCall.objects.get().again_at == moment


def test_requester_reads_when_we_call_again_and_the_clock_waits(
    client, waiting, nadia, monkeypatch
):
    call = record_request_call(request=waiting, outcome=NO_ANSWER, by=nadia)

    text = client.get(waiting.submission.get_absolute_url()).text
    raised = []
    for minutes in (1, 31):
        moment = call.again_at + timedelta(minutes=minutes)
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
        raised.append(raise_alerts(activation=waiting.activation, by=SYSTEM))

    assert "We called but couldn’t reach you. We’ll call again from" in text
    assert "Someone will call you before" not in text
    assert raised == [0, 1]


@pytest.mark.parametrize("away", [timedelta(minutes=-5), timedelta(days=8)])
def test_call_back_is_neither_past_nor_far_away(client, nadia, waiting, away):
    with pytest.raises(CallBackTimeError):
        record_request_call(
            request=waiting, outcome=CALL_BACK, by=nadia, again_at=timezone.now() + away
        )
    moment = (timezone.localtime() + away).strftime("%Y-%m-%dT%H:%M")
    page = client.post(url("request-called", waiting, "call_back"), {"again_at": moment})

    assert page.status_code == 422
    assert "Choose a time to call back within the next 7 days." in page.text
    assert not RequestCall.objects.exists()


def test_a_call_later_on_leaves_the_clock_of_another_step(nadia, activation):
    request = HousingRequestFactory(activation=activation, state="verifying")
    before = HousingRequest.objects.values_list("state", "next_action", "next_action_at").get()

    for outcome in (REACHED, NO_ANSWER):
        record_request_call(request=request, outcome=outcome, by=nadia)

    after = HousingRequest.objects.values_list("state", "next_action", "next_action_at").get()
    assert after == before


def test_a_colleague_who_calls_keeps_the_line_for_a_quarter_of_an_hour(nadia, waiting):
    other = DutyFactory(activation=waiting.activation).person
    call_requester(request=waiting, reason="First call", by=other)

    with pytest.raises(OnTheLineError) as refused:
        call_requester(request=waiting, reason="First call", by=nadia)
    RequestCall.objects.update(at=timezone.now() - timedelta(minutes=16))
    call_requester(request=waiting, reason="First call", by=nadia)

    assert other.display_name in str(refused.value)
    waiting.refresh_from_db()
    assert waiting.owner == other


def test_who_was_forgotten_is_not_called(nadia, waiting):
    waiting.contact.delete()
    waiting.refresh_from_db()

    with pytest.raises(ForgottenError):
        call_requester(request=waiting, reason="First call", by=nadia)


def test_a_call_says_why(nadia, waiting):
    with pytest.raises(ReasonMissingError):
        call_requester(request=waiting, reason=" ", by=nadia)


def test_strangers_call_nobody(client, waiting):
    for person in (UserFactory(), DutyFactory().person):
        with pytest.raises(PermissionDenied):
            call_requester(request=waiting, reason="First call", by=person)
        with pytest.raises(PermissionDenied):
            record_request_call(request=waiting, outcome=REACHED, by=person)
        client.force_login(person)
        for name, more in (("request-call", []), ("request-called", ["reached"])):
            assert client.post(url(name, waiting, *more)).status_code == 404


def test_an_unknown_outcome_is_not_there(client, nadia, waiting):
    assert client.post(url("request-called", waiting, "rude")).status_code == 404


def test_the_database_keeps_no_call_in_vain_without_the_next(waiting, nadia):
    with pytest.raises(IntegrityError), transaction.atomic():
        RequestCall.objects.create(request=waiting, by=nadia, outcome=NO_ANSWER)


def test_the_requester_takes_along_when_they_were_called(nadia, waiting):
    record_request_call(request=waiting, outcome=REACHED, by=nadia)

    assert [one["outcome"] for one in data_of(waiting.submission)["calls"]] == ["reached"]


def test_the_page_asks_as_often_for_ten_calls_as_for_one(client, nadia, waiting, count_queries):
    record_request_call(request=waiting, outcome=REACHED, by=nadia)
    page = waiting.get_absolute_url()
    client.get(page)
    one = count_queries(lambda: client.get(page))

    for _call in range(9):
        record_request_call(request=waiting, outcome=REACHED, by=nadia)

    assert count_queries(lambda: client.get(page)) == one


def test_the_first_call_is_one_press_and_then_a_link_with_the_name(client, nadia, waiting):
    page = client.get(waiting.get_absolute_url()).text
    assert (waiting.contact.name in page, 'name="reason" value="first"' in page) == (False, True)

    page = client.post(url("request-call", waiting), {"reason": "first"}).text

    assert f"Call {waiting.contact.name}" in " ".join(page.split())
    later = client.get(waiting.get_absolute_url()).text
    assert waiting.contact.phone not in later
    assert "Show the number again" in later


def test_the_usual_hours_to_call_back_are_a_press_each(client, nadia, waiting):
    client.post(url("request-call", waiting), {"reason": "first"})
    times = client.get(waiting.get_absolute_url()).context["page"].call_back_times

    client.post(url("request-called", waiting, "call_back"), {"again_at": times[-1].value})

    tomorrow = waiting.activation.morning_of(in_days(1))
    assert RequestCall.objects.get().again_at == tomorrow


def test_hours_to_call_back_are_those_at_which_somebody_answers(waiting, time_machine):
    Activation.objects.update(opens=time(7), closes=time(20))
    waiting.activation.refresh_from_db()
    seen = []
    for hour in (9, 17, 19, 23):
        moment = timezone.localtime().replace(hour=hour, minute=10, second=0)
        time_machine.move_to(moment, tick=False)
        seen.append([one.label for one in call_back_times(waiting.activation)])

    tomorrow = "Tomorrow, 07:00"
    assert seen == [
        ["Today, 10:10", "Tonight, 18:00", tomorrow],
        ["Today, 18:10", tomorrow],
        [tomorrow],
        [tomorrow],
    ]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_usual_reason_is_read_in_the_language_of_who_asked(client, nadia, activation, language):
    request = HousingRequestFactory(activation=activation, state="verifying")
    Submission.objects.filter(pk=request.submission_id).update(language=language)
    request.submission.refresh_from_db()
    with override(language):
        theirs = str(MISSING[0])

    reasons = usual_reasons(request).missing

    assert reasons[0] == (theirs, str(MISSING[0]))
    assert f'value="{theirs}"' in client.get(request.get_absolute_url()).text.replace("&#x27;", "'")


def test_the_language_of_a_request_stands_beside_the_number(client, activation, nadia, waiting):
    Submission.objects.update(language="en")

    before = client.get(waiting.get_absolute_url()).text
    during = client.post(url("request-call", waiting), {"reason": "first"}).text

    assert [" ".join(text.split()).count("Language: English") for text in (before, during)] == [
        1,
        1,
    ]
    assert "<span>Language</span><span>English</span>" in before


def test_the_number_is_shown_for_reading_and_linked_as_it_is(client, activation, nadia, waiting):
    text = client.post(url("request-call", waiting), {"reason": "first"}).text

    assert 'href="tel:+33612345678"' in text
    assert ">06\u00a012\u00a034\u00a056\u00a078</span>" in text
