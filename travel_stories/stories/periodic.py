"""What the clock does for stories. Each job returns how many rows failed."""

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from core.periodic import delete_row, for_each_row
from core.permissions import SYSTEM
from travel_stories.stories.actions.stories import forget_story
from travel_stories.stories.models.authors import AuthorInvitation
from travel_stories.stories.models.stories import Story
from travel_stories.stories.states import StoryState


@shared_task(name="travel_stories.forget_stories")
def forget_stories() -> int:
    """Stories that were deleted long enough ago, with everything in them."""
    long_ago = timezone.now() - settings.TRAVEL_STORIES_KEEP_DELETED
    return for_each_row(
        Story.objects.filter(state=StoryState.DELETED, state_since__lte=long_ago),
        lambda story: forget_story(story=story, by=SYSTEM),
    )


@shared_task(name="travel_stories.forget_author_invitations")
def forget_author_invitations() -> int:
    """Invitations that have expired, with the addresses that they were sent to."""
    return for_each_row(AuthorInvitation.objects.to_forget(), delete_row)
