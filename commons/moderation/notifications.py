"""What both sides and those who decide hear. Nobody is told who reported it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Final

from django.conf import settings
from django.contrib.auth.models import Permission
from django.db.models import Q, QuerySet
from django.utils import translation

from commons.accounts.models import User
from commons.mail import actions as transactional_email
from commons.moderation.models import Case, Decision, Report
from commons.moderation.reportable_types import ReportableType
from commons.notifications.actions import notices

MAIL: Final = "moderation/email/"
KEPT: Final = timedelta(days=30)  # a letter that can't be delivered


def notify_deciders(case: Case, kind: ReportableType, subject: Any) -> None:
    """Those of the community, else the co-operative; what is urgent goes to both. Once a case."""
    theirs = list(_apart(case, kind.deciders_of(subject)))
    if case.is_urgent or not theirs:
        theirs += _apart(case, of_the_co_operative())
    for person in {one.pk: one for one in theirs}.values():
        notices.notify(person, f"{MAIL}case_waits.txt", case)


def notify_others(case: Case) -> None:
    """An appeal waits: for everybody who decides on this and hasn't yet."""
    kind = case.noun
    theirs = list(kind.deciders_of(case.subject)) if kind and case.subject else []
    before = set(case.decisions.values_list("by", flat=True))
    people = {one.pk: one for one in _apart(case, [*theirs, *of_the_co_operative()])}
    for pk, person in people.items():
        if pk not in before:
            notices.notify(person, f"{MAIL}case_appealed.txt", case)


def of_the_co_operative() -> Iterable[User]:
    """By a right of their own or of their group, or because they run the site."""
    rights = Permission.objects.filter(
        content_type__app_label="moderation", codename="decide_any_case"
    )
    given = Q(user_permissions__in=rights) | Q(groups__permissions__in=rights)
    people: QuerySet[User] = User.objects.filter(given | Q(is_superuser=True), is_active=True)
    return people.distinct()


def _apart(case: Case, people: Iterable[User]) -> list[User]:
    parties = set(case.parties.values_list("pk", flat=True))
    parties |= set(case.reports.values_list("by", flat=True))
    return [one for one in people if one.pk not in parties and one.is_active]


def notify_authors(decision: Decision) -> None:
    """A statement of reasons, at the moment it takes effect; by letter to who was suspended."""
    for author in decision.case.authors.all():
        notices.notify(author, f"{MAIL}statement.txt", decision)
        if not author.is_active:
            words = {"subject": decision, "recipient": author}
            _queue_email("statement_letter", author.email, author.language, **words)


def mail_receipt(report: Report) -> None:
    _queue_email("report_received", report.email, report.language, subject=report)


def notify_reporter(report: Report, decision: Decision) -> None:
    if report.by is not None:
        notices.notify(report.by, f"{MAIL}report_decided.txt", report, measure=decision.measure)
    elif report.email:
        _queue_email("report_decided", report.email, report.language, subject=report)


def _queue_email(template: str, address: str, language: str, **words: Any) -> None:
    """The link is an address in the language of the letter."""
    spoken = language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with translation.override(spoken):
        link = f"{settings.BASE_URL}{words['subject'].status_url}"
    transactional_email.queue_email(
        template=f"{MAIL}{template}.txt",
        address=address,
        language=spoken,
        keep_for=KEPT,
        link=link,
        **words,
    )
