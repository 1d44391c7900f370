"""A story with its lead, a chapter and what authors put into it."""

from uuid import uuid4

import factory
from django.utils import timezone

from tests.factories.accounts import UserFactory
from travel_stories.collaboration.choices import Verb
from travel_stories.collaboration.models import Edit
from travel_stories.stories.actions.editions import make_edition
from travel_stories.stories.choices import AuthorRole, BlockKind
from travel_stories.stories.models.authors import StoryAuthor
from travel_stories.stories.models.blocks import Block, Chapter
from travel_stories.stories.models.drafts import StoryChange
from travel_stories.stories.models.stories import Story
from travel_stories.stories.states import StoryState


class StoryFactory(factory.django.DjangoModelFactory):
    """A draft without authors; `AuthorFactory` brings one."""

    class Meta:
        model = Story

    title = factory.Sequence("Down the Cher {}".format)
    lede = "Five friends, a leaking boat and much rain."


class AuthorFactory(factory.django.DjangoModelFactory):
    """Somebody who writes along. `lead` and `reader` name the role."""

    class Meta:
        model = StoryAuthor

    class Params:
        lead = factory.Trait(role=AuthorRole.LEAD)
        reader = factory.Trait(role=AuthorRole.READER)
        left = factory.Trait(left_at=factory.LazyFunction(timezone.now))

    story = factory.SubFactory(StoryFactory)
    person = factory.SubFactory(UserFactory)
    credit = factory.Sequence("Author {}".format)
    role = AuthorRole.WRITER


class ChapterFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Chapter

    story = factory.SubFactory(StoryFactory)
    title = factory.Sequence("Day {}".format)
    rank = factory.Sequence(lambda number: 1024.0 * (number + 1))


class BlockFactory(factory.django.DjangoModelFactory):
    """A text, with the change that brought it into the story."""

    class Meta:
        model = Block
        skip_postgeneration_save = True

    chapter = factory.SubFactory(ChapterFactory)
    kind = BlockKind.TEXT
    text = factory.Sequence("<p>It rained for {} hours.</p>".format)
    rank = factory.Sequence(lambda number: 1024.0 * (number + 1))

    @factory.post_generation
    def by(block, create, author, **options):  # noqa: N805
        """Whoever added it; somebody without a name to the test unless given."""
        story = block.chapter.story
        story.refresh_from_db(fields=["last_number"])
        story.last_number += 1
        story.save(update_fields=["last_number"])
        StoryChange.objects.create(
            story=story,
            number=story.last_number,
            by=author or AuthorFactory(story=story),
            verb=Verb.ADDED,
            noun=block.NOUN,
            part=block.pk,
            title=str(block),
            after=block.snapshot(),
            key=uuid4(),
        )
        block.version = block.placed = story.last_number
        block.save()


def published(story):
    """As if somebody else had read and published it."""
    story.edition = make_edition(story)
    story.state, story.published_at = StoryState.PUBLISHED, timezone.now()
    story.save()
    return story


def a_story_edit(author, part=None, **changes):
    """A change of `author`, written on the part as it is; every call has a key of its own."""
    based_on = part.version if part is not None else 0
    return Edit(**({"by": author, "key": uuid4(), "based_on": based_on} | changes))
