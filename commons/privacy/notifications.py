"""What a person hears about their data."""

from __future__ import annotations

from typing import Final

from commons.notifications.actions import notices
from commons.privacy.models import DataArchive, InactivityWarning

ARCHIVE_READY: Final = "privacy/email/archive_ready.txt"
ACCOUNT_CLOSES: Final = "privacy/email/account_closes.txt"


def notify_of_archive(archive: DataArchive) -> None:
    notices.notify(archive.person, ARCHIVE_READY, archive)


def notify_of_closing(warning: InactivityWarning) -> None:
    notices.notify(warning.person, ACCOUNT_CLOSES, warning)
