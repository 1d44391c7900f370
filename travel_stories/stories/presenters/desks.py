"""The workshop of a story: its frame, who is at it, and every block where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from commons.accounts.permissions import Visitor
from commons.media.models import Photo
from travel_stories.stories.models.authors import AuthorInvitation, StoryAuthor
from travel_stories.stories.models.blocks import Block, BlockPhoto, Chapter
from travel_stories.stories.models.stories import Story
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.presenters.trip_page import Tab


@dataclass(frozen=True, slots=True)
class Desk:
    """`me.role` travels with every answer, and the page draws no control that would be refused."""

    story: Story
    me: StoryAuthor
    authors: list[StoryAuthor]
    tabs: list[Tab]

    @property
    def can_write(self) -> bool:
        may = self.me.has_perm("stories.write_story", self.story)
        return self.story.is_writable and may

    @property
    def can_lead(self) -> bool:
        return self.me.has_perm("stories.lead_story", self.story)


@dataclass(frozen=True, slots=True)
class BlockTarget:
    """Where an arrow leads: a chapter, and the public id of the block to stand behind, if any."""

    chapter: str
    after: str = ""


@dataclass(frozen=True, slots=True)
class BlockDesk:
    """A block where it stands, with the ways up and down and what is said beside it."""

    block: Block
    up: BlockTarget | None
    down: BlockTarget | None

    @property
    def comments(self) -> int:
        """How many are not seen to yet."""
        return int(getattr(self.block, "open_comments", 0))

    @property
    def pictures(self) -> list[BlockPhoto]:
        return list(getattr(self.block, "pictures", ()))


@dataclass(frozen=True, slots=True)
class ChapterDesk:
    chapter: Chapter
    number: int
    up: str | None  # behind which chapter; empty: first
    down: str | None
    blocks: list[BlockDesk] = field(default_factory=list)


def seat_at(visitor: Visitor, public_id: str) -> StoryAuthor | None:
    """The seat of whoever looks, with its story."""
    if not visitor.is_authenticated:
        return None
    seats = StoryAuthor.objects.present().filter(story__in=Story.objects.existing())
    found = seats.filter(story__public_id=public_id, person=visitor.pk)
    return found.select_related("story__locality", "story__edition", "person").first()


def desk_of(me: StoryAuthor, part: str) -> Desk:
    """`part` names the tab that is open."""
    authors = list(me.story.authors.present())
    pages = (
        ("write", _("Write"), "story-workshop"),
        ("authors", _("Authors"), "author-list"),
        ("people", _("People"), "story-people"),
        ("frame", _("Title and licence"), "story-change"),
        ("revisions", _("Versions"), "story-revisions"),
        ("publication", _("Publication"), "story-publication"),
    )
    return Desk(
        me.story,
        me,
        authors,
        [
            Tab(label, reverse(f"travel_stories:{name}", args=[me.story.address]), key == part)
            for key, label, name in pages
        ],
    )


def stories_of(visitor: Visitor) -> list[Story]:
    """Those that this person writes or reads along, the newest first."""
    return list(Story.objects.of_author(visitor).select_related("edition", "locality"))


def invitations_for(visitor: Visitor) -> list[AuthorInvitation]:
    """Seats that were proposed to somebody who travelled along."""
    if not visitor.is_authenticated:
        return []
    good = AuthorInvitation.objects.good().filter(person=visitor.pk)
    return list(good.select_related("story", "by"))


def companions_of(me: StoryAuthor) -> list[TripMember]:
    """Who travelled along and could tell along: with an account, and not asked yet."""
    trip = me.story.trip_id
    if trip is None:
        return []
    here = me.story.authors.present().values("person")
    asked = AuthorInvitation.objects.good().filter(story=me.story).exclude(person=None)
    seats = TripMember.objects.present().filter(trip=trip, person__isnull=False)
    seats = seats.exclude(person__in=here).exclude(person__in=asked.values("person"))
    return list(seats.select_related("person"))


def chapters_of(story: Story) -> list[ChapterDesk]:
    """The whole draft in a fixed number of queries, however long it is."""
    chapters = list(story.chapters.present().in_order().select_related("locality"))
    for chapter in chapters:
        chapter.story = story
    by_chapter: dict[int, list[Block]] = {chapter.pk: [] for chapter in chapters}
    waiting = Count("comments", filter=Q(comments__settled_at=None))
    rows = Block.objects.present().filter(chapter__in=chapters).in_order().whole()
    blocks = rows.annotate(open_comments=waiting)
    known = {chapter.pk: chapter for chapter in chapters}
    for block in blocks:
        block.chapter = known[block.chapter_id]
        by_chapter[block.chapter_id].append(block)
    ids = [chapter.public_id for chapter in chapters]
    shown = []
    for place, chapter in enumerate(chapters):
        above, below = chapters[:place][-1:], chapters[place + 1 : place + 2]
        desks = _desks(by_chapter, chapter, [*above, None][0], [*below, None][0])
        up = None if place == 0 else (ids[place - 2] if place > 1 else "")
        down = ids[place + 1] if below else None
        shown.append(ChapterDesk(chapter, place + 1, up, down, list(desks)))
    return shown


def _desks(
    blocks: Mapping[int, Sequence[Block]],
    chapter: Chapter,
    above: Chapter | None,
    below: Chapter | None,
) -> Iterable[BlockDesk]:
    """The first block of a chapter goes up to the end of the one before, the last one down."""
    own = blocks[chapter.pk]
    ids = [block.public_id for block in own]
    for place, block in enumerate(own):
        if place == 0:
            before = [] if above is None else blocks[above.pk]
            last = before[-1].public_id if before else ""
            up = None if above is None else BlockTarget(above.public_id, last)
        else:
            up = BlockTarget(chapter.public_id, ids[place - 2] if place > 1 else "")
        if place + 1 < len(ids):
            down: BlockTarget | None = BlockTarget(chapter.public_id, ids[place + 1])
        else:
            down = None if below is None else BlockTarget(below.public_id)
        yield BlockDesk(block, up, down)


@dataclass(frozen=True, slots=True)
class Progress:
    """How many photographs of a story have all their sizes."""

    done: int
    all: int

    @property
    def is_done(self) -> bool:
        return self.done >= self.all


def progress_of(story: Story) -> Progress:
    waiting = Q(pk__in=Photo.objects.unrendered().values("pk"))
    shown = BlockPhoto.objects.present().filter(block__chapter__story=story)
    counted = Photo.objects.filter(
        pk__in=shown.filter(block__removed_at=None).values("photo")
    ).aggregate(all=Count("pk"), waiting=Count("pk", filter=waiting))
    return Progress(counted["all"] - counted["waiting"], counted["all"])


def current_editors(me: StoryAuthor) -> dict[str, str]:
    """Which of the others writes where just now, by public id."""
    held = Block.objects.present().filter(chapter__story=me.story).exclude(held_by=None)
    held = held.exclude(held_by=me)
    holders = ((block.public_id, block.holder) for block in held.select_related("held_by"))
    return {public_id: holder.name for public_id, holder in holders if holder is not None}
