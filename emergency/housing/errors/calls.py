"""What stands in the way of a call."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class CallBackTimeError(DomainError):
    message = _("Choose when to call back: from now on, within seven days.")


class OnTheLineError(DomainError):
    message = _("%(who)s is ringing them just now.")
