import pytest

from commons.privacy.personal_data import export_of
from tests.factories.accounts import UserFactory
from tests.factories.profiles import ProfileFactory, with_portrait

pytestmark = pytest.mark.django_db


def test_profile_of_a_person_is_given_out_to_them():
    profile = with_portrait(ProfileFactory())

    given = export_of(profile.person)["profile"]

    assert given["introduction"] == profile.introduction
    assert given["portrait__file"] == profile.portrait.file.name
    assert export_of(UserFactory())["profile"] == {}
