"""Refusals about requests for communities."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.errors import DomainError


class CommunityNameTakenError(DomainError):
    message = _("A community of this name exists or has been asked for. Choose another name.")


class TooManyFoundingRequestsError(DomainError):
    message = ngettext_lazy(
        "You can ask for %(most)s community a month. Try again later.",
        "You can ask for %(most)s communities a month. Try again later.",
        "most",
    )


class TooFewFoundersNamedError(DomainError):
    message = ngettext_lazy(
        "Name at least %(needed)s person who founds it with you, besides yourself.",
        "Name at least %(needed)s people who found it with you, besides yourself.",
        "needed",
    )


class TooManyFoundersError(DomainError):
    message = ngettext_lazy(
        "Name at most %(most)s co-founder. Others can join once the community is public.",
        "Name at most %(most)s co-founders. Others can join once the community is public.",
        "most",
    )


class FoundingRequestAnsweredError(DomainError):
    message = _("This request has been answered or withdrawn already.")


class TooFewFoundersError(DomainError):
    message = ngettext_lazy(
        "A community needs at least %(needed)s founder who has confirmed.",
        "A community needs at least %(needed)s founders who have confirmed.",
        "needed",
    )
