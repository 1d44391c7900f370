"""What editors hear while a page is read by somebody else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from wagtail.models import Page, WorkflowState

from commons.accounts.models import User
from commons.notifications.actions import notices

SUBMITTED: Final = "pages/email/page_submitted.txt"


def notify_reviewers(page: Page, readers: Iterable[User], writer: User | None) -> None:
    """Everybody who may publish it by their task, but not whoever handed it in."""
    for reader in readers:
        if reader != writer:
            notices.notify(reader, SUBMITTED, page, writer=_name(writer))


def notify_writer_of_publication(page: Page, writer: User, reader: User | None) -> None:
    notices.notify(writer, "pages/email/page_published.txt", page, reader=_name(reader))


def notify_writer_of_requested_changes(handed_in: WorkflowState, reader: User | None) -> None:
    if writer := handed_in.requested_by:
        page, reason = handed_in.content_object, handed_in.current_task_state.comment
        template, words = "pages/email/page_sent_back.txt", {"reason": reason}
        notices.notify(writer, template, page, words, reader=_name(reader))


def _name(person: User | None) -> str:
    return person.display_name if person else ""
