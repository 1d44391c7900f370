"""The line above the results: how many, for whom and how long."""

import re

import pytest
import time_machine

from tests.factories.hosting import UnitFactory
from tests.search.indexing import index_offers

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("wishes", "line"),
    [
        pytest.param("", "1 offer", id="all"),
        pytest.param("?adults=2", "1 offer, 2 people", id="party"),
        pytest.param(
            "?adults=1&check_in=2027-05-04&check_out=2027-05-06",
            "1 stay, 1 person, 2 nights",
            id="nights",
        ),
    ],
)
def test_result_line_has_no_space_before_a_comma(client, wishes, line):
    with time_machine.travel("2027-04-03 10:00", tick=False):
        UnitFactory(sleeps=4)
        index_offers()

        page = client.get(f"/en/offers/{wishes}").text

    assert re.search(r'id="results"\s+tabindex="-1">\s*([^<]*?)\s*</h2>', page)[1] == line
