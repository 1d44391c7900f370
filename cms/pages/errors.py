"""What stands in the way of a page that is written on the site."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class PageBeingReadError(DomainError):
    message = _("Someone is already reviewing this page. You can edit it once they’ve finished.")


class PageWithoutReaderError(DomainError):
    message = _(
        "No one has permission to review pages yet. Ask the site administrator to add a reviewer."
    )


class PageChangedError(DomainError):
    message = _(
        "Someone changed this page while you were writing. Copy your "
        "text, reload the page and paste it back in."
    )
