"""What people answer about a story, and how authors put somebody on its list."""

import pytest

from tests.factories.stories import AuthorFactory, BlockFactory, ChapterFactory, StoryFactory
from tests.factories.travel_stories import SeatFactory
from travel_stories.stories.actions.consents import name_person
from travel_stories.stories.choices import ConsentLevel
from travel_stories.stories.forms.consents import ConsentForm, OralForm, PartsForm, PersonForm
from travel_stories.stories.selectors.consents import consent_request_for
from travel_stories.trips.models.members import TripMember

pytestmark = pytest.mark.django_db
PARTS = [("b-1", "The mill"), ("b-2", "The ferry")]


@pytest.fixture
def asked():
    """What Jeanne is asked about: two blocks of a story."""
    author = AuthorFactory(story=StoryFactory(), lead=True)
    chapter = ChapterFactory(story=author.story)
    texts = ("Jeanne opened the door.", "Jeanne waved.")
    parts = [BlockFactory(chapter=chapter, text=text).public_id for text in texts]
    shown = name_person(story=author.story, name="Jeanne", parts=parts, by=author)
    return consent_request_for(shown)


def answered(asked, *wishes, **changes):
    keys = [part.key for part in asked.parts]
    return dict(zip(keys, wishes, strict=False)) | {"seen": asked.text_hash} | changes


def test_consent_form_asks_about_each_part_and_names_what_was_seen(asked):
    form = ConsentForm(asked=asked)

    assert [part for part, _question in form.questions()] == asked.parts
    assert form["seen"].value() == asked.text_hash


def test_consent_form_gives_a_wish_for_each_part(asked):
    form = ConsentForm(answered(asked, "yes", "cut"), asked=asked)

    assert form.is_valid()
    first, second = asked.parts
    assert form.wishes() == {first.key: ConsentLevel.YES, second.key: ConsentLevel.CUT}


def test_consent_form_leaves_no_part_without_an_answer(asked):
    form = ConsentForm(answered(asked, "yes"), asked=asked)

    assert form.errors == {asked.parts[1].key: ["Choose one of the three answers."]}


def test_consent_form_refuses_a_wish_that_there_is_not(asked):
    form = ConsentForm(answered(asked, "yes", "perhaps"), asked=asked)

    assert list(form.errors) == [asked.parts[1].key]


@pytest.mark.parametrize("seen", ["", pytest.param("x" * 65, id="too-long")])
def test_consent_form_refuses_an_answer_to_words_that_nobody_saw(asked, seen):
    form = ConsentForm(answered(asked, "yes", "yes", seen=seen), asked=asked)

    assert list(form.errors) == ["seen"]


def test_oral_form_says_when_and_how_it_was_said(asked):
    form = OralForm(answered(asked, "yes", "blur", note="By telephone, 3 May."), asked=asked)

    assert form.is_valid()
    first, second = asked.parts
    assert form.answer_data() == {
        "wishes": {first.key: ConsentLevel.YES, second.key: ConsentLevel.BLUR},
        "seen": asked.text_hash,
        "note": "By telephone, 3 May.",
    }


def test_oral_form_needs_a_note(asked):
    assert list(OralForm(answered(asked, "yes", "yes"), asked=asked).errors) == ["note"]


def test_person_form_takes_a_name_without_an_address():
    form = PersonForm({"name": "Jeanne", "parts": ["b-2"]}, parts=PARTS)

    assert form.is_valid()
    assert form.words() == {"name": "Jeanne", "email": "", "person": None, "parts": ["b-2"]}


def test_person_form_of_a_trip_calls_a_member_as_the_trip_does():
    seat = SeatFactory(name="Tante Lou")
    members = TripMember.objects.filter(trip=seat.trip)

    form = PersonForm({"member": seat.pk, "parts": ["b-1"]}, parts=PARTS, members=members)

    assert form.is_valid()
    assert form.words() == {
        "name": "Tante Lou",
        "email": "",
        "person": seat.person,
        "parts": ["b-1"],
    }


def test_person_form_keeps_the_name_that_was_typed_beside_a_member():
    seat = SeatFactory(name="Tante Lou")
    words = {"member": seat.pk, "name": "Louise", "parts": ["b-1"]}

    form = PersonForm(words, parts=PARTS, members=TripMember.objects.all())

    assert form.is_valid()
    assert form.words()["name"] == "Louise"


@pytest.mark.parametrize(
    ("words", "errors"),
    [
        ({"parts": ["b-1"]}, {"name": ["Enter the name used in the story."]}),
        (
            {"name": "x" * 61, "parts": ["b-1"]},
            {"name": ["Ensure this value has at most 60 characters (it has 61)."]},
        ),
        ({"name": "Jeanne"}, {"parts": ["Choose at least one block or photo."]}),
        (
            {"name": "Jeanne", "parts": ["b-9"]},
            {"parts": ["Select a valid choice. b-9 is not one of the available choices."]},
        ),
        (
            {"name": "Jeanne", "parts": ["b-1"], "email": "jeanne"},
            {"email": ["Enter an email address, such as name@example.org."]},
        ),
    ],
)
def test_person_form_refuses_what_it_can_not_use(words, errors):
    form = PersonForm(words, parts=PARTS, members=TripMember.objects.none())

    assert form.errors == errors


def test_person_form_refuses_a_member_of_another_trip():
    stranger = SeatFactory()
    words = {"member": stranger.pk, "name": "Jeanne", "parts": ["b-1"]}

    form = PersonForm(words, parts=PARTS, members=TripMember.objects.none())

    assert list(form.errors) == ["member"]


def test_person_form_of_a_story_without_a_trip_asks_for_no_member():
    form = PersonForm({"parts": ["b-1"]}, parts=PARTS)

    assert "member" not in form.fields
    assert list(form.errors) == ["name"]


@pytest.mark.parametrize(("parts", "is_valid"), [([], True), (["b-1"], True), (["b-9"], False)])
def test_parts_form_may_take_somebody_out_of_every_part(parts, is_valid):
    assert PartsForm({"parts": parts}, parts=PARTS).is_valid() is is_valid
