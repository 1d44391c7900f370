"""The host space where itineraries are composed, and the desk where somebody else reads them."""

import re
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from PIL import Image

from tests.factories.accounts import UserFactory
from tests.factories.geography import LocalityFactory
from tests.factories.hosting import InterestFactory, MembershipFactory, StayFactory, TipFactory
from tests.factories.itineraries import (
    ComposerFactory,
    StageFactory,
    a_reader,
    a_stage,
    published,
    with_steps,
)
from tests.factories.stories import AuthorFactory, BlockFactory, StoryFactory
from tests.factories.stories import published as told
from travel_stories.itineraries.actions.publication import submit_itinerary
from travel_stories.itineraries.actions.stages import change_stage
from travel_stories.itineraries.models.itineraries import Itinerary, Stage
from travel_stories.stories.actions.listings import refresh_listing

pytestmark = pytest.mark.django_db

LONG = "word " * 300_000
FRAME = {
    "title": "Weirs",
    "summary": "Three days.",
    "days": 3,
    "season_from": 4,
    "season_until": 10,
    "language": "fr",
    "licence": "CC-BY-SA-4.0",
}


def url_of(name, *args):
    with translation.override("en"):
        return reverse(f"travel_stories:{name}", args=args)


@pytest.fixture
def composer(client):
    """Signed in, with a draft of a weir and a bench."""
    composer = with_steps()
    client.force_login(composer.person)
    return composer


def at(composer, name, *args):
    return url_of(name, composer.itinerary.public_id, *args)


def body(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


@pytest.mark.parametrize("day", ["1" * 5_000, "9" * 19, "-1", "0", "٣", "1e9"])
def test_a_step_begins_on_the_first_day_for_any_url(client, composer, day):
    answer = client.get(at(composer, "stage-add", "place"), {"day": day})

    assert answer.context["form"]["day"].value() == 1


def test_a_member_begins_an_itinerary_and_a_double_press_begins_one(client):
    membership, theme = MembershipFactory(), InterestFactory()
    client.force_login(membership.person)
    sent = FRAME | {"community": membership.community.pk, "key": uuid4(), "themes": [theme.pk]}

    answers = [client.post(url_of("itinerary-begin"), sent) for _ in "ab"]

    itinerary = Itinerary.objects.get()
    assert {answer.url for answer in answers} == {url_of("itinerary-compose", itinerary.public_id)}
    assert (itinerary.season_from, itinerary.season_until) == (4, 10)
    assert list(itinerary.themes.all()) == [theme]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param({"title": ""}, "Enter a title for the itinerary.", id="title"),
        pytest.param({"days": 0}, "Enter a whole number from 1 to 60 for “", id="days-0"),
        pytest.param({"days": 61}, "Enter a whole number from 1 to 60 for “", id="days-61"),
        pytest.param(
            {"season_from": 13}, "Choose one of the answers shown for “First", id="season-from-13"
        ),
        pytest.param({"summary": LONG}, "can have up to 600 characters", id="summary-long"),
        pytest.param(
            {"summary": "Write to me@example.org"},
            "remove any phone numbers and email addresses",
            id="summary-write",
        ),
        pytest.param(
            {"language": "xx"}, "Choose one of the answers shown for “Lang", id="language-xx"
        ),
    ],
)
def test_a_wrong_frame_is_said_and_keeps_what_was_typed(client, change, said):
    membership = MembershipFactory()
    client.force_login(membership.person)
    sent = FRAME | {"community": membership.community.pk, "key": uuid4()} | change

    answer = client.post(url_of("itinerary-begin"), sent)

    page = answer.content.decode()
    assert (answer.status_code, Itinerary.objects.count()) == (422, 0)
    assert said in page
    assert sent["summary"][:1000].strip() in page


def test_a_community_of_others_is_no_choice(client):
    membership, other = MembershipFactory(), MembershipFactory()
    client.force_login(membership.person)

    answer = client.post(
        url_of("itinerary-begin"), FRAME | {"community": other.community.pk, "key": uuid4()}
    )

    assert (answer.status_code, Itinerary.objects.count()) == (422, 0)


def test_whoever_is_in_no_community_is_led_to_one(client):
    client.force_login(UserFactory())

    assert "View the communities" in body(client, url_of("itinerary-index"))
    assert client.get(url_of("itinerary-begin")).status_code == 404


