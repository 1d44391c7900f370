"""What archives, imports and consents refuse."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class ArchiveUnreadableError(DomainError):
    message = _(
        "We can’t read the records in this archive. Go back to the site it comes from and download "
        "a new one."
    )


class TooManyRowsError(DomainError):
    message = _(
        "This archive has more than %(most)s records of one kind, so we can’t import it. Nothing "
        "has changed in your account. Contact us, and we’ll help you."
    )


class ImportGoneError(DomainError):
    message = _("This archive is no longer here. Choose the file again.")


class ImportFailedError(DomainError):
    message = _(
        "Something went wrong on our side. Choose the file again, or contact us if this keeps "
        "happening."
    )


class NothingToImportError(DomainError):
    message = _("Everything that can be imported from this archive is already here.")


class ConsentGoneError(DomainError):
    message = _("This consent has already been withdrawn. There’s nothing more to do.")
