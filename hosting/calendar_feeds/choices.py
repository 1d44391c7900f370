"""What a block is, and what came of asking for a calendar."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class BlockKind(models.TextChoices):
    """Why nights are taken elsewhere, as far as that calendar tells."""

    RESERVATION = "reservation", _("reservation")
    BLOCK = "block", _("closed there")
    WINDOW = "window", _("not open for booking yet")


TAKING_KINDS: Final = (BlockKind.RESERVATION, BlockKind.BLOCK)  # a window leaves nights free


class FetchResult(models.TextChoices):
    """What came of asking."""

    READ = "read", _("read")
    UNCHANGED = "unchanged", _("unchanged")
    SHRUNK = "shrunk", _("much shorter than before: no night was freed")
    FAILED = "failed", _("not read: no night was freed")