def test_every_page_is_there_for_members_and_for_nobody_else(client, composer):
    stage = composer.itinerary.stages.in_order().first()
    names = ("compose", "change", "cover", "credit", "preview")
    pages = [
        *(at(composer, f"itinerary-{name}") for name in names),
        *(at(composer, "stage-choose", kind) for kind in ("offer", "story")),
        *(at(composer, "stage-add", kind) for kind in ("offer", "place", "story")),
        at(composer, "stage-change", stage.public_id),
    ]

    assert {client.get(page).status_code for page in pages} == {200}
    client.force_login(UserFactory())
    assert {client.get(page).status_code for page in pages} == {404}
    client.logout()
    assert {client.get(page).status_code for page in pages} == {302}


def test_every_press_is_refused_to_a_stranger(client, composer):
    stage = composer.itinerary.stages.in_order().first()
    client.force_login(UserFactory())
    deeds = ("submit", "take-back", "withdraw", "delete", "cover-remove")
    post_urls = [
        *(at(composer, f"itinerary-{deed}") for deed in deeds),
        *(at(composer, f"stage-{deed}", stage.public_id) for deed in ("move", "remove", "restore")),
        at(composer, "stage-put", "offer"),
    ]

    assert {client.post(press).status_code for press in post_urls} == {404}
    assert Itinerary.objects.get().state == "draft"


def test_offers_of_the_own_community_come_first_then_neighbours(client, composer):
    community = composer.itinerary.community
    TipFactory(title="Zinc bar", community=community)
    StayFactory(title="Attic", place__latitude=47.1, place__longitude=1.0)
    StayFactory(title="Far away", place__latitude=51.0, place__longitude=4.0)
    StayFactory(title="A draft", community=community, draft=True)

    near = body(client, at(composer, "stage-choose", "offer"))
    named = body(client, at(composer, "stage-choose", "offer") + "?q=far")

    assert near.index("Zinc bar") < near.index("Attic")
    assert "Far away" not in near
    assert "A draft" not in near
    assert "Far away" in named
    assert "Attic" not in named


def test_one_press_puts_an_offer_in_and_leads_to_its_words(client, composer):
    offer = StayFactory()
    sent = {"offer": offer.public_id, "day": 1, "key": uuid4()}

    answers = [client.post(at(composer, "stage-put", "offer"), sent) for _ in "ab"]

    stage = Stage.objects.get(offer=offer)
    assert {one.url for one in answers} == {at(composer, "stage-change", stage.public_id)}


def test_one_press_puts_a_story_in(client, composer):
    story = StoryFactory()
    BlockFactory(chapter__story=story, by=AuthorFactory(story=story, lead=True))
    told(story)
    refresh_listing(story)

    client.post(
        at(composer, "stage-put", "story"), {"story": story.public_id, "day": 1, "key": uuid4()}
    )

    assert Stage.objects.get(kind="story").story == story


def test_a_draft_of_somebody_is_not_put_in(client, composer):
    draft = StayFactory(draft=True)

    answer = client.post(
        at(composer, "stage-put", "offer"),
        {"offer": draft.public_id, "day": 1, "key": uuid4()},
        follow=True,
    )

    assert "no open offer" in answer.content.decode()
    assert Stage.objects.filter(kind="offer").count() == 0


@pytest.mark.parametrize("sent", [{}, {"offer": "x"}, {"day": 99}, {"key": "x"}])
def test_a_press_that_isn_t_one_is_said(client, composer, sent):
    offer = StayFactory()
    sent = {"offer": offer.public_id, "day": 1, "key": uuid4()} | sent if sent else {}

    answer = client.post(at(composer, "stage-put", "offer"), sent, follow=True)

    assert answer.status_code == 200
    assert Stage.objects.filter(kind="offer").count() == 0


