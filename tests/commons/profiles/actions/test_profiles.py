from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from commons.audit.models import AuditEntry
from commons.media.choices import Licence
from commons.media.errors import AltTextMissingError, NotAPhotographError
from commons.media.models import Photo
from commons.media.rendering import FACE
from commons.profiles.actions.profiles import change_profile, remove_portrait
from commons.profiles.models import Profile, ProfileData
from tests.factories.accounts import UserFactory
from tests.factories.media import picture_bytes

pytestmark = pytest.mark.django_db

WORDS = ProfileData(
    introduction="We mend a mill. Ask us about the river.",
    language="en",
    is_public=True,
    is_named_as_sponsor=True,
    alt="Odile at the mill",
)


def upload(content=None):
    return SimpleUploadedFile("me.jpg", content or picture_bytes(400, 300))


def names_of(profile):
    return (profile.introduction, profile.language, profile.is_public, profile.is_named_as_sponsor)


def test_change_profile_keeps_what_the_person_said():
    ada = UserFactory()

    change_profile(person=ada, data=WORDS, by=ada)

    assert names_of(Profile.objects.get(person=ada)) == (WORDS.introduction, "en", True, True)
    assert [one.verb for one in AuditEntry.objects.all()] == ["profile.changed"]


def test_change_profile_shows_a_portrait_and_its_square_at_once():
    ada = UserFactory()

    profile = change_profile(person=ada, data=WORDS, file=upload(), by=ada)

    portrait = profile.portrait
    said = (portrait.description, portrait.credit, portrait.licence, portrait.uploaded_by_user)
    assert said == ("Odile at the mill", "", Licence.ALL_RIGHTS, ada)
    face = portrait.renditions.get(filter_spec=FACE.spec)
    assert face.width == face.height


def test_change_profile_deletes_the_portrait_before():
    ada = UserFactory()
    old = change_profile(person=ada, data=WORDS, file=upload(), by=ada).portrait

    new = change_profile(person=ada, data=WORDS, file=upload(), by=ada).portrait

    assert list(Photo.objects.all()) == [new]
    assert old != new


def test_change_profile_describes_a_portrait_that_is_there():
    ada = UserFactory()
    change_profile(person=ada, data=WORDS, file=upload(), by=ada)

    change_profile(person=ada, data=replace(WORDS, alt="Odile, laughing"), by=ada)

    assert Photo.objects.get().description == "Odile, laughing"


@pytest.mark.parametrize(
    ("file", "alt", "refusal"),
    [
        (b"GIF89a no photograph", "Ada", NotAPhotographError),
        (None, " ", AltTextMissingError),
    ],
    ids=["no photograph", "no words"],
)
def test_change_profile_refuses_a_portrait(file, alt, refusal):
    ada = UserFactory()

    with pytest.raises(refusal):
        change_profile(person=ada, data=replace(WORDS, alt=alt), file=upload(file), by=ada)

    assert not Profile.objects.exists()
    assert not Photo.objects.exists()


def test_change_profile_of_somebody_else_is_denied():
    ada = UserFactory()

    with pytest.raises(PermissionDenied):
        change_profile(person=ada, data=WORDS, by=UserFactory())


def test_remove_portrait_deletes_it_and_keeps_the_words():
    ada = UserFactory()
    change_profile(person=ada, data=WORDS, file=upload(), by=ada)

    remove_portrait(person=ada, by=ada)
    remove_portrait(person=ada, by=ada)

    assert names_of(Profile.objects.get(portrait=None)) == names_of(WORDS)
    assert not Photo.objects.exists()
    assert [one.verb for one in AuditEntry.objects.filter(verb__startswith="profile.")] == [
        "profile.changed",
        "profile.portrait_removed",
    ]


def test_remove_portrait_of_somebody_else_is_denied():
    with pytest.raises(PermissionDenied):
        remove_portrait(person=UserFactory(), by=UserFactory())
