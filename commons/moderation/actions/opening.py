"""One case about one thing, and a copy of its words, whoever comes first."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction

from commons.accounts.actions import audit
from commons.accounts.permissions import SYSTEM
from commons.moderation.models import Case, Copy, Kind


def case_about(kind: Kind, subject: Any) -> tuple[Case, bool]:
    """The one that is open, locked: whoever comes at the same moment waits here."""
    undecided = Case.objects.about(kind.model, subject.pk).undecided()
    if case := undecided.select_for_update().first():
        return case, False
    try:
        with transaction.atomic():
            case = _open(kind, subject)
    except IntegrityError:  # a rival was quicker
        return undecided.select_for_update().get(), False
    case.authors.set(kind.authors_of(subject))
    case.parties.set(kind.parties_of(subject))
    audit.record(SYSTEM, "case.opened", case)
    return case, True


def _open(kind: Kind, subject: Any) -> Case:
    return Case.objects.create(
        kind=kind.name,
        subject_type=ContentType.objects.get_for_model(kind.model),
        subject_id=subject.pk,
        title=kind.title_of(subject)[:160],
    )


def copy_of(case: Case, kind: Kind, subject: Any) -> Copy:
    """The words as they stand now; a storm about the same words keeps them once."""
    content = [[str(label), words] for label, words in kind.words_of(subject) if words]
    told = json.dumps(content, ensure_ascii=False)
    fingerprint = hashlib.sha256(told.encode()).hexdigest()
    kept, _new = Copy.objects.get_or_create(
        case=case, fingerprint=fingerprint, defaults={"content": content}
    )
    return kept
