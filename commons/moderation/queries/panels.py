"""On my desk stands that there is something to decide, and nothing of what it says."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from commons.accounts.models import User
from commons.accounts.queries.notices import register_subjects
from commons.accounts.queries.panels import (
    Panel,
    Rows,
    register_on_desk,
    register_on_person,
)
from commons.moderation.models import Case, Decision, Report


def case_panels(person: User) -> Iterator[Panel]:
    """What waits for a decision; and for everybody the way to what they reported."""
    if waiting := Case.objects.readable_by(person).waiting().count():
        yield Panel(
            title=_("Reported"),
            template="moderation/parts/desk_cases.html",
            waiting=waiting,
            url=reverse("moderation:case-list"),
            more=_("Look and decide"),
        )
    if Report.objects.of_person(person).exists() or Decision.objects.told_to(person).exists():
        yield Panel(
            title=_("Reports and decisions"),
            template="moderation/parts/desk_own.html",
            url=reverse("moderation:report-list"),
            more=_("All that I reported, and all decisions"),
        )


def person_panels(person: User, viewer: User) -> Iterator[Panel]:
    """At the foot of somebody else's page: the way to report it."""
    if person != viewer:
        yield Panel(
            title=_("Something is wrong?"),
            template="moderation/parts/person_report.html",
            url=reverse("moderation:report", args=["person", person.public_id]),
            more=_("Report something on this page"),
        )


def waiting_cases(coordinator: User) -> Rows:
    """Known by the key alone: of what the co-operative decides, notices tell."""
    return [Case.objects.unanswered().coordinated_by(coordinator)]


register_on_desk(case_panels, waits=waiting_cases)
register_on_person(person_panels)
register_subjects(
    Case.objects.all(),
    Decision.objects.select_related("case"),
    Report.objects.select_related("case"),
)
