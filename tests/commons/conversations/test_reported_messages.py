"""A private message is reported: the reporter chooses what the moderators read."""

import pytest
from django.test import Client
from django.urls import reverse

from commons.conversations.actions import post_message
from commons.moderation.models import Case, Copy, Report
from commons.moderation.reportable_types import reportable_type_named
from commons.moderation.states import Measure
from tests.factories.accounts import UserFactory
from tests.factories.conversations import ThreadFactory
from tests.factories.moderation import decided, reported

pytestmark = pytest.mark.django_db

REPORT = {"reason": "hurtful", "words": "He threatens me.", "good_faith": "on"}


@pytest.fixture
def ada():
    return UserFactory(display_name="Ada")


@pytest.fixture
def ben():
    return UserFactory(display_name="Ben")


@pytest.fixture
def messages(ada, ben):
    thread = ThreadFactory(people=[ada, ben])
    words = [(ben, "Something harmless"), (ada, "My secret"), (ben, "You will be sorry")]
    return [post_message(thread=thread, body=body, by=by) for by, body in words]


def as_person(person):
    client = Client()
    client.force_login(person)
    return client


def form_of(message):
    return reverse("moderation:report", args=["message", message.public_id])


def test_report_link_leads_to_the_newest_message_of_the_other(ada, messages):
    link = reverse("conversations:report", args=[messages[0].thread.public_id])

    answer = as_person(ada).get(link)

    assert answer.url == form_of(messages[2])


def test_report_shows_only_what_was_chosen(ada, messages):
    client, address = as_person(ada), form_of(messages[2])

    page = client.get(address).text
    client.post(address, REPORT | {"quotes": [messages[2].public_id], "may_read": "on"})

    assert "Something harmless" in page
    assert "My secret" not in page
    assert Report.objects.get().by == ada
    assert [words for _label, words in Copy.objects.get().content] == ["You will be sorry"]


@pytest.mark.parametrize(
    "missing",
    [
        pytest.param({"quotes": []}, id="nothing-chosen"),
        pytest.param({"may_read": ""}, id="no-consent"),
    ],
)
def test_report_without_choice_or_consent_is_refused(ada, messages, missing):
    sent = REPORT | {"quotes": [messages[2].public_id], "may_read": "on"} | missing

    refused = as_person(ada).post(form_of(messages[2]), sent)

    assert refused.status_code == 422
    assert "He threatens me." in refused.text
    assert not Case.objects.exists()


def test_report_takes_no_message_of_another_conversation(ada, ben, messages):
    elsewhere = post_message(thread=ThreadFactory(people=[ben, UserFactory()]), body="X", by=ben)
    sent = REPORT | {"quotes": [elsewhere.public_id], "may_read": "on"}

    refused = as_person(ada).post(form_of(messages[2]), sent)

    assert refused.status_code == 422
    assert not Case.objects.exists()


def test_report_is_there_for_nobody_else(ben, messages):
    message = messages[2]

    answers = [
        as_person(UserFactory()).get(form_of(message)),
        as_person(UserFactory(is_superuser=True)).get(form_of(message)),
        as_person(ben).get(form_of(message)),
        Client().get(form_of(message)),
    ]

    assert [one.status_code for one in answers] == [404, 404, 404, 404]


def reported_case(ada, messages):
    message = messages[2]
    chosen = {"quotes": [message.public_id], "may_read": True}
    return reported("message", message, by=ada, **chosen).case


def test_decider_reads_the_copy_and_no_link_to_the_conversation(ada, messages):
    case = reported_case(ada, messages)
    moderator = UserFactory(is_superuser=True)

    page = as_person(moderator).get(case.get_absolute_url()).text

    assert "You will be sorry" in page
    assert "Something harmless" not in page
    assert messages[0].thread.get_absolute_url() not in page


def test_hidden_message_is_read_nowhere_and_comes_back(ada, messages):
    case = reported_case(ada, messages)
    message, kind = messages[2], reportable_type_named("message")

    decided(case, measure=Measure.HIDDEN)
    page = as_person(ada).get(message.thread.get_absolute_url()).text
    message.refresh_from_db()
    hidden = message.body
    kind.show(message, by=UserFactory(is_superuser=True))
    message.refresh_from_db()

    assert "This message was removed after a report." in page
    assert "You will be sorry" not in page
    assert (hidden, message.body, message.withheld_body) == ("", "You will be sorry", "")


def test_parties_never_decide(ada, ben, messages):
    kind = reportable_type_named("message")

    assert set(kind.parties_of(messages[2])) == {ada, ben}
    assert list(kind.authors_of(messages[2])) == [ben]
