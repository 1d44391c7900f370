"""What stands in the way of a call."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class CallBackTimeError(DomainError):
    message = _("Choose a time to call back within the next 7 days.")


class OnTheLineError(DomainError):
    message = _("%(who)s is calling this person right now. Wait until the call is over.")
