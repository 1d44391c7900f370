"""What a year came to, for its host alone."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from core.values.money import Money
from hosting.host_space.presenters.statistics import bars_of, year_csv
from hosting.host_space.selectors.statistics import year_figures, years_of
from hosting.requests.models.requests import Request
from hosting.requests.states import RequestState
from tests.factories.accounts import UserFactory
from tests.factories.hosting import AgreementFactory, RequestFactory

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(date(2027, 9, 1))]


@pytest.fixture
def host():
    """Two stays over the end of May, one of them without a sum; and a question in vain."""
    stay = AgreementFactory(
        request__check_in=date(2027, 5, 30),
        request__check_out=date(2027, 6, 2),
        total=Decimal(180),
        currency="EUR",
    )
    unit = stay.request.unit
    AgreementFactory(
        request__unit=unit,
        request__check_in=date(2027, 5, 2),
        request__check_out=date(2027, 5, 4),
        total=None,
    )
    RequestFactory(unit=unit, state=RequestState.DECLINED)
    AgreementFactory()
    Request.objects.update(sent_at=datetime(2027, 4, 1, 12, tzinfo=UTC))
    return stay.host


def test_year_figures_count_nights_requests_and_sums_in_their_months(
    host, django_assert_num_queries
):
    with django_assert_num_queries(6):
        figures = year_figures(host, 2027)

    shown = [(month.nights, month.requests, month.agreed, month.sums) for month in figures.months]
    euros = (Money(Decimal(180), "EUR"),)
    assert shown[3:6] == [(0, 3, 2, ()), (4, 0, 0, euros), (1, 0, 0, ())]
    assert (figures.nights, figures.requests, figures.agreed) == (5, 3, 2)
    assert figures.sums == [Money(Decimal(180), "EUR")]
    assert years_of(host) == [2028, 2027]


def test_year_figures_of_somebody_else_are_empty(host):
    figures = year_figures(UserFactory(), 2027)

    assert (figures.nights, figures.requests, figures.sums) == (0, 0, [])


def test_year_csv_has_a_line_a_month(host):
    lines = year_csv(year_figures(host, 2027)).splitlines()

    assert (len(lines), lines[5]) == (13, "2027-05,4,0,0,0,180.00")


def test_bars_of_draws_the_largest_as_high_as_the_plot():
    bars = bars_of([("May", 4), ("June", 1), ("July", 0)])

    assert [(bar.y, bar.height) for bar in bars] == [(0, 140), (105, 35), (140, 0)]
    assert bars_of([("May", 0)]) == []
