"""Who reads a page before it is published, and who waits for that."""

from __future__ import annotations

from django.db.models import QuerySet
from wagtail.models import GroupApprovalTask, PageLogEntry, TaskState, WorkflowState

from commons.accounts.models import User


def readers_of(step: TaskState) -> QuerySet[User]:
    """Everybody in the groups of this step; a step of another make names nobody."""
    people: QuerySet[User] = User.objects.filter(is_active=True)
    task = step.task.specific
    if not isinstance(task, GroupApprovalTask):
        return people.none()
    return people.filter(groups__in=task.groups.all()).distinct()


def writer_of(entry: PageLogEntry) -> User | None:
    """Whose wait a publication ends: by an answer to what was handed in, or in its place."""
    steps = TaskState.objects.filter(
        workflow_state__in=WorkflowState.objects.for_instance(entry.page),
        status__in=(TaskState.STATUS_APPROVED, TaskState.STATUS_CANCELLED),
        finished_by=entry.user,
        finished_at__gte=entry.revision.created_at,
    )
    step = steps.select_related("workflow_state__requested_by").order_by("pk").last()
    writer: User | None = step.workflow_state.requested_by if step else None
    return writer
