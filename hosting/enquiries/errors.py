"""Refusals to begin a conversation without a request."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class EnquiriesClosedError(DomainError):
    message = _(
        "%(name)s doesn’t accept messages without a request. Choose one of their offers "
        "and send a request with your dates."
    )


class OwnEnquiryError(DomainError):
    message = _("You can’t write to yourself. Open a conversation under “Messages” instead.")


class OwnCommunityError(DomainError):
    message = _(
        "You coordinate this community, so its messages already come to you. Read them "
        "under “Messages”."
    )


class NoCoordinatorError(DomainError):
    message = _("This community can’t receive messages right now. Try again in a few days.")
