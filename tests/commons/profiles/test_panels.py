import pytest

from commons.profiles.panels import introduction_panels
from tests.factories.accounts import UserFactory
from tests.factories.profiles import ProfileFactory

pytestmark = pytest.mark.django_db

SENTENCES = "We mend a mill. Ask us."


def words_on_page(profile, viewer):
    return [panel.rows[0].words for panel in introduction_panels(profile.person, viewer)]


@pytest.mark.parametrize(
    ("words", "shown"),
    [("", SENTENCES), ("We mend a mill.\nAsk us. And stay.", ""), ("Something else.", SENTENCES)],
    ids=["alone", "said again at length", "beside other words"],
)
def test_an_introduction_is_not_said_twice(words, shown):
    profile = ProfileFactory(introduction=SENTENCES, person__words=words)

    assert words_on_page(profile, UserFactory()) == [shown]


def test_an_introduction_that_says_nothing_shows_nothing():
    assert words_on_page(ProfileFactory(introduction=""), UserFactory()) == []


def test_nobody_reports_their_own_introduction():
    profile = ProfileFactory()

    own, other = (
        next(introduction_panels(profile.person, viewer)).rows[0].is_own
        for viewer in (profile.person, UserFactory())
    )

    assert (own, other) == (True, False)
