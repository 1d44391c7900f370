"""What editors hear while a page is read by somebody else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from wagtail.models import Page, WorkflowState

from commons.accounts.actions import notices
from commons.accounts.models import User

SUBMITTED: Final = "cms/email/page_submitted.txt"


def tell_readers(page: Page, readers: Iterable[User], writer: User | None) -> None:
    """Everybody who may publish it by their task, but not whoever handed it in."""
    for reader in readers:
        if reader != writer:
            notices.tell(reader, SUBMITTED, page, writer=_name(writer))


def tell_writer_of_publication(page: Page, writer: User, reader: User | None) -> None:
    notices.tell(writer, "cms/email/page_published.txt", page, reader=_name(reader))


def tell_writer_of_change(handed_in: WorkflowState, reader: User | None) -> None:
    if writer := handed_in.requested_by:
        page, reason = handed_in.content_object, handed_in.current_task_state.comment
        said = {"reader": _name(reader), "reason": reason}
        notices.tell(writer, "cms/email/page_sent_back.txt", page, **said)


def _name(person: User | None) -> str:
    return person.display_name if person else ""
