"""Looking for members, and writing to all of them."""

from typing import Any, ClassVar

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from hosting.communities.models.announcements import Announcement
from hosting.communities.states import MembershipState


class Lacking(models.TextChoices):
    """What a member hasn't done yet."""

    CHARTER = "charter", _("Charter not signed")
    MEETING = "meeting", _("Not met yet")
    OFFER = "offer", _("No public offer")


class MembersForm(forms.Form):
    """Read from an address: nothing is required."""

    words = forms.CharField(
        label=_("Name"), max_length=80, required=False, widget=forms.SearchInput
    )
    state = forms.ChoiceField(
        label=_("State"),
        choices=[("", _("All except those who left")), *MembershipState.choices],
        required=False,
    )
    lacks = forms.ChoiceField(
        label=_("What’s missing"), choices=[("", _("Any")), *Lacking.choices], required=False
    )

    def filters(self) -> dict[str, str]:
        """What was understood; the rest is said at its field and left out."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class AnnouncementForm(forms.ModelForm[Announcement]):
    class Meta:
        model = Announcement
        fields = ("title", "words")
        widgets: ClassVar = {"words": forms.Textarea(attrs={"rows": 10})}
        error_messages: ClassVar[dict[str, Any]] = {
            "title": {"required": _("Enter a subject line for your message.")},
            "words": {"required": _("Write your message.")},
        }