def test_a_place_is_added_in_the_words_of_whoever_composes(client, composer):
    LocalityFactory(name="Loches", population=6000)
    words = {"title": "The bench", "locality": "Loches", "words": "Sit.", "mode": "walk"}

    client.post(
        at(composer, "stage-add", "place"), words | {"day": 1, "kilometres": "2.5", "key": uuid4()}
    )

    stage = Stage.objects.get(title="The bench")
    assert (stage.locality.name, stage.mode, stage.metres) == ("Loches", "walk", 2500)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param({"title": ""}, "Enter a title for the step.", id="title"),
        pytest.param({"words": LONG}, "can have up to 3,000 characters", id="words-long"),
        pytest.param(
            {"words": "me@example.org"},
            "remove any phone numbers and email addresses",
            id="words-me-example",
        ),
        pytest.param({"locality": "Atlantis"}, "We can’t find this place", id="locality-atlantis"),
        pytest.param(
            {"mode": "broom"}, "Choose one of the answers shown for “Trans", id="mode-broom"
        ),
        pytest.param(
            {"kilometres": "-1"}, "Enter a number from 0 to 20,000 for", id="kilometres-1"
        ),
        pytest.param({"day": "9"}, "Choose a day.", id="day-9"),
    ],
)
def test_a_wrong_step_is_said_and_keeps_what_was_typed(client, composer, change, said):
    sent = {"title": "The bench", "words": "Sit.", "day": 1, "key": uuid4()} | change

    answer = client.post(at(composer, "stage-add", "place"), sent)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert sent["words"][:1000].strip() in page
    assert Stage.objects.filter(title="The bench").count() == 0


def test_two_editors_lose_nothing(client, composer):
    stage = composer.itinerary.stages.in_order().first()
    other = MembershipFactory(community=composer.itinerary.community).person
    page = body(client, at(composer, "stage-change", stage.public_id))
    based_on = re.search(r'name="based_on" value="(\d+)"', page).group(1)
    change_stage(stage=stage, words={"words": "Theirs."}, based_on=stage.version, by=other)

    mine = {"title": "The weir", "words": "Mine.", "based_on": based_on}
    address = at(composer, "stage-change", stage.public_id)
    conflict = client.post(address, mine)
    page = conflict.content.decode()
    again = re.search(r'name="based_on" value="(\d+)"', page).group(1)
    kept = client.post(address, mine | {"based_on": again})

    assert conflict.status_code == 409
    assert "Theirs." in page
    assert "Mine." in page
    assert kept.status_code == 302
    assert Stage.objects.get(pk=stage.pk).words == "Mine."


def test_the_arrows_move_a_step_and_anything_else_is_not_there(client, composer):
    weir, bench = composer.itinerary.stages.in_order()
    page = body(client, at(composer, "itinerary-compose"))
    down = re.search(rf'stops?-{weir.public_id}.*?value="([^"]+)"', page, re.DOTALL)

    answer = client.post(at(composer, "stage-move", weir.public_id), {"to": f"1:{bench.public_id}"})

    assert down is not None
    assert answer.status_code == 302
    assert list(composer.itinerary.stages.in_order()) == [bench, weir]
    broken = client.post(at(composer, "stage-move", weir.public_id), {"to": "up"})
    assert broken.status_code == 404


def test_a_step_taken_out_is_brought_back(client, composer):
    weir = composer.itinerary.stages.in_order().first()

    client.post(at(composer, "stage-remove", weir.public_id))
    assert "Restore" in body(client, at(composer, "itinerary-compose"))
    client.post(at(composer, "stage-restore", weir.public_id))

    assert composer.itinerary.stages.present().count() == 2


def test_words_of_a_step_can_change_after_its_offer_closed(client, composer):
    offer = StayFactory()
    stage = a_stage(composer, kind="offer", title="", offer=offer)
    type(offer).objects.update(live=False)

    sent = {"words": "Knock twice.", "based_on": stage.version}
    client.post(at(composer, "stage-change", stage.public_id), sent)

    stage.refresh_from_db()
    assert (stage.words, stage.offer_id) == ("Knock twice.", offer.pk)


def test_an_offer_that_closed_is_said_on_the_table(client, composer):
    offer = StayFactory()
    a_stage(composer, kind="offer", title="", offer=offer)
    type(offer).objects.update(live=False)

    gone = "This step is no longer available. Remove it, or replace it with something else."
    assert gone in body(client, at(composer, "itinerary-compose"))
    answer = client.post(at(composer, "itinerary-submit"), follow=True)
    assert (
        "is currently unavailable. Remove this step or choose something else."
        in answer.content.decode()
    )


def test_the_table_takes_as_many_queries_for_eight_steps_as_for_three(
    client, composer, count_queries
):
    asked = []
    for count in (1, 5):
        for _ in range(count):
            a_stage(composer, kind="offer", title="", offer=StayFactory())
        asked.append(count_queries(lambda: body(client, at(composer, "itinerary-compose"))))

    assert asked[1] <= asked[0]


