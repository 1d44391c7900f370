"""An account is closed: portrait and words go with it, at once and with every size."""

from __future__ import annotations

from commons.accounts.models import User
from commons.media.actions import delete_photo
from commons.profiles.models import Profile
from core.permissions import SYSTEM


def erase_profile(person: User) -> None:
    profile = Profile.objects.filter(person=person).select_related("portrait").first()
    if profile is None:
        return
    profile.delete()
    if profile.portrait is not None:
        delete_photo(photo=profile.portrait, by=SYSTEM)
