"""A photograph removed while something shows it: refused in words, or its page stays whole."""

import pytest
from django.urls import reverse

from cms.pages.models import DestinationIndexPage, HomePage
from commons.media.actions import delete_photo
from commons.media.models import Photo
from hosting.offers.models.photos import OfferPhoto
from hosting.offers.models.stays import Stay
from tests.factories.accounts import UserFactory
from tests.factories.cms import make_destination
from tests.factories.hosting import CommunityFactory, StayFactory
from tests.factories.media import PhotoFactory
from tests.factories.stories import AuthorFactory, BlockFactory, published
from travel_stories.stories.choices import BlockKind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_pages")]


@pytest.fixture
def photo():
    return PhotoFactory(title="The mill", description="A mill by the water")


@pytest.fixture
def editor(client):
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    return client


def an_offer(photo):
    stay = StayFactory()
    OfferPhoto.objects.create(offer=stay, photo=photo, caption="Before noon")
    stay.save_revision()
    return stay.get_absolute_url()


def a_community(photo):
    return CommunityFactory(photo=photo).get_absolute_url()


def a_card(photo):
    return reverse("core:card", args=["community", CommunityFactory(photo=photo).public_id])


def a_destination(photo):
    page = make_destination(DestinationIndexPage.objects.get())
    page.photo = photo
    page.save_revision().publish()
    return page.get_url()


def a_home(photo):
    home = HomePage.objects.get()
    home.photo = photo
    home.save_revision().publish()
    return home.get_url()


def a_story(photo):
    author = AuthorFactory(lead=True)
    block = BlockFactory(chapter__story=author.story, by=author, kind=BlockKind.PHOTO, text="")
    BlockFactory(chapter=block.chapter, by=author, text="<p>It rained.</p>")
    block.set_photos([(photo, "")])
    return published(author.story).get_absolute_url()


@pytest.mark.parametrize("use", [a_community, a_card, a_destination, a_home, a_story])
def test_a_page_stays_whole_without_its_photograph(client, photo, use):
    url = use(photo)
    before = client.get(url).text.count(photo.file.name)

    delete_photo(photo=Photo.objects.get(), by=photo.uploaded_by_user)
    answer = client.get(url)

    assert before > 0
    assert answer.status_code == 200
    assert photo.file.name not in answer.text


def test_a_draft_stays_whole_without_its_photograph(client, photo):
    stay = StayFactory(draft=True)
    draft = stay.get_latest_revision_as_object()
    draft.photos = [OfferPhoto(photo=photo, caption="Before noon")]
    draft.save_revision()
    client.force_login(stay.host)
    urls = [
        reverse(f"hosting:{name}", args=[stay.public_id])
        for name in ("offer-photos", "offer-overview", "offer-preview")
    ]

    photo.delete()

    assert [client.get(url).status_code for url in urls] == [200] * 3
    assert list(Stay.objects.get().get_latest_revision_as_object().photos.all()) == []


def test_admin_deletes_no_photo_that_an_offer_shows_and_says_why(editor, photo):
    url = an_offer(photo)
    address = reverse("wagtailimages:delete", args=[photo.pk])

    asked = editor.get(address)
    editor.post(address)

    assert asked.context["is_protected"]
    assert Photo.objects.get() == photo
    assert photo.file.name in editor.get(url).text


def test_of_several_none_is_deleted_while_an_offer_shows_one(editor, photo):
    an_offer(photo)
    other = PhotoFactory()
    address = reverse("wagtail_bulk_action", args=["media", "photo", "delete"])
    query = f"?id={photo.pk}&id={other.pk}&next={reverse('wagtailimages:index')}"

    asked = editor.get(address + query)
    editor.post(address + query)

    assert asked.context["is_protected"]
    assert Photo.objects.count() == 2


def test_several_that_no_offer_shows_are_deleted(editor):
    photos = PhotoFactory.create_batch(2)
    address = reverse("wagtail_bulk_action", args=["media", "photo", "delete"])
    query = "?" + "&".join(f"id={photo.pk}" for photo in photos)

    editor.post(f"{address}{query}&next={reverse('wagtailimages:index')}")

    assert Photo.objects.count() == 0
