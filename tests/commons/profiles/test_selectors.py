import pytest
from django.contrib.auth.models import AnonymousUser

from commons.accounts.models import User
from commons.profiles.selectors import (
    ProfileSummary,
    agreed_to_be_named,
    faces_of,
    parse_profile,
    profile_subquery,
)
from tests.factories.accounts import UserFactory
from tests.factories.profiles import ProfileFactory, with_portrait

pytestmark = pytest.mark.django_db


def address_of(profile):
    return profile.portrait.renditions.get().file.url


def read(person, viewer):
    people = User.objects.annotate(profile_json=profile_subquery("pk", viewer))
    return parse_profile(people.get(pk=person.pk).profile_json)


def test_faces_of_gives_strangers_only_what_is_public(django_assert_num_queries):
    shy, open_one = (with_portrait(ProfileFactory(is_public=is_public)) for is_public in (0, 1))
    wordless = ProfileFactory(public=True)
    people = [shy.person_id, open_one.person_id, wordless.person_id, None]

    with django_assert_num_queries(2):
        seen = faces_of(people, AnonymousUser()), faces_of(people, wordless.person)

    everybody = {open_one.person_id: address_of(open_one)}
    assert seen == (everybody, everybody | {shy.person_id: address_of(shy)})


def test_faces_of_nobody_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert faces_of([None], AnonymousUser()) == {}


def test_profile_subquery_brings_what_the_viewer_may_see():
    profile = with_portrait(ProfileFactory())

    shown = read(profile.person, UserFactory()), read(profile.person, AnonymousUser())

    whole = ProfileSummary(address_of(profile), profile.introduction, "en")
    assert shown == (whole, ProfileSummary())


def test_profile_subquery_works_without_a_portrait():
    profile = ProfileFactory(public=True, introduction="أهلا وسهلا", language="ar")

    assert read(profile.person, AnonymousUser()) == ProfileSummary("", "أهلا وسهلا", "ar")


@pytest.mark.parametrize(
    ("traits", "expected"),
    [
        ({"sponsor": True}, True),
        ({}, False),
        ({"sponsor": True, "person__is_active": False}, False),
    ],
    ids=["agreed", "never asked", "left"],
)
def test_agreed_to_be_named(traits, expected):
    profile = ProfileFactory(**traits)

    named = User.objects.filter(agreed_to_be_named("pk"), pk=profile.person_id)

    assert named.exists() is expected
