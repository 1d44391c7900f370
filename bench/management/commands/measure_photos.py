"""Measures a story with sixty photographs: how fast pages answer, what a worker needs for them."""

import os
import resource
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import Any, Final
from uuid import uuid4

from celery import current_app
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management.base import BaseCommand
from django.db import connection
from django.test import Client
from django.urls import reverse
from PIL import Image

from bench.tools.figures import Recorder
from bench.tools.fixtures import count_on
from bench.tools.server import most_resident, used_by
from commons.accounts.models import User
from commons.media.models import Photo, Rendition
from scripts.machine import MIB, ROOT
from scripts.processes import Child, start, stop, wait_until
from tests.factories.accounts import UserFactory
from tests.factories.stories import AuthorFactory, BlockFactory, ChapterFactory
from travel_stories.stories.choices import BlockKind
from travel_stories.stories.models.blocks import Block
from travel_stories.stories.models.stories import Story
from travel_stories.stories.presenters.desks import progress_of
from travel_stories.stories.states import StoryState

PHOTOS: Final = 60
SIDES: Final = (4_000, 3_000)
MOST_MIB: Final = 400
AT_ONCE: Final = 1_000  # milliseconds
READY: Final = 60.0  # seconds
DONE: Final = 900.0
BECOMES: Final = {"story-submit": StoryState.SUBMITTED, "story-publish": StoryState.PUBLISHED}


class Command(BaseCommand):
    """One upload after the other, as the page sends them; then a worker, killed once on its way."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--photos", type=int, default=PHOTOS)

    def handle(self, *args: Any, **options: Any) -> None:
        photos = options["photos"]
        keep = Recorder("workshop", fresh=False)
        label = f"{photos} photographs of 12 megapixels on {connection.vendor}"
        block = a_gallery()
        story = block.chapter.story
        client = browser_of(story.authors.get().person)
        uploads = [upload(client, block) for _ in range(photos)]
        keep.note(f"story, {label}: one upload", round(median(uploads)), "ms")
        keep.at_most(f"story, {label}: the process that reads one", reader(), "MiB", MOST_MIB)
        page = reverse("travel_stories:story-workshop", args=[story.address])
        keep.at_most(f"story, {label}: its page answers", visit(client, page), "ms", AT_ONCE)
        self.publish(story, client, label, keep)
        self.render(story, label, keep)

    def publish(self, story: Story, client: Client, label: str, keep: Recorder) -> None:
        """Handed in and published before any of its photographs has its sizes."""
        handed_in = press(client, story, "story-submit")
        keep.at_most(f"story, {label}: handing it in answers", handed_in, "ms", AT_ONCE)
        reader = browser_of(UserFactory(is_superuser=True))
        story.refresh_from_db()
        published = press(reader, story, "story-publish", seen=story.last_number)
        keep.at_most(f"story, {label}: publishing it answers", published, "ms", AT_ONCE)
        public = visit(Client(SERVER_NAME="localhost"), story.get_absolute_url())
        keep.at_most(f"story, {label}: its public page answers", public, "ms", AT_ONCE)

    def render(self, story: Story, label: str, keep: Recorder) -> None:
        """What the first worker leaves when it is killed, the next one takes up."""
        with working() as worker:
            wait_until(lambda: 2 * progress_of(story).done >= progress_of(story).all, within=DONE)
            first = largest(worker)
            stop([worker], patience=0)
        halfway = progress_of(story).done
        began = time.perf_counter()
        with working() as worker:
            used = used_by(worker.process.pid)
            wait_until(lambda: progress_of(story).is_done, within=DONE)
            used, second = used_by(worker.process.pid) - used, largest(worker)
        made, left = progress_of(story), max(1, progress_of(story).all - halfway)
        each = (time.perf_counter() - began) / left
        keep.at_most(f"story, {label}: the worker", max(first, second), "MiB", MOST_MIB)
        keep.note(f"story, {label}: a photograph in all sizes", round(each, 2), "s")
        keep.note(f"story, {label}: the same, processor time", round(used / left, 2), "s")
        keep.note(f"story, {label}: made when the worker was killed", halfway, "photographs")
        keep.exactly(f"story, {label}: made by the next one", made.done, "photographs", made.all)
        keep.exactly(f"story, {label}: files too many or too few", stray_files(), "", 0)


def a_gallery() -> Block:
    """A story that is written by one person, with an empty gallery in it."""
    count_on()
    chapter = ChapterFactory()
    author = AuthorFactory(story=chapter.story, lead=True)
    block: Block = BlockFactory(chapter=chapter, by=author, kind=BlockKind.GALLERY, text="")
    return block


def upload(client: Client, block: Block) -> float:
    """Milliseconds until the page knows that a photograph is there."""
    file = SimpleUploadedFile("photo.jpg", photograph(), "image/jpeg")
    address = reverse(
        "travel_stories:picture-add", args=[block.chapter.story.address, block.public_id]
    )
    sent = {"key": str(uuid4()), "based_on": 0, "photos": file}
    began = time.perf_counter()
    answer = client.post(address, sent, headers={"Accept": "application/json"})
    if answer.status_code != 200:
        raise RuntimeError(answer.content.decode()[:500])
    return (time.perf_counter() - began) * 1000


def reader() -> int:
    """MiB that the largest process held of those that read an upload each."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 // MIB


