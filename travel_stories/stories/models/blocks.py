"""Chapters and their blocks, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.geography.models import Locality
from commons.media.models import Photo
from hosting.offers.models.offers import Offer
from travel_stories.collaboration.models import Movable, PartQuerySet, VersionedPart
from travel_stories.stories.choices import BlockKind, Shown, StoryNoun
from travel_stories.stories.errors.stories import StoryPartGoneError
from travel_stories.stories.models.attachments import Sound, Track
from travel_stories.stories.models.authors import StoryAuthor
from travel_stories.stories.models.stories import Story


class StoryPart(VersionedPart, Movable):
    """A row of a story."""

    NOUN: ClassVar[StoryNoun]
    PART_GONE: ClassVar = StoryPartGoneError

    class Meta:
        abstract = True


class ChapterQuerySet(PartQuerySet["Chapter"]):
    def in_order(self) -> Self:
        return self.order_by("rank", "pk")


class Chapter(StoryPart):
    """A day, or whatever the authors call a chapter."""

    NOUN = StoryNoun.CHAPTER
    WORDS: ClassVar = ("title", "on", "locality")
    PLACE: ClassVar = ("rank",)

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="chapters")
    title = models.CharField(_("title of the chapter"), max_length=120, blank=True)
    on = models.DateField(_("date"), null=True, blank=True)
    locality = models.ForeignKey(
        Locality,
        verbose_name=_("place"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    objects = ChapterQuerySet.as_manager()

    class Meta:
        verbose_name = _("chapter")
        verbose_name_plural = _("chapters")

    def __str__(self) -> str:
        return self.title or str(_("Chapter"))

    @property
    def root(self) -> Story:
        return self.story


class BlockQuerySet(PartQuerySet["Block"]):
    def in_order(self) -> Self:
        return self.order_by("chapter__rank", "chapter", "rank", "pk")

    def whole(self) -> Self:
        """With everything that a page shows of a block, in a fixed number of queries."""
        sizes = models.Prefetch("photo", queryset=Photo.objects.with_renditions())
        photos = BlockPhoto.objects.present().prefetch_related(sizes)
        return self.select_related(
            "locality", "offer__place", "track", "sound", "held_by"
        ).prefetch_related(models.Prefetch("photos", queryset=photos, to_attr="pictures"))


class Block(StoryPart):
    """One piece of a chapter; each kind fills the columns it needs.

    `text` is rich text, cleaned when it was written; everything else is plain.
    """

    NOUN = StoryNoun.BLOCK
    WORDS: ClassVar = (
        "kind",
        "title",
        "text",
        "said_by",
        "locality",
        "offer",
        "track",
        "sound",
        "transcript",
    )
    PLACE: ClassVar = ("chapter", "rank")

    chapter = models.ForeignKey(Chapter, on_delete=models.CASCADE, related_name="blocks")
    kind = models.CharField(_("type"), max_length=8, choices=BlockKind)
    title = models.CharField(_("title"), max_length=160, blank=True)
    text = models.TextField(_("text"), blank=True)
    said_by = models.CharField(_("who said it"), max_length=160, blank=True)
    locality = models.ForeignKey(
        Locality,
        verbose_name=_("town, village or city"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    offer = models.ForeignKey(
        Offer, null=True, blank=True, on_delete=models.SET_NULL, related_name="story_blocks"
    )
    track = models.ForeignKey(
        Track, null=True, blank=True, on_delete=models.SET_NULL, related_name="blocks"
    )
    sound = models.ForeignKey(
        Sound, null=True, blank=True, on_delete=models.SET_NULL, related_name="blocks"
    )
    transcript = models.TextField(_("transcript"), max_length=20_000, blank=True)
    shown = models.CharField(max_length=8, choices=Shown, default=Shown.SHOWN, editable=False)
    held_by = models.ForeignKey(
        StoryAuthor, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    held_until = models.DateTimeField(null=True, editable=False)

    objects = BlockQuerySet.as_manager()

    class Meta:
        verbose_name = _("block")
        verbose_name_plural = _("blocks")
        indexes = (models.Index(fields=("chapter", "rank"), name="block_in_order"),)

    def __str__(self) -> str:
        return self.title or str(BlockKind(self.kind).label)

    @property
    def story(self) -> Story:
        return self.chapter.story

    @property
    def root(self) -> Story:
        return self.story

    @property
    def holder(self) -> StoryAuthor | None:
        """Who writes in it just now."""
        good = self.held_until is not None and self.held_until > timezone.now()
        return self.held_by if good else None

    def snapshot(self) -> dict[str, Any]:
        photos = [{"photo": one.photo_id, "caption": one.caption} for one in self.photos.present()]
        return super().snapshot() | {"photos": photos}

    def take_lists(self, snapshot: Mapping[str, Any]) -> None:
        """Photographs that are gone meanwhile are left out."""
        if "photos" not in snapshot:
            return
        wanted = {one["photo"]: one["caption"] for one in snapshot["photos"]}
        there = Photo.objects.in_bulk(wanted.keys())
        self.set_photos([(there[pk], caption) for pk, caption in wanted.items() if pk in there])

    def set_photos(self, photos: Sequence[tuple[Photo, str]]) -> None:
        """These, in this order. What those who are shown agreed to stays with each picture."""
        known = {one.photo_id: one for one in BlockPhoto.objects.filter(block=self)}
        kept = set()
        for rank, (photo, caption) in enumerate(photos):
            one = known.get(photo.pk) or BlockPhoto(block=self, photo=photo)
            one.rank, one.caption, one.removed_at = rank, caption, None
            one.save()
            kept.add(photo.pk)
        gone = self.photos.present().exclude(photo__in=kept)
        gone.update(removed_at=timezone.now())


class BlockPhotoQuerySet(models.QuerySet["BlockPhoto"]):
    def present(self) -> Self:
        return self.filter(removed_at=None)


class BlockPhoto(models.Model):
    """A picture in a photograph or gallery block. Alternative text and credit are the photo's."""

    block = models.ForeignKey(Block, on_delete=models.CASCADE, related_name="photos")
    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="+")
    rank = models.PositiveSmallIntegerField(default=0, editable=False)
    caption = models.CharField(_("caption"), max_length=300, blank=True)
    shown = models.CharField(max_length=8, choices=Shown, default=Shown.SHOWN, editable=False)
    removed_at = models.DateTimeField(null=True, editable=False)

    objects = BlockPhotoQuerySet.as_manager()

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ("rank", "pk")
        constraints = (
            models.UniqueConstraint(fields=("block", "photo"), name="one_picture_per_block"),
        )

    def __str__(self) -> str:
        return self.caption or f"Photo {self.photo_id}"
