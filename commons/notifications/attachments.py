"""Files that travel with a mail, such as a calendar file.

A package registers its files in its `registrations`: accounts knows nobody above.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from commons.accounts.models import User
from commons.mail.emails import Attachment
from commons.notifications.models import Notice
from core.registry import KeyedRegistry

type Make = Callable[[Any, User], Attachment | None]

_makers = KeyedRegistry[str, Make]()


def register_attachment(template: str, make: Make) -> None:
    """With each mail of this template goes what `make` returns for its subject and reader.

    It returns None for a subject that has no such file.
    """
    _makers.register(template, make)


def attachments_of(notice: Notice) -> list[Attachment]:
    """None for most kinds of mail, and at most one."""
    make = _makers.get(notice.template)
    file = make(notice.subject, notice.recipient) if make else None
    return [file] if file else []
