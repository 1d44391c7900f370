"""People are asked, answer, and take it back: the story lives on without what they don't want."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from commons.accounts.actions.people import close_account
from commons.mail.models import Letter
from commons.notifications.models import Notice
from commons.outbox.models import OutboxEntry
from tests.factories.accounts import UserFactory
from tests.factories.geography import LocalityFactory
from tests.factories.hosting import StayFactory
from tests.factories.media import PhotoFactory
from tests.factories.stories import (
    AuthorFactory,
    BlockFactory,
    ChapterFactory,
    StoryFactory,
    published,
)
from travel_stories.stories.actions.consents import (
    answer_consent,
    ask_person,
    list_hosts,
    mark_parts,
    name_person,
    note_oral_answer,
    take_off_list,
    withdraw_consent,
)
from travel_stories.stories.actions.listings import refresh_listing
from travel_stories.stories.choices import AnswerWay, BlockKind, ConsentLevel, Decision, ShownAs
from travel_stories.stories.errors.publication import (
    AskedAlreadyError,
    AuthorNamedError,
    ConsentRefusedError,
    NamedAlreadyError,
    NobodyToWriteToError,
    TheyAnswerThemselvesError,
    WordsChangedError,
)
from travel_stories.stories.models.blocks import Block
from travel_stories.stories.models.consents import Consent, PersonShown
from travel_stories.stories.models.listings import StoryListing
from travel_stories.stories.selectors.consents import (
    consent_request_for,
    count_waiting,
    named_people_in,
)
from travel_stories.stories.selectors.rendered_stories import render_draft, render_public_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead():
    """Somebody with a story about Jeanne: a text, a photograph, and a text without her."""
    story = StoryFactory(title="The mill of Jeanne", lede="Jeanne opened the door.")
    author = AuthorFactory(story=story, lead=True, credit="Camille")
    chapter = ChapterFactory(story=story, title="At the mill", locality=LocalityFactory())
    BlockFactory(chapter=chapter, by=author, text="<p>Jeanne told of <em>Jeanne</em>.</p>")
    photo = BlockFactory(chapter=chapter, by=author, kind=BlockKind.PHOTO, text="")
    photo.set_photos([(PhotoFactory(description="Jeanne at her door"), "Jeanne")])
    BlockFactory(chapter=chapter, by=author, text="<p>The river was high.</p>")
    return author


def blocks(author):
    return list(Block.objects.filter(chapter__story=author.story).order_by("pk"))


def jeanne_in(author, *places, **who):
    """Jeanne, in these blocks by their number."""
    parts = [blocks(author)[place].public_id for place in places]
    who = who or {"person": UserFactory(display_name="Jeanne")}
    return name_person(story=author.story, name="Jeanne", parts=parts, by=author, **who)


def say(shown, wish, **options):
    asked = consent_request_for(shown)
    wishes = {part.key: wish for part in asked.parts}
    return answer_consent(shown=shown, wishes=wishes, seen=asked.text_hash, **options)


def made_public(author):
    author.story.refresh_from_db()
    published(author.story)
    refresh_listing(author.story)


def read(author):
    author.story.refresh_from_db()
    return render_public_story(author.story)


def words_of(telling):
    said = " ".join(f"{part.title} {part.plain} {part.transcript}" for part in telling.parts)
    return f"{telling.title} {telling.lede} {said}"


def test_without_an_answer_nothing_about_somebody_is_public(lead):
    jeanne_in(lead, 0, 1)
    made_public(lead)

    telling = read(lead)

    assert [part.plain for part in telling.parts] == ["The river was high."]


def test_a_yes_shows_exactly_what_was_agreed_to(lead):
    shown = jeanne_in(lead, 0, 1)

    consent = say(shown, ConsentLevel.YES)
    made_public(lead)

    assert (consent.decision, consent.way, consent.withdrawn_at) == (
        Decision.YES,
        AnswerWay.ONLINE,
        None,
    )
    assert len(read(lead).parts) == 3
    assert "Jeanne told of Jeanne." in words_of(read(lead))


def test_blur_takes_the_name_and_the_face_out_and_keeps_the_rest(lead, committed):
    shown = jeanne_in(lead, 0, 1)

    with committed():
        say(shown, ConsentLevel.BLUR)
    made_public(lead)

    text, photo, _river = read(lead).parts
    assert text.plain == "quelqu’un told of quelqu’un." or "somebody" in text.plain
    assert "Jeanne" not in text.html + photo.pictures[0].alt + photo.pictures[0].caption
    original = blocks(lead)[1].photos.get().photo
    assert photo.pictures[0].url not in {original.file.url}


def test_blur_shows_no_photograph_until_the_blurred_one_is_made(lead):
    say(jeanne_in(lead, 1), ConsentLevel.BLUR)
    made_public(lead)

    assert [part.kind for part in read(lead).parts] == ["text", "text"]


def test_cut_takes_the_block_and_the_story_lives(lead):
    say(jeanne_in(lead, 0), ConsentLevel.CUT)
    made_public(lead)

    assert [part.kind for part in read(lead).parts] == ["photo", "text"]


def test_a_no_takes_the_name_out_of_title_and_list_too(lead):
    shown = jeanne_in(lead, 0)
    made_public(lead)

    say(shown, ConsentLevel.CUT)

    assert "Jeanne" not in words_of(read(lead))
    assert "Jeanne" not in StoryListing.objects.get().title + StoryListing.objects.get().lede


def test_a_name_is_only_taken_out_as_a_word_of_its_own(lead):
    Block.objects.filter(pk=blocks(lead)[2].pk).update(text="<p>Jeannette and JEANNE.</p>")
    say(jeanne_in(lead, 0), ConsentLevel.CUT)
    made_public(lead)

    assert "Jeannette and" in words_of(read(lead))
    assert "JEANNE" not in words_of(read(lead))


def test_withdrawing_counts_for_the_next_reader(lead):
    shown = jeanne_in(lead, 0, 1)
    say(shown, ConsentLevel.YES)
    made_public(lead)

    withdraw_consent(shown=shown, by=shown.person)

    assert [part.plain for part in read(lead).parts] == ["The river was high."]
    assert Consent.objects.get().withdrawn_at is not None
    assert StoryListing.objects.get().cover is None


def test_withdrawing_gives_the_photograph_other_addresses(lead, committed):
    shown = jeanne_in(lead, 1)
    say(shown, ConsentLevel.YES)
    made_public(lead)
    photo = blocks(lead)[1].photos.get().photo
    before = photo.file.name

    with committed():
        withdraw_consent(shown=shown)

    photo.refresh_from_db()
    assert photo.file.name != before
    assert not photo.file.storage.exists(before)
    assert photo.file.storage.exists(photo.file.name)


def test_the_narrowest_of_two_wishes_counts(lead):
    jeanne, paul = jeanne_in(lead, 0), jeanne_in(lead, 0, person=UserFactory())
    say(jeanne, ConsentLevel.YES)
    say(paul, ConsentLevel.CUT)
    made_public(lead)

    assert "told of" not in words_of(read(lead))


def test_a_yes_is_about_the_words_that_stood_there(lead):
    shown = jeanne_in(lead, 0)
    say(shown, ConsentLevel.YES)
    made_public(lead)

    Block.objects.filter(pk=blocks(lead)[0].pk).update(text="<p>Jeanne drinks.</p>")

    assert count_waiting(lead.story) == 1
    assert "told of" in words_of(read(lead))  # the edition says what she agreed to
    say(shown, ConsentLevel.CUT)
    assert "drinks" not in words_of(render_draft(lead.story))


def test_a_new_yes_doesnt_bring_back_old_words_that_were_cut(lead):
    shown = jeanne_in(lead, 0, 1)
    asked = consent_request_for(shown)
    wishes = {
        part.key: ConsentLevel.CUT if "told" in part.part.plain else ConsentLevel.YES
        for part in asked.parts
    }
    answer_consent(shown=shown, wishes=wishes, seen=asked.text_hash)
    made_public(lead)
    Block.objects.filter(pk=blocks(lead)[0].pk).update(text="<p>Jeanne smiled.</p>")

    asked = consent_request_for(shown)
    kept = {part.key: part.wish or ConsentLevel.YES for part in asked.parts}
    answer_consent(shown=shown, wishes=kept, seen=asked.text_hash)

    assert "told of" not in words_of(read(lead))
    assert "smiled" in words_of(render_draft(lead.story))


def test_an_answer_to_other_words_is_refused(lead):
    shown = jeanne_in(lead, 0)
    seen = consent_request_for(shown).text_hash
    Block.objects.filter(pk=blocks(lead)[0].pk).update(text="<p>Other words.</p>")

    with pytest.raises(WordsChangedError):
        answer_consent(shown=shown, wishes={}, seen=seen)

    assert not Consent.objects.exists()


def test_a_part_that_is_left_open_counts_as_cut(lead):
    shown = jeanne_in(lead, 0, 1)
    asked = consent_request_for(shown)

    consent = answer_consent(
        shown=shown, wishes={asked.parts[0].key: ConsentLevel.YES}, seen=asked.text_hash
    )

    assert consent.decision == Decision.PART
    assert sorted(answer.wish for answer in consent.answers.all()) == ["cut", "yes"]


def test_the_page_shows_what_concerns_a_person_and_nothing_else(lead):
    asked = consent_request_for(jeanne_in(lead, 0))

    assert [part.part.plain for part in asked.parts] == ["Jeanne told of Jeanne."]


def test_what_another_had_cut_is_not_shown_to_anybody(lead):
    say(jeanne_in(lead, 0, person=UserFactory()), ConsentLevel.CUT)
    paul = jeanne_in(lead, 0, 2, person=UserFactory())

    assert [part.part.plain for part in consent_request_for(paul).parts] == ["The river was high."]
    assert count_waiting(lead.story) == 1


def test_taking_somebody_off_the_draft_keeps_their_no_in_public(lead):
    shown = jeanne_in(lead, 0, 1)
    asked = consent_request_for(shown)
    wishes = {
        part.key: ConsentLevel.CUT if part.part.kind == "photo" else ConsentLevel.YES
        for part in asked.parts
    }
    answer_consent(shown=shown, wishes=wishes, seen=asked.text_hash)
    made_public(lead)

    take_off_list(shown=shown, by=lead)

    assert named_people_in(lead.story) == []
    assert [part.kind for part in read(lead).parts] == ["text", "text"]


def test_who_said_no_stays_on_the_list(lead):
    shown = jeanne_in(lead, 0)
    say(shown, ConsentLevel.CUT)

    with pytest.raises(ConsentRefusedError):
        take_off_list(shown=shown, by=lead)


def test_marking_other_parts_asks_about_those(lead):
    shown = jeanne_in(lead, 0)
    say(shown, ConsentLevel.YES)

    mark_parts(shown=shown, parts=[blocks(lead)[2].public_id], by=lead)

    assert count_waiting(lead.story) == 1
    assert [part.part.plain for part in consent_request_for(shown).parts] == ["The river was high."]


def test_an_account_is_told_and_somebody_outside_gets_a_letter(lead, settings):
    inside = jeanne_in(lead, 0)
    outside = jeanne_in(lead, 0, email="Outside@Example.org")

    ask_person(shown=inside, by=lead)
    ask_person(shown=outside, by=lead)

    assert Notice.objects.get().recipient == inside.person
    letter = Letter.objects.get()
    assert letter.address == "outside@example.org"
    assert f"{settings.BASE_URL}/fr/s/accord/{outside.token}/" in letter.text
    assert OutboxEntry.objects.exists()


def test_asking_twice_in_a_day_is_refused(lead):
    shown = jeanne_in(lead, 0)
    ask_person(shown=shown, by=lead)

    with pytest.raises(AskedAlreadyError):
        ask_person(shown=shown, by=lead)


def test_nobody_without_address_is_asked_but_what_they_said_is_noted(lead):
    shown = jeanne_in(lead, 0, email="")
    with pytest.raises(NobodyToWriteToError):
        ask_person(shown=shown, by=lead)
    asked = consent_request_for(shown)

    note_oral_answer(
        shown=shown,
        wishes={part.key: ConsentLevel.YES for part in asked.parts},
        seen=asked.text_hash,
        note="Phone call, 3 May",
        by=lead,
    )

    consent = Consent.objects.get()
    assert (consent.way, consent.noted_by, consent.note) == (
        AnswerWay.ORALLY,
        lead.person,
        "Phone call, 3 May",
    )


def test_nobody_answers_for_somebody_who_can_do_it(lead):
    shown = jeanne_in(lead, 0)
    asked = consent_request_for(shown)

    with pytest.raises(TheyAnswerThemselvesError):
        note_oral_answer(shown=shown, wishes={}, seen=asked.text_hash, note="?", by=lead)


@pytest.mark.parametrize("typed", [True, False])
def test_nobody_is_named_twice_in_one_way(lead, typed):
    person = UserFactory(email="jeanne@example.org", email_verified_at=timezone.now())
    first, again = (
        ({"email": "jeanne@example.org"}, {"email": "Jeanne@example.org"})
        if typed
        else ({"person": person}, {"person": person})
    )
    jeanne_in(lead, 0, **first)

    with pytest.raises(NamedAlreadyError):
        jeanne_in(lead, 1, **again)

    assert PersonShown.objects.count() == 1


def test_no_author_is_picked_as_somebody_named(lead):
    with pytest.raises(AuthorNamedError):
        jeanne_in(lead, 0, person=lead.person)


@pytest.mark.parametrize("is_typed_first", [True, False])
@pytest.mark.parametrize("is_taken_off", [True, False])
def test_list_tells_not_whose_address_is_typed(lead, is_typed_first, is_taken_off):
    person = UserFactory(email="jeanne@example.org", email_verified_at=timezone.now())
    ways = [{"person": person}, {"email": "jeanne@example.org"}]
    first, then = reversed(ways) if is_typed_first else ways
    before = jeanne_in(lead, 0, **first)
    if is_taken_off:
        take_off_list(shown=before, by=lead)

    shown = jeanne_in(lead, 1, **then)

    rows = PersonShown.objects.values_list("person", "email", "removed_at")
    assert shown.pk != before.pk
    assert sorted(row[:2] for row in rows) == [(person.pk, ""), (person.pk, "jeanne@example.org")]
    assert [row[2] for row in rows].count(None) == (1 if is_taken_off else 2)


def test_a_host_is_listed_whoever_typed_their_address(lead):
    offer = StayFactory()
    BlockFactory(
        chapter=blocks(lead)[0].chapter, by=lead, kind=BlockKind.OFFER, text="", offer=offer
    )
    jeanne_in(lead, 0, email=offer.host.email)

    list_hosts(lead.story, by=lead.person)

    assert sorted(PersonShown.objects.values_list("email", flat=True)) == ["", offer.host.email]


def test_who_confirmed_an_address_since_answers_with_their_account(lead):
    shown = jeanne_in(lead, 0, email="jeanne@example.org")
    take_off_list(shown=shown, by=lead)
    person = UserFactory(email="jeanne@example.org", email_verified_at=timezone.now())

    again = jeanne_in(lead, 0, email="jeanne@example.org")

    assert (again.pk, again.person, again.email) == (shown.pk, person, "jeanne@example.org")


@pytest.mark.parametrize("order", [1, -1])
def test_who_is_listed_in_both_ways_can_close_their_account(lead, order):
    person = UserFactory(email="jeanne@example.org", email_verified_at=timezone.now())
    for who in [{"person": person}, {"email": person.email}][::order]:
        jeanne_in(lead, 0, **who)

    close_account(person=person, by=person)

    rows = [(one.email, one.is_left_out) for one in PersonShown.objects.all()]
    assert rows == [("", True), ("", True)]


def test_address_of_an_author_is_named_like_that_of_a_stranger(lead):
    shown = [
        jeanne_in(lead, 0, email=email) for email in (lead.person.email, "stranger@example.org")
    ]

    assert [(one.person, one.email) for one in shown] == [
        (None, lead.person.email),
        (None, "stranger@example.org"),
    ]


def test_hosts_of_offers_come_on_the_list_by_themselves(lead):
    offer = StayFactory()
    block = BlockFactory(
        chapter=blocks(lead)[0].chapter, by=lead, kind=BlockKind.OFFER, text="", offer=offer
    )

    for _ in range(2):
        list_hosts(lead.story, by=lead.person)

    host = PersonShown.objects.get()
    assert (host.person, host.role) == (offer.host, ShownAs.HOST)
    assert [mention.part for mention in host.mentions.all()] == [block.public_id]


def test_strangers_and_readers_keep_no_list_and_answer_for_nobody(lead):
    shown = jeanne_in(lead, 0)
    seats = (
        AuthorFactory(story=lead.story, reader=True),
        AuthorFactory(story=lead.story, left=True),
        AuthorFactory(lead=True),
    )

    for seat in seats:
        with pytest.raises(PermissionDenied):
            name_person(story=lead.story, name="X", parts=[], by=seat)
        with pytest.raises(PermissionDenied):
            ask_person(shown=shown, by=seat)
        with pytest.raises(PermissionDenied):
            take_off_list(shown=shown, by=seat)
    for person in (UserFactory(), lead.person):
        with pytest.raises(PermissionDenied):
            say(shown, ConsentLevel.YES, by=person)
        with pytest.raises(PermissionDenied):
            withdraw_consent(shown=shown, by=person)
