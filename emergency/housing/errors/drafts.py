"""What stands in the way of drafts."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class WeighingAlreadyError(DomainError):
    message = _("%(who)s is already running the matching. Wait a moment, then try again.")


class StaleDraftError(DomainError):
    message = _("%(reference)s: this suggested match is out of date (%(why)s). Reload the page.")


class NotAskedError(DomainError):
    """One of several drafts that were to be asked: which, and what its own refusal said."""

    message = _("%(reference)s: %(why)s")
