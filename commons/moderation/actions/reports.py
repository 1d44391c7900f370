"""Anybody reports what they read. Many reports about one thing are one case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import get_language

from commons.accounts.models import User
from commons.audit import actions as audit
from commons.mail.ceilings import takes_one_more
from commons.moderation import notifications
from commons.moderation.actions.opening import case_about, take_snapshot
from commons.moderation.errors import OwnContentError, TooManyReportsError
from commons.moderation.models import Case, Report
from commons.moderation.reportable_types import ReportableType
from commons.moderation.states import URGENT
from core.permissions import SYSTEM
from core.quotas.checks import counted_since, require_recorded_quota


@transaction.atomic
def report(
    *, kind: ReportableType, subject: Any, words: Mapping[str, Any], by: User | None = None
) -> Report:
    """Say what is wrong with something public: with an account, or with an address to answer to.
    With something private, as one of those who read it.

    The same person about the same thing is one report. Raises OwnContentError or
    TooManyReportsError.
    """
    if by is not None and by in kind.authors_of(subject):
        raise OwnContentError

    case, is_new = case_about(kind, subject)
    if known := _known(case, words, by):
        return _receipt(known, by)
    if by is not None:
        # Counted under a lock: thirty requests at once are thirty reports.
        User.objects.locked(by.pk, no_key=True)
        recent = Report.objects.of_person(by).filter(made_at__gt=counted_since("reports"))
        made_at = recent.values_list("made_at", flat=True)
        require_recorded_quota("reports", made_at, refusal=TooManyReportsError)
    quoted = None
    if kind.is_private:
        if by is None:
            raise PermissionDenied
        quoted = kind.quoted_words(subject, by, words["quotes"])
    made = Report.objects.create(
        case=case,
        copy=take_snapshot(case, kind, subject, quoted=quoted),
        reason=words["reason"],
        words=words["words"],
        by=by,
        name="" if by else words["name"],
        email="" if by else words["email"].lower(),
        language=get_language() or "fr",
    )
    audit.record(by or SYSTEM, "case.reported", case, report=made.pk, reason=made.reason)

    if is_new or (made.is_urgent and not case.is_urgent):
        if made.reason in URGENT:
            case.is_urgent = True
            case.save(update_fields=["is_urgent"])
        notifications.notify_deciders(case, kind, subject)
    return _receipt(made, by)


def _known(case: Case, words: Mapping[str, Any], by: User | None) -> Report | None:
    if by is not None:
        return case.reports.filter(by=by).first()
    if words["email"]:
        return case.reports.filter(by=None, email__iexact=words["email"]).first()
    return case.reports.filter(by=None, email="", words=words["words"]).first()


def _receipt(made: Report, by: User | None) -> Report:
    """Whoever has no account gets reference and link by mail, and nobody else does.

    At an address that anybody may type: a mailbox that has had enough gets none.
    """
    if by is None and made.email and takes_one_more(made.email):
        notifications.mail_receipt(made)
    return made
