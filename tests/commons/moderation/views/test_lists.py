"""The queue and one's own reports: page by page, urgent first, in a fixed number of questions."""

import pytest
from django.urls import reverse

from commons.moderation.models import Case, Decision, Report
from commons.moderation.states import Measure
from commons.moderation.views import lists
from tests.factories.accounts import UserFactory
from tests.factories.hosting import CommunityFactory, StayFactory
from tests.factories.moderation import coordinator_of, decided, reported

pytestmark = pytest.mark.django_db

STORM = 500


@pytest.fixture
def community():
    return CommunityFactory()


@pytest.fixture
def coordinator(client, community):
    person = coordinator_of(community)
    client.force_login(person)
    return person


def cases(community, count, **words):
    offers = StayFactory.create_batch(count, community=community)
    return [reported("offer", offer, by=UserFactory(), **words).case for offer in offers]


def read(client, name, *, of):
    """Every row of a list, over all its pages."""
    rows, way = [], f"?list={name}"
    while way:
        page = client.get(reverse(f"moderation:{of}") + way)
        rows += page.context["rows"]
        way = page.context["next"]
    return rows


def test_what_waits_is_read_page_by_page_and_what_is_urgent_comes_first(
    client, community, coordinator, monkeypatch
):
    monkeypatch.setattr(lists, "A_PAGE", 2)
    one, two, three = cases(community, 3)
    (urgent,) = cases(community, 1, reason="danger")

    assert read(client, "waiting", of="case-list") == [urgent, one, two, three]


def test_what_was_decided_stands_by_the_hour_of_its_last_decision(
    client, community, coordinator, monkeypatch
):
    monkeypatch.setattr(lists, "A_PAGE", 2)
    one, two, three = cases(community, 3)
    asked = decided(one, measure=Measure.ASKED)
    for case in (two, three, one):
        decided(case)

    told = read(client, "decided", of="case-list")

    assert [row.case for row in told] == [one, three, two]
    assert asked not in told


def test_what_waits_for_its_author_is_a_list_of_its_own_until_its_day(
    client, community, coordinator
):
    (case,) = cases(community, 1)
    decided(case, measure=Measure.ASKED)

    asked = read(client, "asked", of="case-list"), read(client, "waiting", of="case-list")
    Case.objects.update(due_at=case.opened_at)
    due = read(client, "asked", of="case-list"), read(client, "waiting", of="case-list")

    assert (asked, due) == (([case], []), ([], [case]))


def test_ones_own_reports_and_decisions_are_read_page_by_page(client, monkeypatch):
    monkeypatch.setattr(lists, "A_PAGE", 2)
    offer, reader = StayFactory(), UserFactory()
    others = StayFactory.create_batch(2, host=offer.host, community=offer.community)
    for one in (offer, *others):
        decided(reported("offer", one, by=reader).case)

    client.force_login(reader)
    mine = read(client, "reported", of="report-list")
    client.force_login(offer.host)
    told = read(client, "mine", of="report-list")

    assert mine == list(Report.objects.order_by("-pk"))
    assert told == list(Decision.objects.order_by("-pk"))


@pytest.mark.parametrize("mark", ["x", "somebody"])
def test_a_mark_of_another_question_leads_to_the_first_page(
    client, community, coordinator, monkeypatch, mark
):
    monkeypatch.setattr(lists, "A_PAGE", 1)
    cases(community, 2)
    page = client.get(reverse("moderation:case-list"))
    mark = page.context["next"].partition("after=")[2] if mark == "somebody" else mark
    client.force_login(coordinator_of(community))

    answer = client.get(reverse("moderation:case-list"), {"after": mark}, follow=True)

    assert "That page of the list isn’t available any more." in answer.text
    assert len(answer.context["rows"]) == 1


def test_an_unknown_list_is_the_first_one(client, community, coordinator):
    made = cases(community, 1)

    assert read(client, "cow", of="case-list") == made


@pytest.mark.parametrize("name", ["waiting", "asked", "decided"])
def test_a_full_page_takes_as_many_questions_as_one_row(
    client, community, coordinator, count_queries, name
):
    url = f"{reverse('moderation:case-list')}?list={name}"
    measure = {"asked": Measure.ASKED, "decided": Measure.HIDDEN}.get(name)

    def more(count):
        for case in cases(community, count):
            if measure:
                decided(case, measure=measure)
        client.get(url)
        return count_queries(lambda: client.get(url))

    assert more(1) == more(3)


def test_500_reports_are_one_line_and_page_in_as_many_queries(
    client, community, coordinator, count_queries
):
    (case,) = cases(community, 1)
    pages = (
        reverse("notifications:desk"),
        reverse("moderation:case-list"),
        case.get_absolute_url(),
    )
    for url in pages:
        client.get(url)
    before = [count_queries(lambda url=url: client.get(url)) for url in pages]

    addresses = (f"reader{number}@example.org" for number in range(STORM - 1))
    Report.objects.bulk_create(
        Report(case=case, reason="fraud", words="Again.", email=address) for address in addresses
    )

    assert [count_queries(lambda url=url: client.get(url)) for url in pages] == before
    assert f"{STORM} reports" in client.get(pages[1]).text
    page = client.get(pages[2]).text
    assert "499 × It’s a scam" in page
    assert f"And {STORM - 20} more reports about the same content." in page
