"""Refusals when several people change one thing."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class ChangedMeanwhileError(DomainError):
    """Facts: `by` the name of who was faster, `part` what it is now, `number` of their change."""

    message = _(
        "%(by)s made changes here while you were editing. Nothing is "
        "lost: choose which version to keep."
    )
