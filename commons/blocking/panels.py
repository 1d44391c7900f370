"""What stands on the page of a person."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from commons.accounts.models import User
from commons.accounts.panels import Panel
from commons.blocking.selectors import contact_status


def contact_panels(person: User, viewer: User) -> Iterable[Panel]:
    """A way to block them, or to undo it; on one's own page nothing."""
    if person.pk == viewer.pk:
        return ()
    return (
        Panel(
            title=_("Contact"),
            template="blocking/parts/contact_panel.html",
            rows=(contact_status(viewer, person),),
        ),
    )
