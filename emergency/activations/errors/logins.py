"""What stands in the way of a professional login."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class LoginNotReadyError(DomainError):
    message = _("No professional login is connected to this site yet.")


class LoginFailedError(DomainError):
    message = _("The professional login didn’t say who you are. Try again, or use another way.")


class LoginWithoutEmailError(DomainError):
    message = _("The professional login vouches for nobody: it knows no e-mail of yours.")
