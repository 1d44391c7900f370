"""Stories in the database itself, whichever it is: forms of words, counted like offers' words."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import Final

from django.db import transaction
from django.db.models import Q

from core.cache.caching import delete_cached, get_or_set
from search.index.documents.offers import LABELLED
from search.index.documents.stories import StoryDocument
from search.index.models.stories import StoryEntry, StoryForm, StorySpot
from search.query.contract import WEIGHTS
from search.query.engine_results import Stamp
from search.query.story_query import StoryBatch, StoryQuery
from search.query.words import Word, asked, forms_in, written_words

MOST_WORDS: Final = 8
OFTEN: Final = 1.2  # the first times that a word stands there count most, as in BM25
LEAST: Final = 0.1
NOBODY: Final = "search.stories.nobody"
REMEMBERED_FOR: Final = timedelta(minutes=1)


class SqlStories:
    """Every read is one of few rows; every write is one transaction."""

    def find(self, query: StoryQuery) -> list[int]:
        words = asked(query.text)[:MOST_WORDS]
        if (not words and not query.inside) or _has_no_stories():
            return []
        near: set[int] | None = None
        if query.inside:
            # Those with a place in one of the boxes. One read.
            in_one = Q()
            for box in query.inside:
                latitude, longitude = (box.south, box.north), (box.west, box.east)
                in_one |= Q(latitude__range=latitude, longitude__range=longitude)
            near = set(StorySpot.objects.filter(in_one).values_list("entry", flat=True))
        scores = _scores(words) if words else dict.fromkeys(near or (), 0.0)
        fitting = [pk for pk in scores if near is None or pk in near]
        if not fitting:
            return []
        entries = StoryEntry.objects.filter(pk__in=fitting, is_gone=False)
        days = dict(entries.values_list("pk", "published_on"))
        found = [(-scores[pk], -day.toordinal(), pk) for pk, day in days.items() if day]
        return [pk for _score, _day, pk in sorted(found)[: query.size]]

    @transaction.atomic
    def write(self, batch: StoryBatch) -> None:
        pks = [*batch.gone, *(document.pk for document in batch.documents)]
        known = StoryEntry.objects.select_for_update().filter(pk__in=pks)
        newer = {entry.pk for entry in known if entry.version > batch.version}
        for pk in batch.gone:
            if pk not in newer:
                defaults = {
                    "version": batch.version,
                    "is_gone": True,
                    "fingerprint": "",
                    "published_on": None,
                }
                entry, _new = StoryEntry.objects.update_or_create(pk=pk, defaults=defaults)
                entry.forms.all().delete()
                entry.spots.all().delete()
        for document in batch.documents:
            if document.pk not in newer:
                _write(document, batch.version)
        transaction.on_commit(partial(delete_cached, NOBODY), robust=True)

    def stamps(self) -> list[Stamp]:
        entries = StoryEntry.objects.filter(is_gone=False).order_by("pk")
        return [Stamp(pk, print_) for pk, print_ in entries.values_list("pk", "fingerprint")]


def _has_no_stories() -> bool:
    """Remembered for a while: a site without stories shouldn't ask for them with every list."""
    there = StoryEntry.objects.filter(is_gone=False)
    return get_or_set(NOBODY, lambda: not there.exists(), REMEMBERED_FOR)


def _scores(words: Sequence[Word]) -> dict[int, float]:
    """Whoever has all the words; else whoever has at least half of them."""
    rows = _rows(words)
    total = StoryEntry.objects.filter(is_gone=False).count()
    for least in (len(words), -(-len(words) // 2)):
        found = {pk: worth for pk, worth in rows.items() if len(worth) >= least}
        if found:
            tells: dict[Word, float] = {}  # the rarer a word, the more it tells
            for word in words:
                some = sum(word in worth for worth in rows.values())
                tells[word] = max(LEAST, math.log1p((total - some + 0.5) / (some + 0.5)))
            return {
                pk: round(sum(tells[word] * much for word, much in worth.items()), 3)
                for pk, worth in found.items()
            }
    return {}


def _rows(words: Sequence[Word]) -> dict[int, dict[Word, float]]:
    """For each story, what each word that it has is worth: the best of its forms. One read."""
    forms: dict[str, list[Word]] = defaultdict(list)
    for word in words:
        for form in word.forms:
            forms[form].append(word)
    rows: dict[int, dict[Word, float]] = defaultdict(dict)
    found = StoryForm.objects.filter(form__in=forms).values_list("entry", "form", "weight")
    for pk, form, weight in found:
        for word in forms[form]:
            rows[pk][word] = max(rows[pk].get(word, 0.0), weight)
    return rows


def _write(document: StoryDocument, version: int) -> None:
    defaults = {
        "version": version,
        "is_gone": False,
        "fingerprint": document.fingerprint,
        "published_on": document.published_on,
    }
    entry, _new = StoryEntry.objects.update_or_create(pk=document.pk, defaults=defaults)
    entry.forms.all().delete()
    entry.spots.all().delete()
    # Own words in their language; names of themes and places in the site's, each in its own form.
    own, every = (document.language,), LABELLED
    fields = (
        (WEIGHTS["title"], document.title, own),
        (WEIGHTS["labels"], document.labels, every),
        (WEIGHTS["around"], document.around, every),
        (WEIGHTS["words"], document.words, own),
    )
    weights: dict[str, float] = defaultdict(float)
    for weight, text, languages in fields:
        times_by_form = Counter(
            form
            for word in written_words(text)
            for form in {form for language in languages for form in forms_in((word,), language)}
        )
        for form, times in times_by_form.items():
            weights[form] += weight * times * (OFTEN + 1) / (times + OFTEN)
    StoryForm.objects.bulk_create(
        [StoryForm(entry=entry, form=form, weight=much) for form, much in weights.items()],
        batch_size=1000,
    )
    StorySpot.objects.bulk_create(
        StorySpot(entry=entry, latitude=point.latitude, longitude=point.longitude)
        for point in document.points
    )
