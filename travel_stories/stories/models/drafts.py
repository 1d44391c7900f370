"""Every change of a story, numbered: its revisions, and what makes a press one press."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.db.locks import LockingQuerySet
from travel_stories.collaboration.choices import Verb
from travel_stories.collaboration.models import AbstractChange, AbstractChangeQuerySet, Edit
from travel_stories.stories.choices import StoryNoun
from travel_stories.stories.models.authors import StoryAuthor
from travel_stories.stories.models.blocks import Block
from travel_stories.stories.models.stories import Story

type StoryEdit = Edit[StoryAuthor]


class StoryChangeQuerySet(AbstractChangeQuerySet["StoryChange"]):
    def of_block(self, block: Block) -> Self:
        """What was ever written in it, the newest first."""
        written = self.filter(noun=StoryNoun.BLOCK, part=block.pk).exclude(verb=Verb.MOVED)
        return written.select_related("by").order_by("-number")


class StoryChange(AbstractChange):
    """One author did one thing to one part.

    Autosaves that follow each other are one change, whose number grows: numbers may have gaps.
    """

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="changes")
    by = models.ForeignKey(StoryAuthor, on_delete=models.PROTECT, related_name="changes")
    noun = models.CharField(max_length=8, choices=StoryNoun)
    begun_at = models.DateTimeField(auto_now_add=True)
    at = models.DateTimeField(auto_now=True)

    objects = StoryChangeQuerySet.as_manager()

    class Meta(AbstractChange.Meta):
        constraints = (
            models.UniqueConstraint(fields=("story", "number"), name="story_changes_are_numbered"),
            models.UniqueConstraint(fields=("by", "key"), name="one_story_change_per_key"),
        )
        indexes = (models.Index(fields=("story", "noun", "part"), name="story_change_by_part"),)


class BlockComment(models.Model):
    """A word beside a block, among those who write the story."""

    block = models.ForeignKey(Block, on_delete=models.CASCADE, related_name="comments")
    by = models.ForeignKey(StoryAuthor, on_delete=models.PROTECT, related_name="comments")
    words = models.TextField(_("comment"), max_length=2000)
    key = models.UUIDField()
    at = models.DateTimeField(auto_now_add=True)
    settled_by = models.ForeignKey(
        StoryAuthor, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    settled_at = models.DateTimeField(null=True)

    objects = LockingQuerySet["BlockComment"].as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("by", "key"), name="one_comment_per_key"),)

    def __str__(self) -> str:
        return self.words[:60]
