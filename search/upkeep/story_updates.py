"""Keeping the stories of every index true, under the lease and with the versions of the offers."""

from __future__ import annotations

from typing import Final

from search.engines.engine_selection import engine, indices
from search.index.documents.resilient_reads import read_documents
from search.index.documents.stories import all_story_keys, story_documents_of
from search.index.models import IndexState, StoryChange
from search.query.story_query import StoryBatch
from search.upkeep.updates import lease

BATCH: Final = 50  # a story is long


def bring_stories_up_to_date() -> int:
    """Write whatever waits, unless somebody does already or the engine needs a rest."""
    written = 0
    while StoryChange.objects.exists() and not IndexState.objects.current().is_waiting:
        with lease() as mine:
            version = IndexState.objects.next_version(mine) if mine else None
            if version is None:
                break
            # Forgotten only once every index has them.
            changes = list(StoryChange.objects.order_by("pk").values_list("pk", "story_pk")[:BATCH])
            pks = sorted({story_pk for _pk, story_pk in changes})
            read = read_documents("story", pks, story_documents_of)
            known = {document.pk for document in read.found} | read.failed
            gone = tuple(pk for pk in pks if pk not in known)
            engine().stories.write(StoryBatch(version, read.found, gone))
            IndexState.objects.current().note_success()
            StoryChange.objects.filter(pk__in=[pk for pk, _story_pk in changes]).delete()
            written += len(changes)
    return written


def sweep_stories() -> list[int]:
    """Compare every index with what is public, and have whatever differs written anew."""
    held = [{stamp.pk: stamp.fingerprint for stamp in one.stories.stamps()} for one in indices()]
    differ: set[int] = set()
    public: set[int] = set()
    for pks in all_story_keys():
        read = read_documents("story", pks, story_documents_of)
        public |= read.failed  # they stay in the index as they were
        for document in read.found:
            public.add(document.pk)
            if any(known.get(document.pk) != document.fingerprint for known in held):
                differ.add(document.pk)
    differ.update(pk for known in held for pk in known if pk not in public)
    StoryChange.objects.bulk_create(StoryChange(story_pk=pk) for pk in sorted(differ))
    bring_stories_up_to_date()
    return sorted(differ)
