"""Photographs that hosts took away: gone when nothing shows them or may show them again."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from wagtail.models import Page, ReferenceIndex, Revision

from commons.audit import actions as audit
from commons.media.actions import add_photo
from commons.media.models import Photo, Rendition
from hosting.communities.models.communities import Membership
from hosting.offers.actions.photos import add_offer_photo, remove_offer_photo
from hosting.offers.actions.review import publish_offer, submit_for_review
from hosting.offers.models.photos import OfferPhoto
from hosting.offers.models.stays import Stay
from hosting.offers.periodic import delete_unused_photos
from hosting.offers.selectors.photos import photos_in_order, removed_photos, unused_photos
from tests.factories.accounts import UserFactory
from tests.factories.hosting import MembershipFactory, StayFactory
from tests.factories.media import PhotoFactory, picture_bytes

pytestmark = pytest.mark.django_db


def picture():
    return ContentFile(picture_bytes(), name="dscf1234.jpg")


def with_photo(**fields):
    """A stay in whose draft its host shows one photograph, brought some days ago."""
    stay = StayFactory(**fields)
    add_offer_photo(offer=stay, file=picture(), by=stay.host)
    photo = Photo.objects.get()
    settle(photo)
    return stay, photo


def settle(photo):
    Photo.objects.filter(pk=photo.pk).update(created_at=long_ago())


def long_ago():
    return timezone.now() - settings.MEDIA_SWEEP_AFTER - timedelta(hours=1)


def take_out(stay, photo, *, just_now=False):
    """So long ago that it can't be put back any more, unless it was just now."""
    remove_offer_photo(offer=stay, photo=photo.public_id, by=stay.host)
    if not just_now:
        Revision.objects.update(created_at=long_ago())


def files_of(photo):
    folder, _slash, name = photo.file.name.rpartition("/")
    return [one for one in default_storage.listdir(folder)[1] if one.startswith(name[:32])]


def publish(stay):
    submit_for_review(offer=stay, by=stay.host)
    reader = MembershipFactory(community=stay.community, coordinator=True).person
    publish_offer(offer=Stay.objects.get(), by=reader)


def test_a_photo_in_a_draft_is_in_use():
    with_photo(draft=True)

    assert unused_photos() == []


def test_a_photo_that_was_taken_out_of_the_draft_is_unused():
    stay, photo = with_photo(draft=True)

    take_out(stay, photo)

    assert unused_photos() == [photo]


def test_what_was_taken_out_can_be_put_back_for_a_day(count_queries):
    stay, photo = with_photo(draft=True)
    take_out(stay, photo, just_now=True)
    draft = Stay.objects.get().get_latest_revision_as_object()
    taken, unused = removed_photos(draft), unused_photos()

    Revision.objects.update(created_at=long_ago())

    assert ([one.photo for one in taken], unused) == ([photo], [])
    assert (removed_photos(draft), unused_photos()) == ([], [photo])


def test_taken_out_names_what_no_longer_stands_there_newest_first():
    stay = StayFactory(draft=True)
    for _time in range(3):
        add_offer_photo(offer=stay, file=picture(), by=stay.host)
    first, second, third = Photo.objects.order_by("pk")
    remove_offer_photo(offer=stay, photo=second.public_id, by=stay.host)
    remove_offer_photo(offer=stay, photo=first.public_id, by=stay.host)

    taken = removed_photos(Stay.objects.get().get_latest_revision_as_object())

    assert [one.photo for one in taken] == [first, second]
    assert third not in [one.photo for one in taken]


def test_photos_in_order_asks_for_three_as_for_one(count_queries):
    stay = StayFactory(draft=True)
    asked = []
    for _time in range(3):
        add_offer_photo(offer=stay, file=picture(), by=stay.host)
        draft = Stay.objects.get().get_latest_revision_as_object()
        asked.append(count_queries(lambda draft=draft: photos_in_order(draft)))

    assert len(set(asked)) == 1


