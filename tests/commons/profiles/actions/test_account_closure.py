import pytest

from commons.accounts.actions.people import close_account
from commons.media.models import Photo
from commons.outbox.models import OutboxEntry
from commons.profiles.models import Profile
from tests.factories.accounts import UserFactory
from tests.factories.profiles import ProfileFactory, with_portrait

pytestmark = pytest.mark.django_db


def test_erase_profile_goes_with_the_account():
    gone, kept = with_portrait(ProfileFactory()), ProfileFactory()
    file = gone.portrait.file.name

    close_account(person=gone.person, by=gone.person)

    assert list(Profile.objects.all()) == [kept]
    assert not Photo.objects.exists()
    deleted = OutboxEntry.objects.filter(job="media.delete_files")
    assert list(deleted.values_list("arguments", flat=True)) == [{"name": file}]


def test_erase_profile_of_who_has_none_changes_nothing():
    person = UserFactory()

    close_account(person=person, by=person)

    assert not Profile.objects.exists()
