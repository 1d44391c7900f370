"""What the tests of editorial pages share."""

import pytest

from cms.pages.models import DestinationIndexPage, HomePage
from tests.factories.cms import make_home, make_index


@pytest.fixture(scope="module")
def standing_pages(module_rows):
    """Home page and list of stories, in English, with which each test of a module begins.

    Publishing the two sends some two hundred queries.
    """
    make_index(make_home())


@pytest.fixture
def home(standing_pages):
    """Read anew: a page remembers how many were added below it, also those that are gone."""
    return HomePage.objects.get()


@pytest.fixture
def index(standing_pages):
    return DestinationIndexPage.objects.get()
