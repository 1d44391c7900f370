"""Editorial pages, as an editor leaves them."""

import factory
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.utils.text import slugify

from cms.pages.actions.page_factory import create_page, create_site, create_translation
from cms.pages.models import ContentPage, DestinationIndexPage, DestinationPage, HomePage, ThemePage
from cms.recordings.models import Recording
from core.permissions import SYSTEM
from tests.factories.accounts import UserFactory

WORDS = {"lead": "Two doors.", "map_door": "By the map.", "stories_door": "By the stories."}


def make_home():
    """The home page in English, root of the site."""
    home = HomePage(title="Somebody expects you", slug="home", **WORDS)
    create_site(home=home, by=SYSTEM)
    return home


def make_index(home):
    index = DestinationIndexPage(title="Stories", slug="stories", lead="Places, told.")
    return create_page(parent=home, page=index, by=SYSTEM)


def make_destination(index, *communities, title="The valley"):
    page = DestinationPage(
        title=title,
        slug=slugify(title),
        lead="Between two rivers.",
        body=[("heading", "Willow"), ("voice", {"words": "We bend it.", "who": "Ada", "line": ""})],
    )
    page.communities.set(communities)
    return create_page(parent=index, page=page, by=SYSTEM)


def make_content(parent, *, title="Charter", column="cooperative"):
    page = ContentPage(
        title=title,
        slug=slugify(title),
        footer_column=column,
        body=[("words", "<p>People first.</p>")],
    )
    return create_page(parent=parent, page=page, by=SYSTEM)


def in_french(page, **words):
    return create_translation(page=page, language="fr", words=words, by=SYSTEM)


def make_theme(parent, *interests, body=(("heading", "Along the water"),)):
    page = ThemePage(title="Rivers", slug="rivers", lead="Where water passes.", body=list(body))
    page.interests.set(interests)
    return create_page(parent=parent, page=page, by=SYSTEM)


def make_content_page(parent, *blocks, title="Told"):
    """A page of exactly these blocks."""
    page = ContentPage(title=title, slug=slugify(title), body=list(blocks))
    return create_page(parent=parent, page=page, by=SYSTEM)


def make_writer(**fields):
    """Of the group that writes pages and hands them in."""
    return _in_group("Editors", **fields)


def make_reader(**fields):
    """Of the group that reads pages and publishes them."""
    return _in_group("Moderators", **fields)


def _in_group(name, **fields):
    person = UserFactory(**fields)
    person.groups.add(Group.objects.get(name=name))
    return person


class RecordingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Recording

    title = "The weir"
    file = factory.LazyFunction(lambda: ContentFile(b"OggS and more", name="weir.ogg"))
    transcript = "Water, and a heron."
    mime = "audio/ogg"
    size = 13
