"""On the desk of a host: homes promised for an emergency."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from commons.accounts.models import User
from commons.accounts.panels import Panel
from emergency.standby.selectors.standbys import lent_from_standby
from hosting.offers.models.stays import Stay


def on_standby(person: User) -> Iterable[Panel]:
    """For hosts, also in a quiet year: that is when one has time to think of it."""
    if Stay.objects.public().of_host(person).exists():
        yield Panel(
            title=_("Lend a home in an emergency"),
            template="emergency_standby/parts/standby_panel.html",
            rows=lent_from_standby(person),
            url=reverse("emergency:standby"),
            more=_("Choose a home"),
        )
