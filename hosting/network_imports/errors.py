"""What is refused to a network that moves in."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.errors import DomainError


class TableTooHeavyError(DomainError):
    message = _("This file is too large: it can be up to %(limit)s MB. Split it into several.")


class TooManyRowsError(DomainError):
    message = _("This file has too many rows: it can have up to %(most)s. Split it into several.")


class TooManyColumnsError(DomainError):
    message = _(
        "This file has too many columns: it can have up to %(most)s. Remove those you don’t need."
    )


class TableUnreadableError(DomainError):
    message = _(
        "We can’t read this file as a table. Save it as CSV from your spreadsheet, then choose "
        "that file."
    )


class TableEmptyError(DomainError):
    message = _("This file has no rows below the names of the columns. Choose another file.")


class HeaderMissingError(DomainError):
    message = _("The first row must name the columns. Add that row, then choose the file again.")


class TableTooDemandingError(DomainError):
    message = _("This file takes too much time or memory to check. Split it into several.")


class TableQueueError(DomainError):
    message = _("We’re receiving many files right now. Please try again in a minute.")


class EmailColumnMissingError(DomainError):
    message = _("Choose the column with the members’ email addresses: we invite them by email.")


class ImportFileGoneError(DomainError):
    message = _("The file of this import is no longer here. Choose it again.")


class NothingToImportError(DomainError):
    message = _("There’s nothing new to import in this file. Correct its rows or choose another.")


class ImportTouchedError(DomainError):
    message = ngettext_lazy(
        "%(count)s member has already accepted, so this import can no longer be undone. They can "
        "withdraw their offers themselves.",
        "%(count)s members have already accepted, so this import can no longer be undone. They can "
        "withdraw their offers themselves.",
        "count",
    )


class InvitationAnsweredError(DomainError):
    message = _("This invitation has already been answered. Reload the page.")


class NotAZipError(DomainError):
    message = _("This isn’t a ZIP file. Put the photos in a .zip file, then choose it.")


class UnsafeNameInZipError(DomainError):
    message = _(
        "This ZIP file contains file names that lead outside it, so we didn’t open it. "
        "Make a new one with only the photos."
    )


class LinkInZipError(DomainError):
    message = _(
        "This ZIP file contains links in place of files, so we didn’t open it. Make a new "
        "one with only the photos."
    )


class ZipTooHeavyError(DomainError):
    message = _(
        "This ZIP file is too large: it can be up to %(limit)s MB, before and after unpacking. "
        "Split it into several."
    )


class TooManyFilesInZipError(DomainError):
    message = _(
        "This ZIP file has too many files: it can have up to %(most)s. Split it into several."
    )


class ZipDamagedError(DomainError):
    message = _("This ZIP file is damaged or has a password. Make a new one without a password.")


class PhotosTooManyTimesError(DomainError):
    message = _(
        "So many offers name these photos that they’d take more than %(limit)s MB. Name a photo "
        "that many offers share in fewer of them."
    )


class NoPhotoMatchesError(DomainError):
    message = _(
        "No file in this ZIP has a name that an offer mentions. Use the names in your table’s "
        "photo column."
    )
