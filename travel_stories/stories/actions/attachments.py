"""Files that a block carries along: cleaned, measured, stored under names that tell nothing."""

from __future__ import annotations

from django.core.files.base import ContentFile, File
from django.db import transaction

from commons.audit import actions as audit
from core.files.gpx_uploads import read_uploaded_gpx
from core.files.sounds import read_sound
from core.files.storage import random_path
from core.files.upload_quotas import counted_upload
from core.permissions import require
from travel_stories.stories.models.attachments import Sound, Track
from travel_stories.stories.models.authors import StoryAuthor
from travel_stories.stories.models.stories import Story


def upload_track(*, story: Story, file: File[bytes], trim_metres: float, by: StoryAuthor) -> Track:
    """Read a GPX file. Raises what `core.files.gpx_uploads` refuses; the file itself isn't kept."""
    require(by, "stories.write_story", story)

    with counted_upload(by.person, file.size):
        way = read_uploaded_gpx(file, trim_metres=trim_metres)

    return Track.objects.create(
        story=story,
        by=by.person,
        pieces=[[[point.longitude, point.latitude] for point in piece] for piece in way.pieces],
        metres=round(way.metres),
        climb=None if way.climb is None else round(way.climb),
    )


def upload_sound(*, story: Story, file: File[bytes], by: StoryAuthor) -> Sound:
    """Read a recording. Raises what `core.files.sounds` refuses."""
    require(by, "stories.write_story", story)

    with counted_upload(by.person, file.size):
        recording = read_sound(file)

    with transaction.atomic():
        sound = Sound(story=story, by=by.person, mime=recording.mime, seconds=recording.seconds)
        sound.size = len(recording.content)
        sound.file.save(
            random_path(f".{recording.extension}"), ContentFile(recording.content), save=False
        )
        sound.save()
        audit.record(by.person, "sound.added", sound, story=story.pk)
    return sound