def test_hand_in_read_and_publish_by_somebody_else(client, composer):
    reader = a_reader(composer.itinerary)
    client.post(at(composer, "itinerary-submit"))
    assert "The review is in progress. You can edit again once it’s finished." in body(
        client, at(composer, "itinerary-compose")
    )

    client.force_login(reader)
    assert composer.itinerary.title in body(client, url_of("itinerary-readings"))
    assert composer.itinerary.title in body(client, "/en/me/")
    page = body(client, at(composer, "itinerary-reading"))
    seen = re.search(r'name="seen" value="(\d+)"', page).group(1)
    client.post(at(composer, "itinerary-publish"), {"seen": seen})

    itinerary = Itinerary.objects.get()
    assert itinerary.state == "published"
    assert "The weir" in body(client, url_of("itinerary-detail", itinerary.address))
    assert "Nothing to review" in body(client, url_of("itinerary-readings"))


def test_a_reader_sends_it_back_and_the_reason_stands_on_the_table(client, composer):
    reader = a_reader(composer.itinerary)
    submit_itinerary(itinerary=composer.itinerary, by=composer.person)
    client.force_login(reader)
    sent = {"seen": composer.itinerary.last_number, "reason": "Where is the station?"}

    empty = client.post(at(composer, "itinerary-send-back"), sent | {"reason": ""})
    client.post(at(composer, "itinerary-send-back"), sent)

    assert empty.status_code == 422
    client.force_login(composer.person)
    assert "Where is the station?" in body(client, at(composer, "itinerary-compose"))


def test_a_reader_answers_about_what_was_read(client, composer):
    reader = a_reader(composer.itinerary)
    submit_itinerary(itinerary=composer.itinerary, by=composer.person)
    client.force_login(reader)

    answer = client.post(at(composer, "itinerary-publish"), {"seen": 1})

    assert answer.status_code == 422
    assert "This itinerary has changed since you opened it." in answer.content.decode()


def test_a_composer_reads_no_itinerary_of_their_own(client, composer):
    composer.person.memberships.update(is_coordinator=True)
    submit_itinerary(itinerary=composer.itinerary, by=composer.person)

    assert client.get(at(composer, "itinerary-reading")).status_code == 404
    assert composer.itinerary.title not in body(client, url_of("itinerary-readings"))


def test_nobody_but_readers_has_a_desk_for_readings(client):
    client.force_login(ComposerFactory().person)

    assert client.get(url_of("itinerary-readings")).status_code == 404


def test_a_picture_is_brought_and_taken_away(client, composer):
    file = BytesIO()
    Image.new("RGB", (64, 48), "navy").save(file, "JPEG")
    photo = SimpleUploadedFile("weir.jpg", file.getvalue())
    sent = {"file": photo, "alt": "A weir", "licence": "CC0-1.0"}

    client.post(at(composer, "itinerary-cover"), sent)
    itinerary = Itinerary.objects.get()
    assert itinerary.cover.description == "A weir"
    client.post(at(composer, "itinerary-cover-remove"))

    assert Itinerary.objects.get().cover is None


def test_a_file_that_is_no_picture_is_said(client, composer):
    file = SimpleUploadedFile("a.jpg", b"not a picture")
    sent = {"file": file, "alt": "x", "licence": "CC0-1.0"}

    assert client.post(at(composer, "itinerary-cover"), sent).status_code == 422
    assert StageFactory().itinerary.cover is None


def test_how_one_is_named_is_one_s_own_to_say(client, composer):
    client.post(at(composer, "itinerary-credit"), {"credit": "Zoé"})

    assert "Created by Zoé" in body(client, at(composer, "itinerary-preview"))


def test_a_draft_is_thrown_away_and_what_is_public_is_withdrawn_first(client, composer):
    published(composer)

    refused = client.post(at(composer, "itinerary-delete"), follow=True)
    assert "no longer possible" in refused.content.decode()
    client.post(at(composer, "itinerary-withdraw"))
    client.post(at(composer, "itinerary-delete"))

    assert Itinerary.objects.existing().count() == 0
    assert client.get(at(composer, "itinerary-compose")).status_code == 404


@pytest.mark.parametrize("day", ["1" * 5_000, "0", "-1", "٣", "x"])
def test_a_day_that_is_none_is_the_first(client, composer, day):
    answer = client.get(at(composer, "stage-choose", "offer"), {"day": day, "q": "mill\x00"})

    assert (answer.status_code, answer.context["day"], answer.context["words"]) == (200, 1, "mill")
