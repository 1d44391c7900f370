"""What a story said before: every change in words, and two versions side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.text.rich_text import plain_text
from travel_stories.collaboration.choices import Outcome, Verb
from travel_stories.collaboration.models import Versioned
from travel_stories.collaboration.presenters import FieldDifference, compare_fields, format_value
from travel_stories.stories.choices import StoryNoun
from travel_stories.stories.models.blocks import Block, Chapter, StoryPart
from travel_stories.stories.models.drafts import StoryChange
from travel_stories.stories.models.stories import Story

LONGEST_SIDE = 4_000  # signs of a text that two columns can show
SENTENCES = {
    Verb.ADDED: gettext_lazy("%(who)s added “%(what)s”"),
    Verb.CHANGED: gettext_lazy("%(who)s edited “%(what)s”"),
    Verb.MOVED: gettext_lazy("%(who)s moved “%(what)s”"),
    Verb.REMOVED: gettext_lazy("%(who)s removed “%(what)s”"),
    Verb.RESTORED: gettext_lazy("%(who)s restored “%(what)s”"),
}


def revisions_of(story: Story) -> QuerySet[StoryChange]:
    return story.changes.select_related("by").order_by("-number")


def revision_in_a_sentence(change: StoryChange) -> str:
    """`Zoé wrote in “The mill”`."""
    params = {"who": change.by.name, "what": change.title}
    if change.outcome == Outcome.CONFLICT:
        return _("%(who)s wrote another version of “%(what)s”, saved here") % params
    if change.noun == StoryNoun.STORY and change.verb == Verb.ADDED:
        return _("%(who)s started the story") % params
    return str(SENTENCES[Verb(change.verb)]) % params


def sides_of(change: StoryChange) -> list[FieldDifference]:
    """What it was before, and what it became; a line for each field that differs."""
    model: type[Story | StoryPart] = NOUNS[change.noun]
    before, after = change.before or {}, change.after or {}
    names = [name for name in (*model.WORDS, *model.LISTS) if before.get(name) != after.get(name)]
    old, new = before.get("photos") or [], after.get("photos") or []
    if old == new:
        pictures = []
    else:
        pictures = [FieldDifference(_("photos"), theirs=str(len(old)), mine=str(len(new)))]
    return [
        FieldDifference(
            label=str(model.field(name).verbose_name),
            theirs=_format_field(model, name, before),
            mine=_format_field(model, name, after),
        )
        for name in names
        if before.get(name) or after.get(name)
    ] + pictures


def differing_story_fields(
    part: Story | StoryPart, wanted: Mapping[str, Any]
) -> list[FieldDifference]:
    """What differs between the part as it is now and what somebody else wanted it to say."""
    return compare_fields(part, wanted, _format_field)


def _format_field(part: Versioned | type[Versioned], name: str, snapshot: Mapping[str, Any]) -> str:
    value = snapshot.get(name)
    if name == "text":
        return plain_text(value or "")[:LONGEST_SIDE] or _("empty")
    return format_value(part.field(name), value) or _("empty")


NOUNS: dict[str, type[Story | StoryPart]] = {
    StoryNoun.STORY: Story,
    StoryNoun.CHAPTER: Chapter,
    StoryNoun.BLOCK: Block,
}
