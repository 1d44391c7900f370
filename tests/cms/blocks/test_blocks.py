"""Blocks of editorial pages: what each shows, what each refuses in words, and its preview."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.blocks import StructBlockValidationError

from cms.blocks.streams import BlocksField, StepBlocks, StoryBlocks
from cms.blocks.words import LONGEST
from tests.factories.accounts import UserFactory
from tests.factories.cms import RecordingFactory, make_destination, make_home, make_index
from tests.factories.cms import make_content_page as make_page
from tests.factories.geography import LocalityFactory
from tests.factories.hosting import (
    CommunityFactory,
    InterestFactory,
    MembershipFactory,
    StayFactory,
    TipFactory,
)
from tests.factories.media import PhotoFactory

pytestmark = pytest.mark.django_db

BLOCKS = {**StoryBlocks().child_blocks, **StepBlocks().child_blocks}


def shown(client, *blocks):
    """The page that holds exactly these blocks."""
    make_page(make_home(), *blocks)
    response = client.get("/en/told/")
    assert response.status_code == 200
    return response.content.decode()


def refused(name, **values):
    """Which fields say why not."""
    block = BLOCKS[name]
    with pytest.raises(StructBlockValidationError) as refusal:
        block.clean(block.normalize(values))
    return set(refusal.value.block_errors)


@pytest.mark.parametrize("name", BLOCKS)
def test_each_block_says_what_it_is_for_and_is_previewed(client, name):
    PhotoFactory.create_batch(2)
    LocalityFactory.create_batch(3)
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    block = BLOCKS[name]

    page = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})

    assert (page.status_code, block.is_previewable) == (200, True)
    assert "css/site.css" in page.content.decode()
    assert "unsafe-inline" not in page["Content-Security-Policy"]
    assert block.get_description()


def test_a_portrait_stands_over_the_whole_width(client):
    page = shown(
        client,
        ("heading", "Before"),
        (
            "portrait",
            {
                "photo": PhotoFactory(),
                "caption": "Vines",
                "title": "Nine generations",
                "words": "I press what I grow.",
                "who": "Nicolas",
                "line": "Vouvray",
                "text": "",
                "page": None,
            },
        ),
    )

    assert page.index("Before") < page.index("section--sunk") < page.index("I press what I grow.")
    assert "A green field" in page


def test_a_photograph_that_was_removed_leaves_its_page_whole(client):
    photo, kept = PhotoFactory(), PhotoFactory(description="Willow")
    gone = {"photo": photo, "caption": "Gone"}
    gallery = {"title": "Both", "photos": [gone, {"photo": kept, "caption": "Here"}]}
    make_page(make_home(), ("photo", gone), ("gallery", gallery), ("heading", "After"))

    photo.delete()

    page = client.get("/en/told/").content.decode()
    assert ["Gone" in page, "Here" in page, "Willow" in page, "After" in page] == [
        False,
        True,
        True,
        True,
    ]


def test_a_recording_is_heard_and_its_words_are_read(client):
    recording = RecordingFactory()

    page = shown(client, ("sound", {"recording": recording, "caption": ""}))
    heard = client.get(recording.get_absolute_url(), headers={"range": "bytes=0-3"})

    assert f'src="{recording.get_absolute_url()}"' in page
    assert "Water, and a heron." in page
    assert (heard.status_code, heard.getvalue()) == (206, b"OggS")


def test_a_recording_that_was_removed_leaves_its_page_whole(client):
    recording = RecordingFactory()
    make_page(
        make_home(), ("sound", {"recording": recording, "caption": "Gone"}), ("heading", "On")
    )

    recording.delete()

    page = client.get("/en/told/").content.decode()
    assert ["Gone" in page, "On" in page] == [False, True]


def test_a_place_and_a_map_are_drawn_by_the_server(client):
    tours, loches = LocalityFactory(name="Tours"), LocalityFactory(name="Loches", latitude=47.12)
    stops = [{"place": tours, "words": "One starts."}, {"place": loches, "words": ""}]

    page = shown(
        client,
        ("place", {"place": tours, "title": "", "words": "A market on Thursdays."}),
        ("map", {"title": "On foot", "places": stops, "road": True}),
    )

    assert page.count('class="map__svg"') == 2
    assert ["A · Tours" in page, "B · Loches" in page] == [True, True]
    assert 'class="map__road"' in page


def test_the_way_without_a_car_says_how_and_how_long(client):
    leg = {"start": "Tours", "means": "regional_train", "minutes": 24, "words": ""}

    page = shown(client, ("without_car", {"legs": [leg], "words": "Then walk.", "url": ""}))

    assert ["by regional train" in page, "24 minutes" in page] == [True, True]


def test_offers_of_a_block_are_public_and_of_what_it_names(client):
    community, interest = CommunityFactory(), InterestFactory()
    fits = TipFactory(title="A weir", community=community)
    fits.interests.set([interest])
    fits.save()
    StayFactory(title="Other", community=community)
    TipFactory(title="Other")
    TipFactory(title="Other", community=community)
    TipFactory(title="Other", community=community, draft=True)
    asked = {"community": community, "kind": "tip", "interest": interest, "count": 9}

    page = shown(client, ("offers", {"title": "Tips", **asked}))

    assert [">A weir<" in page, ">Other<" in page] == [True, False]
    assert f"community={community.public_id}" in page


def test_offers_of_a_block_are_those_of_its_destination(client):
    here, elsewhere = TipFactory(), TipFactory()
    block = ("offers", {"title": "Here", "count": 3})
    page = make_destination(make_index(make_home()), here.community)
    page.body = [block]
    page.save_revision().publish()

    content = client.get("/en/stories/the-valley/").content.decode()

    assert [content.count(here.title) >= 2, elsewhere.title in content] == [True, False]


def test_people_of_the_place_are_those_who_welcome(client):
    stay = StayFactory()
    silent = MembershipFactory(community=stay.community)

    page = shown(client, ("people", {"title": "Who", "community": stay.community}))

    assert [stay.host.display_name in page, silent.person.display_name in page] == [True, False]


def test_people_of_a_paused_community_are_named_nowhere(client):
    stay = StayFactory(community__state="paused")

    page = shown(client, ("people", {"title": "Who", "community": stay.community}))

    assert stay.host.display_name not in page


def test_a_text_that_is_a_book_is_refused_in_words():
    block = BLOCKS["words"]

    with pytest.raises(ValidationError, match=r"has 300000 characters\. The limit is 20000\."):
        block.clean(block.normalize("<p>" + "a" * 300_000 + "</p>"))

    block.clean(block.normalize("<p>" + "a" * LONGEST + "</p>"))


def test_a_photograph_without_a_description_is_refused_in_words():
    photo = PhotoFactory(description="")

    assert refused("photo", photo=photo, caption="") == {"photo"}


@pytest.mark.parametrize(
    ("name", "values", "fields"),
    [
        ("voice", {"words": "", "who": ""}, {"words", "who"}),
        ("voice", {"words": "a" * 1_201, "who": "Ada"}, {"words"}),
        ("advice", {"title": "T", "words": "W", "url": "javascript:alert(1)"}, {"url"}),
        ("gallery", {"title": "One", "photos": []}, {"photos"}),
        ("place", {"place": None, "words": "W"}, {"place"}),
        ("map", {"title": "M", "places": [], "road": False}, {"places"}),
        ("without_car", {"legs": [], "words": ""}, {"legs"}),
        ("offers", {"title": "T", "count": 0}, {"count"}),
        ("offers", {"title": "T", "count": 10}, {"count"}),
        ("offers", {"title": "T", "count": 3, "kind": "hotel"}, {"kind"}),
        ("stories", {"title": "", "count": 7}, {"title", "count"}),
        ("people", {"title": "T", "community": None}, {"community"}),
        ("sound", {"recording": None}, {"recording"}),
        ("figures", {"title": ""}, {"title"}),
        ("portrait", {"photo": None, "title": "", "words": "", "who": ""}, None),
    ],
)
def test_a_block_refuses_what_it_cannot_show(name, values, fields):
    assert refused(name, **values) == (fields or {"photo", "title", "words", "who"})


@pytest.mark.parametrize(
    "leg",
    [
        {"start": "Tours", "means": "car", "minutes": 24},
        {"start": "Tours", "means": "bus", "minutes": 0},
        {"start": "", "means": "bus", "minutes": 24},
    ],
)
def test_a_way_without_a_car_has_a_start_a_means_and_a_length(leg):
    assert refused("without_car", legs=[{"words": "", **leg}], words="") == {"legs"}


def test_blocks_stay_out_of_migrations():
    field = BlocksField(StoryBlocks())

    _name, path, arguments, keywords = field.deconstruct()

    assert (path, arguments) == ("cms.blocks.streams.BlocksField", [[]])
    assert "block_lookup" not in keywords
