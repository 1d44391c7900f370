"""Rooms of the workshop: whom the story names, and its way to the public."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from tests.factories.accounts import UserFactory
from tests.factories.media import PhotoFactory
from tests.factories.stories import AuthorFactory, BlockFactory, ChapterFactory, StoryFactory
from tests.factories.travel_stories import SeatFactory, TripFactory
from tests.quotas import limit
from travel_stories.stories.actions.consents import name_person
from travel_stories.stories.choices import BlockKind, ConsentLevel
from travel_stories.stories.models.blocks import Block
from travel_stories.stories.models.consents import Consent, PersonShown
from travel_stories.stories.models.links import StoryLink
from travel_stories.stories.models.stories import Story
from travel_stories.stories.selectors.consents import consent_request_for
from travel_stories.stories.states import StoryState
from travel_stories.stories.templatetags.stories import way_to_everybody

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(client):
    story = StoryFactory(title="Down the Cher", trip=TripFactory())
    author = AuthorFactory(story=story, lead=True)
    chapter = ChapterFactory(story=story, title="Rain")
    BlockFactory(chapter=chapter, by=author, text="<p>Jeanne sang.</p>")
    gallery = BlockFactory(chapter=chapter, by=author, kind=BlockKind.GALLERY, text="")
    gallery.set_photos([(PhotoFactory(), "Jeanne"), (PhotoFactory(), "A bridge")])
    client.force_login(author.person)
    return author


def url_of(author, name, *more):
    return reverse(f"travel_stories:{name}", args=[author.story.address, *more])


def first_block(author):
    return Block.objects.filter(chapter__story=author.story).order_by("pk").first()


def jeanne_in(author, **who):
    parts = [first_block(author).public_id]
    return name_person(story=author.story, name="Jeanne", parts=parts, by=author, **who)


def test_somebody_is_put_on_the_list_by_name_and_place(client, lead):
    page = client.get(url_of(lead, "story-people")).text
    words = {"name": "Jeanne", "email": "j@example.org", "parts": [first_block(lead).public_id]}

    client.post(url_of(lead, "story-people"), words)

    assert "Text: Jeanne sang." in page or "Texte" in page
    assert page.count('type="checkbox"') == 4
    assert (PersonShown.objects.get().email, PersonShown.objects.get().name) == (
        "j@example.org",
        "Jeanne",
    )


def test_a_companion_is_chosen_by_their_seat(client, lead):
    seat = SeatFactory(trip=lead.story.trip, name="Paul")

    client.post(
        url_of(lead, "story-people"),
        {"member": seat.pk, "parts": [first_block(lead).public_id]},
    )

    assert (PersonShown.objects.get().person, PersonShown.objects.get().name) == (
        seat.person,
        "Paul",
    )


def test_names_in_the_text_are_proposed_until_they_are_listed(client, lead):
    SeatFactory(trip=lead.story.trip, name="Jeanne", person=None)
    SeatFactory(trip=lead.story.trip, name="Jean")
    BlockFactory(chapter=first_block(lead).chapter, by=lead, said_by="Marcel, miller")

    before = client.get(url_of(lead, "story-people"), {"name": "Jeanne"})
    jeanne_in(lead)
    after = client.get(url_of(lead, "story-people"))

    assert before.context["missing"] == ["Marcel, miller", "Jeanne"]
    assert before.context["form"]["name"].value() == "Jeanne"
    assert after.context["missing"] == ["Marcel, miller"]


@pytest.mark.parametrize("wrong", [{"name": ""}, {"parts": []}, {"email": "?"}, {"parts": ["x"]}])
def test_what_is_wrong_is_said_and_nobody_is_named(client, lead, wrong):
    words = {"name": "Jeanne", "parts": [first_block(lead).public_id]} | wrong

    page = client.post(url_of(lead, "story-people"), words)

    assert page.status_code == 422
    assert not PersonShown.objects.exists()


def test_what_somebody_said_is_noted_with_when_and_how(client, lead):
    shown = jeanne_in(lead)
    asked = consent_request_for(shown)
    said = {"seen": asked.text_hash, **{part.key: ConsentLevel.YES for part in asked.parts}}
    url = url_of(lead, "story-person-note", shown.public_id)

    page = client.get(url_of(lead, "story-person", shown.public_id)).text
    empty = client.post(url, said)
    client.post(url, said | {"note": "Phone call"})

    assert "Jeanne sang." in page
    assert empty.status_code == 422
    assert Consent.objects.get().note == "Phone call"


def test_somebody_is_asked_marked_elsewhere_and_taken_off(client, lead):
    shown = jeanne_in(lead, person=UserFactory())
    url = url_of(lead, "story-person", shown.public_id)

    client.post(url_of(lead, "story-person-ask", shown.public_id))
    client.post(url, {"parts": []})
    marks = shown.mentions.standing().count()
    client.post(url_of(lead, "story-person-remove", shown.public_id))

    shown.refresh_from_db()
    assert shown.asked_at is not None
    assert marks == 0
    assert shown.removed_at is not None


def test_the_way_to_the_public_is_pressed_step_by_step(client, lead):
    reader = UserFactory()
    reader.user_permissions.add(Permission.objects.get(codename="read_any_story"))
    url = url_of(lead, "story-publication")
    states = []

    for press in ("story-reread", "story-submit", "story-take-back", "story-submit"):
        client.post(url_of(lead, press))
        states.append(Story.objects.get().state)
        assert client.get(url).status_code == 200
    client.force_login(reader)
    seen = {"seen": Story.objects.get().last_number}
    client.post(reverse("travel_stories:story-publish", args=[lead.story.address]), seen)
    client.force_login(lead.person)
    public = client.get(url).text
    client.post(url_of(lead, "story-withdraw"))

    assert states == [
        StoryState.REREAD,
        StoryState.SUBMITTED,
        StoryState.DRAFT,
        StoryState.SUBMITTED,
    ]
    assert lead.story.get_absolute_url() in public
    assert Story.objects.get().state == StoryState.WITHDRAWN


@pytest.mark.parametrize(
    ("state", "way"),
    [
        (StoryState.DRAFT, ["current", "", "", ""]),
        (StoryState.SENT_BACK, ["current", "", "", ""]),
        (StoryState.WITHDRAWN, ["current", "", "", ""]),
        (StoryState.REREAD, ["done", "current", "", ""]),
        (StoryState.SUBMITTED, ["done", "done", "current", ""]),
        (StoryState.PUBLISHED, ["done", "done", "done", "current"]),
    ],
)
def test_the_way_to_everybody_says_where_the_story_stands(client, lead, state, way):
    Story.objects.update(state=state)
    lead.story.refresh_from_db()

    page = client.get(url_of(lead, "story-publication")).text

    assert [perch["state"] for perch in way_to_everybody(lead.story)] == way
    assert (page.count('aria-current="step"'), page.count('data-state="done"')) == (
        way.count("current"),
        way.count("done"),
    )


def test_a_missing_answer_is_said_and_may_be_left_out(client, lead):
    jeanne_in(lead, person=UserFactory())

    client.post(url_of(lead, "story-submit"))
    refused = Story.objects.get().state
    client.post(url_of(lead, "story-submit"), {"without_silent": "on"})

    assert (refused, Story.objects.get().state) == (StoryState.DRAFT, StoryState.SUBMITTED)


def test_the_page_says_how_many_people_the_quota_left_unasked(client, lead, settings):
    limit(settings, trip_letters_of_newcomer=1, trip_letters=1)
    for number in range(3):
        jeanne_in(lead, email=f"{number}@example.org")
    before = client.get(url_of(lead, "story-publication"))

    client.post(url_of(lead, "story-reread"))
    after = client.get(url_of(lead, "story-publication")).text

    assert "been asked yet. We limit" not in before.text
    assert "2 people haven’t been asked yet." in after
    assert "The list shows who hasn’t been asked yet." in after
    assert after.count("not asked yet") == 2


def test_a_secret_link_is_closed_by_default_made_once_and_closed_again(client, lead):
    assert not StoryLink.objects.exists()

    for _ in range(2):
        client.post(url_of(lead, "story-link-make"))
    link = StoryLink.objects.get()
    page = client.get(url_of(lead, "story-publication")).text
    client.post(url_of(lead, "story-link-revoke", link.public_id))

    assert link.token in page
    assert client.get(link.get_absolute_url()).status_code == 410


def test_who_only_reads_along_sees_no_control_that_would_be_refused(client, lead):
    client.force_login(AuthorFactory(story=lead.story, reader=True).person)
    shown = jeanne_in(lead, person=UserFactory())

    page = client.get(url_of(lead, "story-publication")).text
    main = page.partition("<main")[2].partition("</main")[0]
    post_urls = (
        url_of(lead, "story-reread"),
        url_of(lead, "story-submit"),
        url_of(lead, "story-link-make"),
        url_of(lead, "story-person-ask", shown.public_id),
        url_of(lead, "story-person-remove", shown.public_id),
    )

    assert "<form" not in main
    assert [client.post(press).status_code for press in post_urls] == [403] * 5
    listed = client.get(url_of(lead, "story-people")).text
    assert "<form" not in listed.partition("<main")[2].partition("</main")[0]


def test_strangers_dont_learn_that_the_story_exists(client, lead):
    client.force_login(UserFactory())

    for name in ("story-people", "story-publication"):
        assert client.get(url_of(lead, name)).status_code == 404


def test_the_rooms_take_as_many_queries_for_many_people_as_for_one(
    client, lead, count_queries, django_assert_max_num_queries
):
    jeanne_in(lead, person=UserFactory())
    pages = [url_of(lead, name) for name in ("story-people", "story-publication")]
    for page in pages:
        client.get(page)  # what the process remembers afterwards
    few = [count_queries(lambda page=page: client.get(page)) for page in pages]
    for _ in range(5):
        jeanne_in(lead, person=UserFactory())

    assert [count_queries(lambda page=page: client.get(page)) for page in pages] == few
    with django_assert_max_num_queries(26):
        client.get(pages[0])
