"""What stands in the way of a professional login."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class LoginNotReadyError(DomainError):
    message = _(
        "This site doesn’t accept logins with a work account yet. Choose another form of proof."
    )


class LoginFailedError(DomainError):
    message = _(
        "Your work account didn’t tell us who you are. Try again, or "
        "choose another way to verify your request."
    )


class LoginWithoutEmailError(DomainError):
    message = _(
        "Your work account has no email address, so we can’t use it. "
        "Choose another way to verify your request."
    )
