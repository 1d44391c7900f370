"""Pages that wait for somebody to read them before they are published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from wagtail.models import Page, TaskState

from commons.accounts.models import User


@dataclass(frozen=True, slots=True)
class WaitingPage:
    """One page, who handed it in, and since when it waits."""

    page: Page
    writer: str
    since: datetime
    is_new: bool  # nobody has read it on the site yet


def steps_waiting_for(person: User) -> QuerySet[TaskState]:
    """Steps of pages that a group of this person decides about."""
    pages = ContentType.objects.get_for_model(Page)
    steps: QuerySet[TaskState] = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__base_content_type=pages,
        task__groupapprovaltask__groups__user=person,
    )
    return steps


def pages_waiting_for(person: User, *, most: int) -> list[WaitingPage]:
    """The longest waiting first; three queries, however many there are."""
    steps = steps_waiting_for(person).select_related("workflow_state__requested_by").distinct()
    steps = steps.order_by("started_at", "pk")[:most]
    found = list(steps)
    pages = Page.objects.in_bulk([int(step.workflow_state.object_id) for step in found])
    return [
        WaitingPage(
            page=page,
            writer=writer.display_name if (writer := step.workflow_state.requested_by) else "",
            since=step.started_at,
            is_new=not page.live,
        )
        for step in found
        if (page := pages.get(int(step.workflow_state.object_id))) is not None
    ]
