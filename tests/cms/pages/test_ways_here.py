"""Where a page of the editors stands, said above it."""

import pytest

from tests.factories.cms import make_destination, make_home, make_index, make_theme
from tests.factories.hosting import CommunityFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", ["place", "theme"])
def test_a_place_and_a_theme_say_where_they_stand(client, kind):
    index = make_index(make_home())
    page = make_destination(index, CommunityFactory()) if kind == "place" else make_theme(index)

    way = client.get(page.url).text.partition('class="breadcrumb"')[2].partition("</nav>")[0]

    assert '<a href="/en/stories/">Stories</a>' in way
    assert page.title in way
