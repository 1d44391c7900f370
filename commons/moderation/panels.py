"""On my desk stands that there is something to decide, and nothing of what it says."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Exists, StringAgg, Subquery, Value
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commons.accounts.models import User
from commons.accounts.panels import (
    Panel,
    Rows,
    WaitingItem,
)
from commons.moderation.models import Case, Decision, Report
from commons.moderation.selectors import list_unanswered_kinds


def case_panels(person: User) -> Iterator[Panel]:
    """What waits for a decision; and for everybody the way to what they reported."""
    kinds, has_own = _kinds_that_wait(person)
    waiting = Case.objects.readable_by(person, among=kinds).waiting().count() if kinds else 0
    if waiting:
        url = reverse("moderation:case-list")
        title = ngettext("%(count)s report to review", "%(count)s reports to review", waiting)
        yield Panel(
            title=_("Reported content"),
            items=[WaitingItem(title % {"count": waiting}, url, _("Decide"), icon="flag")],
            waiting=waiting,
            url=url,
            more=_("Review and decide"),
        )
    if has_own:
        yield Panel(
            title=_("Reports and decisions"),
            template="moderation/parts/desk_own.html",
            url=reverse("moderation:report-list"),
            more=_("All my reports and the decisions about me"),
        )


def _kinds_that_wait(person: User) -> tuple[set[str], bool]:
    """Of which kinds somebody's cases wait, and whether this person has any of their own. One read.

    On most days nothing waits, and nobody has to find out what this person may decide.
    """
    waiting = Case.objects.waiting().order_by().values(all_of_them=Value(1))
    kinds = waiting.annotate(names=StringAgg("kind", Value(","))).values("names")
    reported, addressed = Report.objects.of_person(person), Decision.objects.addressed_to(person)
    row = User.objects.filter(pk=person.pk).values_list(
        Subquery(kinds), Exists(reported), Exists(addressed)
    )
    names, has_reported, has_decisions = row.get()
    return set(names.split(",")) if names else set(), has_reported or has_decisions


def person_panels(person: User, viewer: User) -> Iterator[Panel]:
    """At the foot of somebody else's page: the way to report it."""
    if person != viewer:
        yield Panel(
            title=_("Seen a problem?"),
            template="moderation/parts/person_report.html",
            url=reverse("moderation:report", args=["person", person.public_id]),
            more=_("Report something on this page"),
        )


def waiting_cases(coordinator: User) -> Rows:
    """Without what only the co-operative decides: notices tell of that."""
    kinds = list_unanswered_kinds()
    return [Case.objects.unanswered().coordinated_by(coordinator, among=kinds)] if kinds else []
