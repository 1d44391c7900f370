"""What people write on the road into a community."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from core.text.texts import folded_name
from hosting.communities.models.communities import Membership
from hosting.communities.selectors.sponsor_invitations import members_to_invite
from ui.forms import DayInput


class ApplicationForm(forms.Form):
    words = forms.CharField(
        label=_("Who are you, and why this community?"),
        help_text=_(
            "Your future sponsors will read this first. Mention who knows you in the community."
        ),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=4000,
        error_messages={"required": _("Say who you are, and why this community.")},
    )


class SponsorForm(forms.Form):
    words = forms.CharField(
        label=_("How do you know each other?"),
        help_text=_("The candidate, the members and the coordinators can read this."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        required=False,
    )


class InvitationForm(forms.Form):
    """A member whose name this candidate can read anyway, or an address of somebody else."""

    member = forms.ModelChoiceField(
        User.objects.none(),
        label=_("A member who knows you"),
        help_text=_(
            "The list shows coordinators and hosts with a public offer. "
            "We’ll send your invitation to the person you choose."
        ),
        to_field_name="public_id",
        empty_label=_("Choose a member"),
        required=False,
        error_messages={
            "invalid_choice": _("This person can’t be invited now. Choose another member.")
        },
    )
    email = forms.EmailField(
        label=_("Someone else? Enter their email address"),
        help_text=_(
            "Other members may know you too. If this address belongs to a "
            "member of the community, they’ll get your invitation. We can’t "
            "tell you whether it does."
        ),
        max_length=254,
        required=False,
    )

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        member = cast("forms.ModelChoiceField[User]", self.fields["member"])
        member.queryset = members_to_invite(membership)
        if not self.is_bound:  # pressed twice, the same form is no error
            invitations = membership.sponsor_invitations.filter(
                email="", at__gte=membership.applied_at
            )
            member.queryset = member.queryset.exclude(pk__in=invitations.values("member"))
        names = sorted(member.queryset, key=lambda one: folded_name(one.display_name))
        member.choices = [
            ("", member.empty_label),
            *((one.public_id, one.display_name) for one in names),
        ]
        if not names and not self.is_bound:
            del self.fields["member"]

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("member") and data.get("email"):
            message = _("Choose a member or enter an email address, not both.")
            raise forms.ValidationError(message, code="both")
        if not self.errors and not data.get("member") and not data.get("email"):
            self.add_error("member", _("Choose a member or enter an email address."))
        return data


class SignatureForm(forms.Form):
    """`version` is the one that the page showed."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=32_767)
    agrees = forms.BooleanField(
        label=_("I’ve read the charter and will live up to it"),
        error_messages={
            "required": _("Tick the box once you’ve read the charter and agree with it.")
        },
    )

    def clean(self) -> dict[str, object]:
        data = super().clean() or self.cleaned_data
        data.pop("agrees", None)
        return data


class MeetingForm(forms.Form):
    on = forms.DateField(
        label=_("Date you met"),
        widget=DayInput,
        error_messages={"required": _("Choose the date you met.")},
    )


class PhoneAnswersForm(forms.Form):
    """Whether a member answers requests by phone."""

    by_phone = forms.BooleanField(
        label=_("Answers requests by phone"),
        required=False,
        help_text=_(
            "Each request to this host then stays open for 120 hours, unless what is asked "
            "for begins earlier."
        ),
    )


class LeaveForm(forms.Form):
    reason = forms.CharField(
        label=_("Why are you leaving?"),
        help_text=_("The coordinators will read this."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
    )


class ReasonForm(forms.Form):
    """No decision about a person without words that this person reads."""

    reason = forms.CharField(
        label=_("Your reason"),
        help_text=_("The text will be sent exactly as you write it."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        error_messages={"required": _("Write your reason.")},
    )
