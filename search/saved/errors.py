"""What is refused to those who keep a search."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class NothingToSaveError(DomainError):
    """A list without a wish is the list itself."""

    message = _("Choose something first: this is the whole list.")


class TooManySearchesError(DomainError):
    """Somebody keeps as many as anybody may."""

    message = _("You keep as many searches as there is room for. Forget one of them first.")


class MailUnverifiedError(DomainError):
    """We only mail to an address that answered us once."""

    message = _("Confirm your e-mail address first: then we can write to you.")
