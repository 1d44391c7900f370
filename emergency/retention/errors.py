"""What stands in the way of forgetting."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class KeptYetError(DomainError):
    message = _(
        "This data can’t be deleted before %(day)s: until then, we may need it to answer questions "
        "about the emergency. Come back on that day."
    )


class StillNeededError(DomainError):
    message = _(
        "Someone still needs a home, is lending one or is staying in one. Withdraw the request or "
        "the home first, or wait until the stay ends. Then everything can be deleted at once."
    )


class InUseYetError(StillNeededError):
    """What the person may not be told holds it, or can't end by themselves."""

    message = _("This data can’t be deleted yet. Call us to ask when it can be.")
