"""One case about one thing, and a copy of its words, whoever comes first."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.text import Truncator

from commons.audit import actions as audit
from commons.moderation.models import Case, Copy
from commons.moderation.reportable_types import ReportableType, Words
from core.permissions import SYSTEM


def case_about(kind: ReportableType, subject: Any) -> tuple[Case, bool]:
    """The one that is open, locked: whoever comes at the same moment waits here."""
    undecided = Case.objects.about(kind.model, subject.pk).undecided()
    if case := undecided.select_for_update().first():
        return case, False
    try:
        with transaction.atomic():
            case = Case.objects.create(
                kind=kind.name,
                subject_type=ContentType.objects.get_for_model(kind.model),
                subject_id=subject.pk,
                title=Truncator(kind.title_of(subject)).chars(160),
            )
    except IntegrityError:  # a rival was quicker
        return undecided.select_for_update().get(), False
    case.authors.set(kind.authors_of(subject))
    case.parties.set(kind.parties_of(subject))
    audit.record(SYSTEM, "case.opened", case)
    return case, True


def take_snapshot(
    case: Case, kind: ReportableType, subject: Any, *, quoted: Words | None = None
) -> Copy:
    """The words as they stand now; a storm about the same words keeps them once.

    With labels in the language of what was reported, whichever the reporter reads. `quoted` are
    the words that the reporter chose of something private.
    """
    # That of the site where a subject has none, or one in which the site isn't written.
    language: str = getattr(subject, "language", "")
    with translation.override(
        language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    ):
        shown = kind.words_of(subject) if quoted is None else quoted
        content = [[str(label), words] for label, words in shown if words]
    serialized = json.dumps(content, ensure_ascii=False)
    fingerprint = hashlib.sha256(serialized.encode()).hexdigest()
    snapshot, _new = Copy.objects.get_or_create(
        case=case, fingerprint=fingerprint, defaults={"content": content}
    )
    return snapshot
