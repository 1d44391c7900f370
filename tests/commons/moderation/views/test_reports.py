"""The pages of whoever reports: the form, the receipt, what became of it."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from commons.mail.models import Letter
from commons.moderation.models import Appeal, Report
from commons.moderation.states import Measure
from tests.factories.accounts import UserFactory
from tests.factories.hosting import StayFactory
from tests.factories.moderation import decided, reported
from tests.quotas import limit

pytestmark = pytest.mark.django_db

REPORT_DATA = {"reason": "false", "words": "The second sentence.", "good_faith": "on"}
SIGNED = REPORT_DATA | {"name": "Ada", "email": "ada@example.org"}


@pytest.fixture
def offer():
    return StayFactory(title="The mill")


def form_of(subject, kind="offer"):
    return reverse("moderation:report", args=[kind, subject.public_id])


def test_report_without_an_account_sends_the_link_by_letter(client, offer):
    page = client.get(form_of(offer)).text
    answer = client.post(form_of(offer), SIGNED)

    report = Report.objects.get()
    assert "You’re reporting an offer." in page
    assert answer.url == reverse("moderation:report-thanks")
    assert report.token in Letter.objects.get().text
    assert report.public_id in client.get(report.status_url).text


def test_a_second_report_from_the_same_address_is_answered_like_the_first(client, offer):
    first = client.post(form_of(offer), SIGNED)
    second = client.post(form_of(offer), SIGNED | {"words": "Is it this one?"})

    assert (first.url, first.status_code) == (second.url, second.status_code)
    assert Report.objects.get().words == "The second sentence."


def test_a_member_is_known_and_led_to_the_own_page(client, offer):
    reader = UserFactory()
    client.force_login(reader)

    page = client.get(form_of(offer)).text
    answer = client.post(form_of(offer), REPORT_DATA, follow=True)

    report = Report.objects.get()
    assert 'name="email"' not in page
    assert report.by == reader
    assert answer.redirect_chain == [(report.get_absolute_url(), 302)]
    assert report.public_id in answer.text
    assert report.get_absolute_url() in client.get(reverse("moderation:report-list")).text


@pytest.mark.parametrize(
    "wrong",
    [
        {"words": ""},
        {"words": "x" * 2001},
        {"reason": "no"},
        {"good_faith": ""},
        {"email": ""},
        {"name": ""},
        {"email": "nobody"},
        {"website": "spam"},
    ],
)
def test_a_report_without_its_parts_or_by_a_program_is_refused(client, offer, wrong):
    page = client.post(form_of(offer), SIGNED | wrong)

    assert page.status_code == 422
    assert not Report.objects.exists()


def test_violence_against_children_is_reported_without_a_name(client, offer):
    words = REPORT_DATA | {"reason": "child", "name": "", "email": ""}

    answer = client.post(form_of(offer), words)

    report = Report.objects.get()
    assert answer.url == report.status_url
    assert report.case.is_urgent


def test_many_reports_from_one_address_have_to_wait(client, settings):
    limit(settings, reports_from_address=3)
    offers = StayFactory.create_batch(5)

    answers = [client.post(form_of(offer), SIGNED).status_code for offer in offers]

    assert answers == [302] * 3 + [429] * 2
    assert client.get(form_of(offers[0])).status_code == 200
    cache.clear()


@pytest.mark.parametrize("kind", ["offer", "note", "community", "photo", "person", "story", "cow"])
def test_what_isnt_public_cant_be_reported(client, kind):
    hidden = StayFactory(draft=True)

    assert client.get(form_of(hidden, kind)).status_code == 404
    assert client.post(form_of(hidden, kind), SIGNED).status_code == 404


def test_ones_own_is_refused_in_words(client, offer):
    client.force_login(offer.host)

    page = client.post(form_of(offer), REPORT_DATA)

    assert page.status_code == 422
    assert "This content is yours, so you don’t need to report it" in page.text


def test_whoever_reported_it_reads_the_decision_and_appeals_once(client, offer):
    report = reported("offer", offer, email="ada@example.org")
    decided(report.case, measure=Measure.NONE, words="It is true.", facts="A canary sings.")
    url = reverse("moderation:report-status-appeal", args=[report.token])

    page = client.get(report.status_url).text
    empty = client.post(url, {"words": ""})
    client.post(url, {"words": "Look again."})
    again = client.post(url, {"words": "Look again."})

    assert "It is true." in page
    assert url in page
    assert "A canary sings." not in page
    assert (empty.status_code, again.status_code) == (422, 422)
    assert Appeal.objects.get().report == report


def test_a_member_appeals_on_the_own_page(client, offer):
    report = reported("offer", offer, by=UserFactory())
    decided(report.case, measure=Measure.NONE)
    client.force_login(report.by)
    url = reverse("moderation:report-appeal", args=[report.public_id])

    answer = client.post(url, {"words": "Look again."})

    assert answer.url == report.get_absolute_url()
    assert Appeal.objects.get().by == report.by


def test_the_page_of_somebody_else_or_of_a_guessed_link_isnt_there(client, offer):
    report = reported("offer", offer, by=UserFactory())
    wrong = report.token[:-1] + ("A" if report.token[-1] != "A" else "B")
    client.force_login(UserFactory())

    for url in (report.get_absolute_url(), reverse("moderation:report-status", args=[wrong])):
        assert client.get(url).status_code == 404
    for name, arg in (("report-appeal", report.public_id), ("report-status-appeal", wrong)):
        url = reverse(f"moderation:{name}", args=[arg])
        assert client.post(url, {"words": "Mine?"}).status_code == 404


def test_before_a_decision_there_is_nothing_to_appeal_against(client, offer):
    report = reported("offer", offer, email="ada@example.org")
    url = reverse("moderation:report-status-appeal", args=[report.token])

    assert client.post(url, {"words": "Already?"}).status_code == 404


def test_the_pages_that_can_be_reported_lead_to_the_form(client, offer):
    assert form_of(offer) in client.get(offer.get_absolute_url()).text
    community = offer.community
    assert form_of(community, "community") in client.get(community.get_absolute_url()).text
    client.force_login(UserFactory())
    person = offer.host
    assert form_of(person, "person") in client.get(person.get_absolute_url()).text


def test_my_list_is_read_in_the_same_number_of_questions(client, count_queries):
    reader = UserFactory()
    client.force_login(reader)
    url = reverse("moderation:report-list")
    reported("offer", StayFactory(), by=reader)
    client.get(url)

    one = count_queries(lambda: client.get(url))
    for offer in StayFactory.create_batch(2):
        reported("offer", offer, by=reader)

    assert count_queries(lambda: client.get(url)) == one
