"""Refusals of search, in the language of whoever meets them."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class SearchDownError(DomainError):
    """The engine doesn't answer: not there, too slow, or out of room. Trying again may help."""

    message = _("Search isn’t responding right now. Try again in a minute.")


class IndexUnfitError(SearchDownError):
    """There is no index, or one of another version. Only a rebuild helps."""

    message = _("The list of offers is being prepared. Try again in a few minutes.")


class ServerUntrustedError(SearchDownError):
    """TLS could not be agreed on: a wrong authority, another name, a certificate that ran out."""

    message = _(
        "The identity of the search server couldn’t be verified: "
        "%(why)s. Check the ca setting in SEARCH_URL."
    )


class LoginRefusedError(SearchDownError):
    """The server answers, and knows us not, or lets us do nothing."""

    message = _("The search server refuses our login or key. Check SEARCH_URL.")


class ExtensionRefusedError(SearchDownError):
    """The database lets us install no extension: its administrator has to, once."""

    message = _(
        "PostgreSQL needs the extension %(extension)s, and this login "
        "isn’t allowed to install it. Ask an administrator to run this "
        "once: CREATE EXTENSION %(extension)s;"
    )


class InvalidPageCursorError(DomainError):
    """A mark of a page that we never gave, or that belongs to another question."""

    message = _("This page of the list no longer exists. Here is the first page.")


class IndexBusyError(DomainError):
    """Somebody else writes the index, and has for minutes."""

    message = _("Another process is updating the index. Try again in a few minutes.")
