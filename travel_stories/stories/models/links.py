"""Secret links to a story that isn't published yet."""

from __future__ import annotations

from typing import Final, Self

from django.db import models
from django.urls import reverse

from core.db.locks import LockingQuerySet
from core.ids import new_public_id
from core.security.tokens import is_valid_token, make_token, new_nonce, public_id_in_token
from travel_stories.stories.models.authors import StoryAuthor
from travel_stories.stories.models.stories import Story
from travel_stories.stories.states import StoryState

SALT: Final = "travel_stories.story_link"


class StoryLinkQuerySet(LockingQuerySet["StoryLink"]):
    def good(self) -> Self:
        """Not taken back, and by somebody who still tells this story."""
        return self.filter(revoked_at=None, by__left_at=None).exclude(
            story__state=StoryState.DELETED
        )

    def with_token(self, token: str) -> StoryLink | None:
        found = (
            self.good().filter(public_id=public_id_in_token(token)).select_related("story").first()
        )
        return found if found and found.is_token(token) else None


class StoryLink(models.Model):
    """Shows the draft to whoever has it. There is none until an author makes one."""

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="links")
    by = models.ForeignKey(StoryAuthor, on_delete=models.CASCADE, related_name="links")
    nonce = models.CharField(max_length=16, default=new_nonce, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True, editable=False)

    objects = StoryLinkQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"Link {self.public_id}"

    def get_absolute_url(self) -> str:
        return reverse("travel_stories:story-look", args=[self.token])

    @property
    def token(self) -> str:
        return make_token(SALT, self.public_id, self.nonce)

    def is_token(self, token: str) -> bool:
        return is_valid_token(token, SALT, self.public_id, self.nonce)
