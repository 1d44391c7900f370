"""Refusals around editorial pages."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class BeingReadError(DomainError):
    message = _(
        "Someone is already reviewing this page. You can submit your "
        "translation once they’ve finished."
    )


class NobodyReadsError(DomainError):
    message = _(
        "No one has permission to review pages yet. Ask the site administrator to add a reviewer."
    )
