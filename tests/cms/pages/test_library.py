"""Photographs of the editors lie apart: who writes or reads pages leaves those of hosts alone."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Collection, GroupCollectionPermission, Page
from wagtail.test.utils.form_data import nested_form_data, streamfield

from commons.media.actions import add_photo
from commons.media.models import LIBRARY, Photo, library
from core.permissions import SYSTEM
from tests.factories.accounts import UserFactory
from tests.factories.cms import make_content_page, make_reader, make_theme, make_writer
from tests.factories.media import PhotoFactory, RenditionFactory, picture_bytes
from tests.factories.moderation import decided, reported

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_pages")]

PHOTO_DATA = {"title": "The weir", "description": "Water over stones", "licence": "CC0-1.0"}
ADMIN = reverse("wagtailadmin_home")


@pytest.fixture(params=[make_reader, make_writer], ids=["reader", "writer"])
def editor(request, client):
    person = request.param()
    client.force_login(person)
    return person


@pytest.fixture
def reader(client):
    person = make_reader()
    client.force_login(person)
    return person


def of_a_host():
    return _with_sizes(PhotoFactory(title="Our kitchen", uploaded_by_user=UserFactory()))


def of_the_house(**fields):
    return _with_sizes(PhotoFactory(collection=library(), **fields))


def _with_sizes(photo):
    """In the sizes that Wagtail shows, so that no request makes them."""
    for size in ("max-165x165", "max-800x600", "original"):
        RenditionFactory(image=photo, filter_spec=size)
    return photo


def upload():
    return SimpleUploadedFile("weir.jpg", picture_bytes(60, 40))


@pytest.mark.parametrize("action", ["edit", "delete"])
def test_photo_of_a_host_is_changed_by_no_page_role(client, editor, action):
    photo = of_a_host()
    address = reverse(f"wagtailimages:{action}", args=[photo.pk])

    shown, sent = client.get(address), client.post(address, PHOTO_DATA)

    assert (shown["Location"], sent["Location"]) == (ADMIN, ADMIN)
    assert Photo.objects.get().title == "Our kitchen"


def test_several_of_hosts_are_not_deleted_at_once(client, reader):
    photo = of_a_host()
    address = reverse("wagtail_bulk_action", args=["media", "photo", "delete"])
    query = f"?id={photo.pk}&next={reverse('wagtailimages:index')}"

    asked = client.get(address + query)
    client.post(address + query)

    assert list(asked.context["items"]) == []
    assert Photo.objects.get() == photo


def test_photo_of_a_host_is_not_listed_chosen_or_cut(client, editor):
    photo, ours = of_a_host(), of_the_house(title="The weir", uploaded_by_user=editor)
    lists = [reverse("wagtailimages:index"), reverse("wagtailimages_chooser:choose")]
    chosen = reverse("wagtailimages_chooser:chosen", args=[photo.pk])
    preview = reverse("wagtailimages:preview", args=[photo.pk, "width-400"])

    saved = [client.get(address).text for address in lists]

    assert all(ours.title in one and photo.title not in one for one in saved)
    assert {client.get(address)["Location"] for address in (chosen, preview)} == {ADMIN}


def kept(client, page, *blocks, **fields):
    """The answer to a form of these blocks, and the page as its latest words say."""
    saved = {"title": page.title, "slug": page.slug, "lead": page.lead, "footer_column": ""}
    saved |= {"body": streamfield(list(blocks)), "comments": {"TOTAL_FORMS": 0}}
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    answer = client.post(address, nested_form_data(saved | fields))
    return answer, Page.objects.get(pk=page.pk).get_latest_revision_as_object()


def shown(photo):
    return ("photo", {"photo": photo.pk, "caption": "By the water"})


def test_a_forged_form_brings_no_photograph_of_a_host_onto_a_page(client, editor, home):
    page = make_content_page(home, ("heading", "Along the water"))

    answer, saved = kept(client, page, shown(of_a_host()))

    assert "One of these photos can’t be used here." in answer.text
    assert [block.block_type for block in saved.body] == ["heading"]


def test_a_form_leads_no_page_with_a_photograph_of_a_host(client, editor, home):
    theme, heading = make_theme(home), ("heading", "Along the water")

    answer, saved = kept(client, theme, heading, photo=of_a_host().pk, interests=[])

    assert "One of these photos can’t be used here." in answer.text
    assert saved.photo is None


def test_a_form_brings_what_editors_may_choose(client, editor, home):
    page, ours = make_content_page(home), of_the_house(title="The weir")

    _answer, saved = kept(client, page, shown(ours))

    assert saved.body[0].value["photo"] == ours


def test_a_photograph_that_a_page_showed_before_stays(client, editor, home):
    photo = of_a_host()
    page = make_content_page(home, ("photo", {"photo": photo, "caption": ""}))

    _answer, saved = kept(client, page, shown(photo), lead="Slower now.")

    assert (saved.lead, saved.body[0].value["photo"]) == ("Slower now.", photo)


def test_readers_change_choose_and_delete_photos_of_editors(client, reader):
    photo = of_the_house(uploaded_by_user=make_writer())
    edit, delete = (
        reverse(f"wagtailimages:{action}", args=[photo.pk]) for action in ("edit", "delete")
    )

    chosen = client.get(reverse("wagtailimages_chooser:chosen", args=[photo.pk])).json()
    shown, sent = client.get(edit), client.post(edit, PHOTO_DATA)
    title = Photo.objects.get().title
    client.post(delete)

    assert (shown.status_code, sent["Location"]) == (200, reverse("wagtailimages:index"))
    assert (chosen["result"]["id"], title) == (str(photo.pk), "The weir")
    assert not Photo.objects.exists()


def test_who_only_writes_changes_their_own_photos(client, editor):
    own, other = of_the_house(uploaded_by_user=editor), of_the_house()
    may = [True, editor.groups.get().name == "Moderators"]

    for photo in (own, other):
        client.post(reverse("wagtailimages:edit", args=[photo.pk]), PHOTO_DATA)

    assert [one.title == "The weir" for one in Photo.objects.order_by("pk")] == may


@pytest.mark.parametrize("who", ["writer", "superuser"])
@pytest.mark.parametrize("way", ["add", "add_multiple"])
def test_uploads_in_the_admin_lie_in_the_library(client, who, way):
    person = make_writer() if who == "writer" else UserFactory(is_superuser=True)
    client.force_login(person)
    root = Collection.get_first_root_node()
    sent = PHOTO_DATA | {"collection": root.pk}
    sent |= {"file": upload()} if way == "add" else {"files[]": upload()}
    if way == "add_multiple":
        del sent["description"]

    client.post(
        reverse(f"wagtailimages:{way}"), sent, headers={"X-Requested-With": "XMLHttpRequest"}
    )

    assert Photo.objects.get().collection.name == LIBRARY


def test_what_a_host_brings_lies_apart_and_what_the_house_brings_does_not():
    for by in (UserFactory(), SYSTEM):
        add_photo(file=upload(), title="The weir", alt="A weir", by=by)

    places = Photo.objects.order_by("pk").values_list("collection__name", flat=True)
    assert list(places) == ["Root", LIBRARY]


def test_library_under_another_name_falls_back_to_the_root():
    Collection.objects.filter(name=LIBRARY).update(name="Archive")

    assert library() == Collection.get_first_root_node()


def test_who_reads_pages_takes_down_a_photo_of_a_host_on_a_page(client, home, reader, committed):
    """Deciding needs no right on images."""
    photo = of_a_host()
    page = make_content_page(home, ("photo", {"photo": photo, "caption": ""}))
    case = reported("photo", photo, by=UserFactory()).case

    with committed():
        decided(case, by=reader)

    assert Photo.objects.get().withheld
    assert photo.file.name not in client.get(page.url).text


def test_prepare_library_twice_moves_rights_once():
    root = Collection.get_first_root_node()
    GroupCollectionPermission.objects.filter(collection=library()).update(collection=root)
    root.add_child(name="Posters")
    Collection.objects.get(name=LIBRARY).delete()

    import_module("cms.pages.migrations.0001_initial").prepare_library(apps)
    import_module("cms.pages.migrations.0001_initial").prepare_library(apps)

    names = Collection.objects.filter(depth=2).values_list("name", flat=True)
    assert sorted(names) == ["Posters", LIBRARY]
    assert Collection.find_problems() == ([], [], [], [], [])
    assert _rights_of("Moderators") == {
        f"{LIBRARY} {action}" for action in ("add", "change", "choose")
    }
    assert _rights_of("Editors") == {f"{LIBRARY} {action}" for action in ("add", "choose")}


def _rights_of(name):
    rights = GroupCollectionPermission.objects.filter(
        group=Group.objects.get(name=name), permission__codename__endswith="_image"
    )
    saved = rights.values_list("collection__name", "permission__codename")
    return {f"{where} {what.removesuffix('_image')}" for where, what in saved}
