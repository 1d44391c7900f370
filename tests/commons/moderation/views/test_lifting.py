"""The page on which what is in force is ended."""

import pytest
from django.urls import reverse

from commons.moderation.models import Case, Decision
from commons.moderation.states import Measure
from commons.notifications.emails import render_notice
from commons.notifications.models import Notice
from hosting.offers.models.offers import Offer
from tests.factories.accounts import UserFactory
from tests.factories.hosting import StayFactory
from tests.factories.moderation import coordinator_of, decided, reported

pytestmark = pytest.mark.django_db

REPORT_DATA = {"seen": "1", "words": "The poster was an old one."}


@pytest.fixture
def offer():
    return StayFactory(title="The mill")


@pytest.fixture
def coordinator(client, offer):
    person = coordinator_of(offer.community)
    client.force_login(person)
    return person


@pytest.fixture
def case(offer, coordinator):
    case = reported("offer", offer, by=UserFactory()).case
    decided(case, by=coordinator)
    return case


def page_of(case):
    return reverse("moderation:case-lift", args=[case.public_id])


def test_a_coordinator_lifts_from_the_case_and_the_host_reads_why(client, offer, case):
    shown = client.get(case.get_absolute_url()).text
    form = client.get(page_of(case)).text
    answer = client.post(page_of(case), REPORT_DATA)
    after = client.get(answer.url).text

    assert page_of(case) in shown
    assert "The content is hidden" in form
    assert answer.url == case.get_absolute_url()
    assert Offer.objects.public().exists()
    assert "The restriction is lifted" in after
    assert page_of(case) not in after
    client.force_login(offer.host)
    made = Decision.objects.order_by("pk").last()
    statement = client.get(made.get_absolute_url()).text
    assert "The poster was an old one." in statement
    assert reverse("moderation:decision-appeal", args=[made.public_id]) not in statement


@pytest.mark.parametrize(
    "wrong", [{"words": ""}, {"words": "x" * 2001}, {"seen": "0"}, {"seen": "cow"}, {"seen": ""}]
)
def test_lift_without_reason_or_of_an_old_page_keeps_the_words(client, case, wrong):
    answer = client.post(page_of(case), REPORT_DATA | wrong)

    assert answer.status_code == 422
    assert (REPORT_DATA | wrong)["words"][:26] in answer.text
    assert not Offer.objects.public().exists()


def test_the_page_is_not_there_for_anybody_else(client, offer, case):
    elsewhere = coordinator_of(StayFactory().community)
    for person in (UserFactory(), offer.host, case.reports.get().by, elsewhere):
        client.force_login(person)

        assert client.get(page_of(case)).status_code == 404
        assert client.post(page_of(case), REPORT_DATA).status_code == 404
    client.logout()
    assert client.get(page_of(case)).status_code == 302
    assert Decision.objects.get().measure == Measure.HIDDEN


def test_a_coordinator_lifts_no_decision_of_the_co_operative(client, offer, coordinator):
    case = reported("offer", offer, by=UserFactory()).case
    decided(case)

    assert page_of(case) not in client.get(case.get_absolute_url()).text
    assert client.post(page_of(case), REPORT_DATA).status_code == 404


def test_where_nothing_is_in_force_the_page_leads_back(client, offer, coordinator):
    case = reported("offer", offer, by=UserFactory()).case
    decided(case, by=coordinator, measure=Measure.NONE)

    answer = client.get(page_of(case))

    assert answer.url == case.get_absolute_url()
    assert page_of(case) not in client.get(answer.url).text


def test_the_co_operative_lifts_from_the_admin(client, offer, coordinator):
    case = reported("offer", offer, by=UserFactory()).case
    decided(case)
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    inspect = reverse("wagtailsnippets_moderation_case:inspect", args=[case.pk])

    shown = client.get(inspect).text
    client.post(page_of(case), REPORT_DATA)

    assert page_of(case) in shown
    assert Case.objects.get().effect == Measure.LIFTED


def test_scripts_in_the_reason_are_words(client, offer, case):
    bad = "<script>alert(1)</script>"
    client.post(page_of(case), REPORT_DATA | {"words": bad})
    told = render_notice(Notice.objects.filter(recipient=offer.host).last())

    assert bad not in client.get(case.get_absolute_url()).text
    assert bad not in told.html
