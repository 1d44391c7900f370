"""Anybody reports what they read. Many reports about one thing are one case."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction
from django.utils.translation import get_language

from commons.accounts.actions import audit
from commons.accounts.models import User
from commons.accounts.permissions import SYSTEM
from commons.moderation import notifications
from commons.moderation.enums import URGENT
from commons.moderation.errors import OwnContentError, TooManyReportsError
from commons.moderation.models import Case, Copy, Kind, Report


@transaction.atomic
def report(*, kind: Kind, subject: Any, words: Mapping[str, Any], by: User | None = None) -> Report:
    """Say what is wrong with something public: with an account, or with an address to answer to.

    The same person about the same thing is one report. Raises OwnContentError or
    TooManyReportsError.
    """
    authors = list(kind.authors_of(subject))
    if by in authors:
        raise OwnContentError

    case, is_new = _case_about(kind, subject, authors)
    if known := _known(case, words, by):
        return _receipt(known, by)
    if by is not None:
        _require_few(by)
    made = _write(case, kind, subject, words, by)
    audit.record(by or SYSTEM, "case.reported", case, report=made.pk, reason=made.reason)

    if is_new or (made.is_urgent and not case.is_urgent):
        _rush(case, made)
        notifications.tell_deciders(case, kind, subject)
    return _receipt(made, by)


def _case_about(kind: Kind, subject: Any, authors: list[User]) -> tuple[Case, bool]:
    """The one that is open, locked: whoever reports at the same moment waits here."""
    undecided = Case.objects.about(kind.model, subject.pk).undecided()
    if case := undecided.select_for_update().first():
        return case, False
    try:
        with transaction.atomic():
            case = _open(kind, subject)
    except IntegrityError:  # a rival was quicker
        return undecided.select_for_update().get(), False
    case.authors.set(authors)
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


def _known(case: Case, words: Mapping[str, Any], by: User | None) -> Report | None:
    if by is not None:
        return case.reports.filter(by=by).first()
    if words["email"]:
        return case.reports.filter(by=None, email__iexact=words["email"]).first()
    return case.reports.filter(by=None, email="", words=words["words"]).first()


def _require_few(by: User) -> None:
    """Counted under a lock: thirty requests at once are thirty reports."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    most = settings.MODERATION_REPORTS_A_DAY
    if Report.objects.of_person(by).lately().count() >= most:
        raise TooManyReportsError(most=most)


def _write(
    case: Case, kind: Kind, subject: Any, words: Mapping[str, Any], by: User | None
) -> Report:
    return Report.objects.create(
        case=case,
        copy=_copy(case, kind, subject),
        reason=words["reason"],
        words=words["words"],
        by=by,
        name="" if by else words["name"],
        email="" if by else words["email"].lower(),
        language=get_language() or "fr",
    )


def _copy(case: Case, kind: Kind, subject: Any) -> Copy:
    """The words as they stand now; a storm about the same words keeps them once."""
    content = [[str(label), words] for label, words in kind.words_of(subject) if words]
    told = json.dumps(content, ensure_ascii=False)
    fingerprint = hashlib.sha256(told.encode()).hexdigest()
    kept, _new = Copy.objects.get_or_create(
        case=case, fingerprint=fingerprint, defaults={"content": content}
    )
    return kept


def _rush(case: Case, made: Report) -> None:
    if made.reason in URGENT:
        case.is_urgent = True
        case.save(update_fields=["is_urgent"])


def _receipt(made: Report, by: User | None) -> Report:
    """Whoever has no account gets reference and link by mail, and nobody else does."""
    if by is None and made.email:
        notifications.mail_receipt(made)
    return made