def browser_of(person: User) -> Client:
    client = Client(SERVER_NAME="localhost")
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def visit(client: Client, address: str) -> float:
    """Milliseconds of the second one."""
    client.get(address)
    began = time.perf_counter()
    answer = client.get(address)
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answered {answer.status_code}")
    return round((time.perf_counter() - began) * 1000, 1)


def press(client: Client, story: Story, name: str, **data: object) -> float:
    """Milliseconds until the button answers; it has to have done what it says."""
    began = time.perf_counter()
    client.post(reverse(f"travel_stories:{name}", args=[story.address]), data)
    taken = round((time.perf_counter() - began) * 1000, 1)
    story.refresh_from_db()
    if story.state != BECOMES[name]:
        raise RuntimeError(f"{name} left the story {story.state}")
    return taken


def photograph() -> bytes:
    """Twelve megapixels of many colours, as heavy as those of a telephone."""
    out = BytesIO()
    noise = Image.effect_noise((SIDES[0] // 4, SIDES[1] // 4), 60).resize(SIDES)
    Image.merge("RGB", (noise, noise.rotate(180), noise)).save(out, "JPEG", quality=90)
    return out.getvalue()


@contextmanager
def working() -> Iterator[Child]:
    """One worker, as the demonstration and a small site have it."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-W", "ignore", "-m", "celery", "-A", "config", "worker"]
        command += ["--pool", "solo", "--loglevel", "INFO", "--without-gossip", "--without-mingle"]
        log = Path(folder) / "worker.log"
        worker = start("worker", command, log=log, environment=os.environ, cwd=ROOT)
        try:
            if not wait_until(lambda: "ready." in worker.last_words(60), within=READY):
                raise RuntimeError(worker.last_words())
            current_app.send_task("outbox.drain_outbox")
            current_app.send_task("media.render_missing")
            yield worker
        finally:
            stop([worker])


def stray_files() -> int:
    """A size that was made twice leaves a file that nobody knows; one that is lost has none."""
    known = set(Rendition.objects.values_list("file", flat=True))
    known |= set(Photo.objects.values_list("file", flat=True))
    root = Path(settings.MEDIA_ROOT)
    kept = {str(file.relative_to(root)) for file in root.glob("photos/**/*") if file.is_file()}
    return len(known ^ kept)


def largest(worker: Child) -> int:
    """MiB that the worker has held at most."""
    return most_resident(worker.process.pid) // MIB
