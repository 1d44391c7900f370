import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from commons.outbox.models import OutboxEntry
from commons.profiles.actions.moderating import (
    erase_hidden_profile,
    hide_profile,
    show_profile,
)
from commons.profiles.models import Profile
from core.permissions import SYSTEM
from tests.factories.accounts import UserFactory
from tests.factories.profiles import ProfileFactory, with_portrait

pytestmark = pytest.mark.django_db


@pytest.fixture
def profile():
    return with_portrait(ProfileFactory(public=True))


def test_hide_profile_covers_portrait_and_words_for_others(profile):
    address = profile.portrait.file.name

    hide_profile(profile=profile, by=UserFactory(is_superuser=True))

    profile.refresh_from_db()
    assert profile.portrait.file.name != address
    assert profile.portrait.withheld["alt"] == "Odile at the mill"
    seen_by = (AnonymousUser(), UserFactory(), profile.person)
    shown = [Profile.objects.visible_to(one).exists() for one in seen_by]
    assert shown == [False, False, True]


def test_show_profile_brings_back_what_was_hidden(profile):
    staff = UserFactory(is_superuser=True)
    hide_profile(profile=profile, by=staff)

    show_profile(profile=profile, by=staff)

    profile = Profile.objects.visible_to(AnonymousUser()).get()
    assert (profile.portrait.withheld, profile.portrait.description) == (None, "Odile at the mill")
    jobs = OutboxEntry.objects.values_list("job", flat=True)
    assert "profiles.render_face" in jobs


def test_erase_hidden_profile_leaves_nothing_to_bring_back(profile):
    hide_profile(profile=profile, by=UserFactory(is_superuser=True))

    erase_hidden_profile(profile=profile, by=SYSTEM)

    profile.refresh_from_db()
    assert (profile.introduction, profile.portrait.withheld) == ("", None)


def test_erase_hidden_profile_spares_one_that_is_shown(profile):
    erase_hidden_profile(profile=profile, by=SYSTEM)

    profile.refresh_from_db()
    assert profile.introduction


@pytest.mark.parametrize("action", [hide_profile, show_profile, erase_hidden_profile])
def test_moderating_a_profile_is_denied_to_members(profile, action):
    with pytest.raises(PermissionDenied):
        action(profile=profile, by=UserFactory())
