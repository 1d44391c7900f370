"""The address of a calendar kept elsewhere."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from core.http.actions import RefusedError
from core.http.errors import UnsafeAddressError
from hosting.calendar_feeds.errors import FeedKnownError, OwnFeedError
from hosting.calendar_feeds.models import LONGEST_NAME, LONGEST_URL

ABOUT_ADDRESS: Final = (FeedKnownError, OwnFeedError, UnsafeAddressError)


class FeedForm(forms.Form):
    """What is wrong with the address says the action, which reads it as the client does."""

    url = forms.CharField(
        label=_("Address of the calendar"),
        help_text=_(
            "On the other site, look for “export calendar” or “iCal”, and copy the address, which "
            "often ends in .ics."
        ),
        max_length=LONGEST_URL,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
        error_messages={"required": _("Enter the address of the calendar.")},
    )
    name = forms.CharField(
        label=_("Name"),
        help_text=_("For you alone, for example the name of the site."),
        max_length=LONGEST_NAME,
        required=False,
    )

    def add_error(self, field: str | None, error: Any) -> None:
        """What an action refuses about the address stands beside it."""
        if isinstance(error, RefusedError) and isinstance(error.refusal, ABOUT_ADDRESS):
            field = "url"
        super().add_error(field, error)


class FeedChangeForm(FeedForm):
    """The name, and an address only where it is another one: the one of now isn't shown."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        address, name = self.fields["url"], self.fields["name"]
        address.required, name.required = False, True
        address.label = _("New address of the calendar")
        address.help_text = _("Leave it empty to keep the address of now.")
        name.error_messages["required"] = _("Enter a name.")
        self.order_fields(["name", "url"])
