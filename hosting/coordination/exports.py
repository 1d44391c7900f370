"""The members of a community as a table for a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO

from django.utils.translation import gettext as _

from core.text.spreadsheets import BYTE_ORDER_MARK, escape_formula
from hosting.communities.models.communities import Membership


def members_csv(members: Iterable[Membership]) -> str:
    """A line a member, with what the list shows; no address, no telephone."""
    written = StringIO()
    writer = csv.writer(written)
    writer.writerow(
        [
            _("Name"),
            _("State"),
            _("Coordinator"),
            _("Charter version"),
            _("Date of the meeting"),
            _("Public offers"),
        ]
    )
    for member in members:
        writer.writerow(
            [
                escape_formula(member.person.display_name),
                str(member.get_state_display()),
                _("yes") if member.is_coordinator else "",
                member.charter_signed_version or "",
                f"{member.met_at:%Y-%m-%d}" if member.met_at else "",
                getattr(member, "offers", 0),
            ]
        )
    return BYTE_ORDER_MARK + written.getvalue()
