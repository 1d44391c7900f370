"""Portraits beside the names in the credits: by choice, and never beside another name."""

import pytest

from tests.factories.profiles import ProfileFactory, with_portrait
from tests.factories.stories import AuthorFactory, BlockFactory, StoryFactory, published
from travel_stories.stories.actions.listings import refresh_listing
from travel_stories.stories.models.authors import StoryAuthor
from travel_stories.stories.models.listings import StoryListing
from travel_stories.stories.presenters.lists import story_cards
from travel_stories.stories.selectors.authors import (
    CreditedAuthor,
    credited_authors,
    with_faces,
)
from travel_stories.stories.selectors.rendered_stories import render_public_story

pytestmark = pytest.mark.django_db


def author(story, *, credit="", **profile):
    profile = with_portrait(ProfileFactory(**profile))
    name = credit or profile.person.display_name
    return AuthorFactory(story=story, person=profile.person, credit=name), profile


def address_of(profile):
    return profile.portrait.renditions.get().file.url


def told(story):
    BlockFactory(chapter__story=story, by=story.authors.first())
    published(story)
    refresh_listing(story)
    return story


def test_credited_authors_have_a_face_where_they_show_it_to_everybody():
    story = StoryFactory()
    (shown, profile), (shy, _), (pen_name, _) = (
        author(story, public=True),
        author(story),
        author(story, credit="The Swift", public=True),
    )

    found = credited_authors(with_faces(StoryAuthor.objects.filter(story=story)))

    assert found == (
        CreditedAuthor(shown.credit, address_of(profile)),
        CreditedAuthor(shy.credit),
        CreditedAuthor(pen_name.credit),
    )


def test_story_and_card_show_the_same_authors(django_assert_num_queries):
    story = StoryFactory()
    shown, profile = author(story, public=True)
    told(story)
    later, _ = author(story, public=True)  # in no edition yet

    with django_assert_num_queries(1):
        (card,) = story_cards(StoryListing.objects.all())

    authors = (CreditedAuthor(shown.credit, address_of(profile)),)
    assert card.authors == authors
    assert render_public_story(story).authors == authors
    assert later.credit not in str(card)


def test_a_card_of_a_story_without_names_has_no_faces():
    story = StoryFactory()
    AuthorFactory(story=story, credit="")
    told(story)

    (card,) = story_cards(StoryListing.objects.all())

    assert card.authors == ()
