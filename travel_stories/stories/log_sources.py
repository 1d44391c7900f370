"""What the log of a community tells of stories: what its coordinators read."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hosting.coordination.presenters.log_sources import LogSource, register_log_source
from travel_stories.stories.models.reviewers import stories_about
from travel_stories.stories.models.stories import Story

STORIES: Final[dict[str, Promise]] = {
    "story.published": _("%(who)s read and published the story “%(what)s”."),
}


register_log_source(
    LogSource(
        "story",
        _("Stories"),
        # Drafts are their authors' own.
        rows=lambda community, _reader: stories_about(community).public(),
        read=(Story.objects.all(),),
        sentences=STORIES,
    )
)
