"""Hiding what a person shows of themselves, and showing it again."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from commons.media.actions import erase_quarantined_photo, quarantine_photo, restore_photo
from commons.profiles.models import Profile
from core.permissions import require


@transaction.atomic
def hide_profile(*, profile: Profile, by: Actor) -> Profile:
    """Nobody else sees portrait and words meanwhile, nor the file of the portrait."""
    require(by, "profiles.moderate_profile", profile.person)

    profile = Profile.objects.locked(profile.pk)

    profile.hidden_at = profile.hidden_at or timezone.now()
    profile.save()
    if profile.portrait is not None:
        quarantine_photo(photo=profile.portrait)
    audit.record(by, "profile.hidden", profile)
    return profile


@transaction.atomic
def show_profile(*, profile: Profile, by: Actor) -> Profile:
    """As it was, or as its person has changed it since."""
    require(by, "profiles.moderate_profile", profile.person)

    profile = Profile.objects.locked(profile.pk)

    profile.hidden_at = None
    profile.save()
    if profile.portrait is not None:
        restore_photo(photo=profile.portrait)
    audit.record(by, "profile.shown", profile)
    return profile


@transaction.atomic
def erase_hidden_profile(*, profile: Profile, by: Actor) -> Profile:
    """What was removed for good is gone: the words, and the portrait that was covered."""
    require(by, "profiles.erase_profile", profile.person)

    profile = Profile.objects.locked(profile.pk)
    if profile.hidden_at is None:
        return profile

    profile.introduction = ""
    profile.save()
    if profile.portrait is not None:
        erase_quarantined_photo(photo=profile.portrait)
    audit.record(by, "profile.erased", profile)
    return profile
