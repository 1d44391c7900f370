"""A person shows a portrait and says two sentences about themselves, or no longer does."""

from __future__ import annotations

from django.core.files.base import File
from django.db import transaction

from commons.accounts.models import User
from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from commons.media.actions import add_photo, delete_photo, describe_photo
from commons.media.choices import Licence
from commons.media.models import Photo
from commons.privacy.actions.consents import record_consent
from commons.profiles.models import PUBLIC_PROFILE, SPONSOR_NAME, Profile, ProfileData
from commons.profiles.tasks import render_face
from core.permissions import SYSTEM, require


def change_profile(
    *, person: User, data: ProfileData, file: File[bytes] | None = None, by: User
) -> Profile:
    """Show these words, and with `file` this portrait in place of the one before.

    The pixels are worked on before anything is locked. Raises the refusals of `add_photo`.
    """
    require(by, "profiles.change_profile", person)

    photo = None
    if file is not None:
        photo = add_photo(
            file=file,
            title=person.display_name,
            alt=data.alt,
            credit="",
            licence=Licence.ALL_RIGHTS,
            by=by,
        )
        render_face(photo_id=photo.pk)
    return _save(person, data, photo, by)


@transaction.atomic
def _save(person: User, data: ProfileData, photo: Photo | None, by: User) -> Profile:
    profile = lock_profile(person)

    before = profile.portrait
    if photo is not None:
        profile.portrait = photo
    elif before is not None and data.alt != before.description and not before.withheld:
        describe_photo(
            photo=before, alt=data.alt, credit=before.credit, licence=before.licence, by=by
        )
    profile.introduction, profile.language = data.introduction, data.language
    profile.is_public = data.is_public
    profile.is_named_as_sponsor = data.is_named_as_sponsor
    profile.save()
    record_consent(person=person, purpose=PUBLIC_PROFILE, is_given=profile.is_public)
    record_consent(person=person, purpose=SPONSOR_NAME, is_given=profile.is_named_as_sponsor)
    audit.record(by, "profile.changed", profile, portrait=photo is not None)

    if photo is not None and before is not None:
        delete_photo(photo=before, by=SYSTEM)
    return profile


@transaction.atomic
def remove_portrait(*, person: User, by: Actor) -> Profile:
    """Show initials again. The photograph is deleted with every size of it."""
    require(by, "profiles.change_profile", person)

    profile = lock_profile(person)
    before = profile.portrait
    if before is None:
        return profile

    profile.portrait = None
    profile.save()
    audit.record(by, "profile.portrait_removed", profile)

    delete_photo(photo=before, by=SYSTEM)
    return profile


def stop_showing(person: User, field: str) -> None:
    """Take one of the two switches back, as the form does: `is_public`, `is_named_as_sponsor`."""
    profile = Profile.objects.select_related("portrait").get(person=person)
    data = ProfileData(
        introduction=profile.introduction,
        language=profile.language,
        is_public=profile.is_public and field != "is_public",
        is_named_as_sponsor=profile.is_named_as_sponsor and field != "is_named_as_sponsor",
        alt=profile.portrait.description if profile.portrait else "",
    )
    change_profile(person=person, data=data, by=person)


def lock_profile(person: User) -> Profile:
    """Theirs, made where they had none: under the lock of the person, so that it is made once."""
    User.objects.locked(person.pk, no_key=True)
    return Profile.objects.select_related("portrait").get_or_create(person=person)[0]
