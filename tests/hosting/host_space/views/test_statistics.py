"""The page of a host's figures."""

import pytest
from django.urls import reverse
from django.utils import translation

from tests.factories.accounts import UserFactory
from tests.factories.hosting import AgreementFactory

pytestmark = pytest.mark.django_db

PAGE, SHEET = "hosting:host-statistics", "hosting:host-statistics-sheet"
MOST_QUERIES = 14


def test_statistics_show_the_host_s_own_year(client, count_queries):
    agreement = AgreementFactory()
    client.force_login(agreement.host)
    year = agreement.check_in.year
    client.get(reverse(PAGE))

    queries = count_queries(lambda: client.get(reverse(PAGE), {"year": year}))
    page = client.get(reverse(PAGE), {"year": year})

    assert page.context["figures"].nights == len(agreement.dates)
    assert queries <= MOST_QUERIES


def test_statistics_name_months_and_counts_in_french(client):
    agreement = AgreementFactory()
    client.force_login(agreement.host)
    with translation.override("fr"):
        page = client.get(reverse(PAGE), {"year": agreement.check_in.year})

    months = [bar.label for bar in page.context["bars"]]
    assert (months[5], months[6]) == ("juin", "juil.")
    assert "Accords conclus" in page.text


def test_statistics_ask_as_often_for_many_rows_as_for_one(client, count_queries):
    agreement = AgreementFactory()
    client.force_login(agreement.host)
    page = f"{reverse(PAGE)}?year={agreement.check_in.year}"
    client.get(page)

    asked = [count_queries(lambda: client.get(page))]
    for _ in range(5):
        AgreementFactory(request__offer__host=agreement.host)
    asked.append(count_queries(lambda: client.get(page)))

    assert asked[0] == asked[1] <= MOST_QUERIES


def test_statistics_come_as_a_table_for_the_host_alone(client):
    agreement = AgreementFactory()
    year = agreement.check_in.year
    sheets = []
    for person in (agreement.host, UserFactory()):
        client.force_login(person)
        answer = client.get(reverse(SHEET), {"year": year})
        sheets.append((answer.status_code, f",{len(agreement.dates)}," in answer.text))

    assert sheets == [(200, True), (200, False)]


@pytest.mark.parametrize("year", ["1999", "x", "-1", "99999", ""])
def test_statistics_refuse_a_year_without_figures(client, year):
    client.force_login(UserFactory())

    statuses = [client.get(reverse(name), {"year": year}).status_code for name in (PAGE, SHEET)]

    assert statuses == [404, 404]


def test_statistics_ask_for_somebody(client):
    assert [client.get(reverse(name)).status_code for name in (PAGE, SHEET)] == [302, 302]
