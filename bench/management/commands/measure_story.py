"""Weighs the page of a story on a telephone: all but its photographs, and the first of them."""

from typing import Any, Final

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management.base import BaseCommand
from django.db import connection
from whitenoise.compress import main as pack

from bench.management.commands.measure_photos import photograph
from bench.tools.browser import Fetched, chromium, fetched_by
from bench.tools.figures import Recorder
from bench.tools.fixtures import count_on
from bench.tools.server import serving
from commons.media.tasks import render_photo
from tests.factories.geography import LocalityFactory
from tests.factories.stories import (
    AuthorFactory,
    BlockFactory,
    ChapterFactory,
    StoryFactory,
    a_story_edit,
    published,
)
from travel_stories.stories.actions.listings import refresh_listing
from travel_stories.stories.actions.photos import upload_photo
from travel_stories.stories.choices import BlockKind
from travel_stories.stories.models.stories import Story

CHAPTERS: Final = 12
WORDS: Final = "Il a plu toute la journée, et personne ne voulait rentrer. " * 30
MOST_KIB: Final = 120
MOST_KIB_OF_A_PHOTOGRAPH: Final = 200


class Command(BaseCommand):
    """As a browser fetches it, files packed as in production."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        """Bytes of head and body; a screen of 390 pixels."""
        keep = Recorder("workshop", fresh=False)
        label = f"story of {CHAPTERS} chapters on {connection.vendor}"
        pack(["--quiet", "--no-brotli", str(settings.STATIC_ROOT)])
        story = a_story()
        with serving(workers=1) as server, chromium() as browser:
            address = f"http://localhost:{server.port}{story.get_absolute_url()}"
            fetched = fetched_by(browser, address)
        photographs = [one for one in fetched if is_photograph(one)]
        rest = sum(one.size for one in fetched if not is_photograph(one))
        keep.at_most(f"{label}: without photographs", kib(rest), "KiB", MOST_KIB)
        first = kib(photographs[0].size)
        keep.at_most(f"{label}: its first photograph", first, "KiB", MOST_KIB_OF_A_PHOTOGRAPH)


def is_photograph(one: Fetched) -> bool:
    return one.kind in {"image", "media"} and settings.MEDIA_URL in one.address


def kib(size: int) -> float:
    return round(size / 1024, 1)


def a_story() -> Story:
    """Each chapter has a place, a text and, the first two of them, a photograph of many colours."""
    count_on()
    story: Story = StoryFactory()
    lead = AuthorFactory(story=story, lead=True)
    for number in range(CHAPTERS):
        place = LocalityFactory(latitude=45.0 + number / 4, longitude=1.0 + number / 8)
        chapter = ChapterFactory(story=story, locality=place)
        BlockFactory(chapter=chapter, by=lead, text=f"<p>{WORDS}</p>")
        if number < 2:
            block = BlockFactory(chapter=chapter, by=lead, kind=BlockKind.PHOTO, text="")
            file = SimpleUploadedFile("photo.jpg", photograph(), "image/jpeg")
            upload_photo(block=block, file=file, edit=a_story_edit(lead), alt="A bridge")
            render_photo(photo_id=block.photos.get().pk)
    story.refresh_from_db()
    published(story)
    refresh_listing(story)
    return story
