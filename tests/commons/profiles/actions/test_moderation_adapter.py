import pytest
from django.contrib.auth.models import AnonymousUser

from commons.moderation.reportable_types import reportable_type_of
from commons.profiles.actions.moderation_adapter import PROFILE
from tests.factories.accounts import UserFactory
from tests.factories.moderation import decided, reported
from tests.factories.profiles import ProfileFactory, with_portrait

pytestmark = pytest.mark.django_db


def test_a_profile_is_found_by_those_who_see_it():
    profile = ProfileFactory()

    viewers = (AnonymousUser(), UserFactory())

    assert [PROFILE.find(profile.public_id, one) for one in viewers] == [None, profile]


def test_a_case_keeps_a_copy_of_portrait_and_words():
    profile = with_portrait(ProfileFactory(person__display_name="Odile"))

    assert PROFILE.words_of(profile) == [
        ("Name", "Odile"),
        ("Photo description", "Odile at the mill"),
        ("Introduction", profile.introduction),
    ]
    assert PROFILE.authors_of(profile) == (profile.person,)


def test_a_decision_hides_a_reported_profile():
    profile = with_portrait(ProfileFactory(public=True))
    assert reportable_type_of(profile) is PROFILE

    decided(reported("profile", profile, by=UserFactory()).case)

    profile.refresh_from_db()
    assert profile.hidden_at is not None
