"""Stories of invented groups and two old books, told through the actions of the workshop."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from django.core.files.base import ContentFile

from commons.accounts.models import User
from commons.media.models import Photo
from demo.loading import ageing
from demo.loading.foundations import copy_of
from demo.loading.world import Tick, World
from demo.loading.written import ChapterText, StoryText, stories, trips
from hosting.offers.models.offers import Offer
from travel_stories.collaboration.models import Edit
from travel_stories.stories.actions.attachments import upload_track
from travel_stories.stories.actions.authors import (
    accept_author_invitation,
    change_credit,
    invite_author,
)
from travel_stories.stories.actions.blocks import add_block
from travel_stories.stories.actions.chapters import add_chapter, change_chapter
from travel_stories.stories.actions.consents import answer_consent
from travel_stories.stories.actions.publication import publish_story, request_reread, submit_story
from travel_stories.stories.actions.stories import begin_story
from travel_stories.stories.choices import AuthorRole, ConsentLevel
from travel_stories.stories.models.authors import AuthorInvitationData, StoryAuthor
from travel_stories.stories.models.reviewers import reviewers_of_story
from travel_stories.stories.models.stories import Story
from travel_stories.stories.selectors.consents import consent_request_for
from travel_stories.stories.states import StoryState
from travel_stories.trips.models.trips import Trip

AT_A_READER: Final = (StoryState.SUBMITTED, StoryState.PUBLISHED)
PLAIN: Final = {"words": "text", "html": "text", "who": "said_by"}
GPX: Final = (
    '<gpx version="1.1" creator="Hirondelle" xmlns="http://www.topografix.com/GPX/1/1">'
    "<trk><trkseg>{points}</trkseg></trk></gpx>"
)


def load_stories(world: World, tick: Tick) -> None:
    """Only those whose authors and hosts are here: a small load has fewer people."""
    for written in stories():
        if written.author in world.people:
            moment = world.clock.ago(written.days_ago)
            with ageing.happening_at(moment):
                story = StoryBuilder(written, world).build()
            # It is as old as what is told of it.
            published = {"published_at": moment} if story.published_at else {}
            began = moment - timedelta(days=9)
            Story.objects.filter(pk=story.pk).update(
                created_at=began, state_since=moment, **published
            )
        tick(1)


class StoryBuilder:
    """One story on its way from the first words to the state it ends in."""

    def __init__(self, written: StoryText, world: World) -> None:
        self.written = written
        self.world = world
        self.lead = world.people[written.author]
        self.keys = (
            uuid5(NAMESPACE_URL, f"demo:story:{written.key}:{number}") for number in count(1)
        )
        self.photos: dict[str, Photo] = {}

    def build(self) -> Story:
        story = begin_story(words=self._frame(), key=next(self.keys), by=self.lead, trip=self._trip)
        seat = story.authors.get()
        if self.written.credit:
            change_credit(author=seat, credit=self.written.credit, by=seat)
        for key in self.written.authors:
            self._seat(story, self.world.people.get(key), seat)
        for number, text in enumerate(self.written.chapters):
            self._chapter(story, text, seat, is_first=number == 0)
        self._walk(story, seat)
        return story

    @property
    def _trip(self) -> Trip | None:
        """The one that the story is made from, where this load has it."""
        titles = {one.key: one.title for one in trips()}
        own = Trip.objects.filter(members__person=self.lead)
        return own.filter(title=titles.get(self.written.trip or "")).first()

    def _frame(self) -> dict[str, Any]:
        text = self.written
        return {
            "title": text.title,
            "lede": text.lede,
            "language": text.language,
            "licence": text.licence,
            "season": text.season,
            "travelled_as": text.group,
            "locality": self.world.localities.get(text.place),
            "themes": [self.world.interests[slug] for slug in text.themes],
        }

    def _seat(self, story: Story, person: User | None, by: StoryAuthor) -> None:
        if person is None or person == self.lead:
            return
        invited = AuthorInvitationData(AuthorRole.WRITER, person=person)
        seat = invite_author(story=story, invited=invited, by=by)
        accept_author_invitation(token=seat.token, by=person)

    def _chapter(self, story: Story, text: ChapterText, by: StoryAuthor, *, is_first: bool) -> None:
        words = {"title": text.title, "locality": self.world.localities.get(text.place)}
        if is_first:
            first = story.chapters.get()
            edit = Edit(by=by, key=next(self.keys), based_on=first.version)
            chapter = change_chapter(chapter=first, words=words, edit=edit)
        else:
            edit = Edit(by=by, key=next(self.keys))
            chapter = add_chapter(story=story, words=words, edit=edit)
        for block in text.blocks:
            if (block_words := self._words(story, block, by)) is not None:
                edit = Edit(by=by, key=next(self.keys))
                add_block(chapter=chapter, words=block_words, edit=edit)

    def _words(self, story: Story, block: dict[str, Any], by: StoryAuthor) -> dict[str, Any] | None:
        """What a block is filled with. None where its offer isn't open in this load."""
        words = {"kind": block["kind"]}
        words |= {PLAIN[name]: block[name] for name in PLAIN.keys() & block.keys()}
        if block["kind"] == "offer":
            offer = self.world.offers.get(tuple(block["offer"]))
            is_public = offer is not None and Offer.objects.public().filter(pk=offer.pk).exists()
            return words | {"offer": offer} if is_public else None
        if block["kind"] == "place":
            words["locality"] = self.world.localities[block["place"]]
        if block["kind"] == "photo":
            words["photos"] = [(self._photo(block["photo"]), block["caption"])]
        if block["kind"] == "route":
            words["track"] = self._track(story, block["places"], by)
        return words

    def _photo(self, name: str) -> Photo:
        if name not in self.photos:
            self.photos[name] = copy_of(name, language=self.written.language, by=self.lead)
        return self.photos[name]

    def _track(self, story: Story, places: list[str], by: StoryAuthor) -> Any:
        """Straight from place to place: the recorded way stays with whoever walked it."""
        here = [self.world.localities[code].point for code in places]
        points = "".join(
            f'<trkpt lat="{point.latitude}" lon="{point.longitude}"/>' for point in here
        )
        file = ContentFile(GPX.format(points=points).encode(), "road.gpx")
        return upload_track(story=story, file=file, trim_metres=0, by=by)

    def _walk(self, story: Story, by: StoryAuthor) -> None:
        state = self.written.state
        if state == StoryState.DRAFT:
            return
        request_reread(story=story, by=by)
        if state in AT_A_READER:
            for shown in story.people_shown.standing():
                asked = consent_request_for(shown)
                wishes = {part.key: ConsentLevel.YES for part in asked.parts}
                answer_consent(shown=shown, wishes=wishes, seen=asked.text_hash, by=shown.person)
            submit_story(story=story, by=by)
        if state == StoryState.PUBLISHED:
            story.refresh_from_db()
            publish_story(story=story, seen=story.last_number, by=reviewers_of_story(story)[0])