def test_a_photo_that_was_just_brought_may_still_be_wanted():
    stay, photo = with_photo(draft=True)
    Photo.objects.update(created_at=timezone.now())

    take_out(stay, photo)

    assert unused_photos() == []


def test_a_published_photo_is_in_use_until_the_change_is_published_too():
    stay, photo = with_photo(draft=True)
    publish(stay)
    take_out(stay, photo)
    before = unused_photos()

    publish(stay)
    Revision.objects.update(created_at=long_ago())

    assert (before, unused_photos()) == ([], [photo])


def test_a_photo_is_in_use_while_somebody_reads_the_draft_that_shows_it():
    stay, _photo = with_photo(draft=True)

    submit_for_review(offer=stay, by=stay.host)

    assert unused_photos() == []


def test_a_photo_that_a_community_shows_is_in_use():
    stay, photo = with_photo(draft=True)
    take_out(stay, photo)
    stay.community.photo = photo
    stay.community.save()

    assert unused_photos() == []


def test_a_photo_in_a_block_of_a_page_is_in_use():
    stay, photo = with_photo(draft=True)
    take_out(stay, photo)
    page = ContentType.objects.get(app_label="pages", model="contentpage")
    ReferenceIndex.objects.create(
        base_content_type=ContentType.objects.get_for_model(Page),
        content_type=page,
        object_id="1",
        to_content_type=ContentType.objects.get_for_model(Photo),
        to_object_id=str(photo.pk),
        model_path="body.item",
        content_path="body.1",
        content_path_hash=uuid4(),
    )

    assert unused_photos() == []


def test_a_membership_writes_no_list_of_what_it_refers_to():
    MembershipFactory()

    memberships = ContentType.objects.get_for_model(Membership)
    assert not ReferenceIndex.objects.filter(base_content_type=memberships).exists()


def test_what_editors_put_into_the_library_waits_there():
    settle(PhotoFactory(uploaded_by_user=UserFactory()))

    assert unused_photos() == []


def test_sweep_photos_deletes_row_sizes_and_files(committed):
    stay, photo = with_photo(draft=True)
    with committed():
        take_out(stay, photo)
    before = files_of(photo)

    with committed():
        delete_unused_photos()
        delete_unused_photos()

    assert before != []
    assert (Photo.objects.count(), Rendition.objects.count()) == (0, 0)
    assert files_of(photo) == []


def test_sweep_photos_leaves_the_photo_of_a_draft_and_those_of_others():
    _stay, photo = with_photo(draft=True)
    other = add_photo(file=picture(), title="Mine", alt="A lamp.", by=UserFactory())

    delete_unused_photos()

    assert set(Photo.objects.all()) == {photo, other}


def test_an_old_revision_opens_without_its_photo():
    stay, photo = with_photo(draft=True)
    old = stay.latest_revision or Stay.objects.get().latest_revision
    take_out(stay, photo)

    delete_unused_photos()

    assert list(old.as_object().photos.all()) == []
    assert not Photo.objects.filter(pk=photo.pk).exists()


@pytest.mark.parametrize("rows", [[{}], [None], "none", [{"photo": "x"}]])
def test_unused_photos_goes_on_after_a_revision_that_cannot_be_read(rows, caplog):
    """What such a revision may name is kept; what nothing names is still found."""
    broken, kept = with_photo(draft=True)
    broken.refresh_from_db()
    loose = PhotoFactory(pk=987_654_321)  # no other number is read as its key
    audit.record(broken.host, "photo.added", loose)
    settle(loose)
    revision = broken.latest_revision
    revision.content |= {"photos": rows, "words": f"number {kept.pk}"}
    revision.save()
    OfferPhoto.objects.filter(photo=kept).delete()

    unused = unused_photos()

    assert unused == [loose]
    assert [record.getMessage() for record in caplog.records] == [
        f"Periodic job: revision {revision.pk} refers to its photos in an unknown format"
    ]
