"""What a coordinator has checked, and a word to a host who is parked."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from hosting.communities.models.communities import Community
from hosting.offers.choices.attestations import AttestationKind
from hosting.offers.models.attestations import AttestationData
from hosting.offers.models.offers import Offer
from hosting.offers.selectors.attestations import members_to_attest, offers_to_attest
from ui.forms import DayInput, choice_errors

ONE_YEAR = timedelta(days=365)


class OfferChoice(forms.ModelChoiceField[Offer]):
    """Told apart by their hosts."""

    def label_from_instance(self, obj: Offer) -> str:
        return f"{obj.host.display_name} · {obj.title}"


class AttestationForm(forms.Form):
    """Cleaned data are `person`, `offer`, and the `checked` that `attest` takes."""

    person = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Which member?"),
        to_field_name="public_id",
        error_messages=choice_errors(_("Choose a member.")),
    )
    offer = OfferChoice(
        Offer.objects.none(),
        label=_("Which offer?"),
        help_text=_("Leave this empty if the check is about the host rather than one offer."),
        required=False,
        to_field_name="public_id",
    )
    kind = forms.ChoiceField(
        label=_("What did you check?"),
        choices=AttestationKind,
        error_messages=choice_errors(_("Choose what you checked.")),
    )
    seen = forms.CharField(
        label=_("What did you see?"),
        help_text=_(
            "Everyone can read your answer. Don’t include document numbers "
            "or addresses, only what you saw."
        ),
        max_length=300,
        error_messages={"required": _("Say what you saw.")},
    )
    checked_on = forms.DateField(
        label=_("When did you check?"),
        widget=DayInput,
        error_messages={"required": _("Choose the day you checked.")},
    )
    until = forms.DateField(
        label=_("Valid until"),
        help_text=_("After this date, the check is removed from the public pages automatically."),
        widget=DayInput,
        error_messages={"required": _("Choose the last day this check is valid.")},
    )

    def __init__(self, *args: Any, community: Community, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.initial = {"checked_on": today, "until": today + ONE_YEAR, **self.initial}
        members, offers = members_to_attest(community, by), offers_to_attest(community, by)
        self.fields["person"].queryset = members  # type: ignore[attr-defined]
        self.fields["offer"].queryset = offers  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.errors:
            return data
        names = ("kind", "seen", "checked_on", "until")
        checked = AttestationData(**{name: data.pop(name) for name in names})
        return data | {"checked": checked}


class PauseHostForm(forms.Form):
    """What the host reads when their offers are paused for them."""

    reason = forms.CharField(
        label=_("Your message to the host"),
        help_text=_(
            "The host will read your message exactly as you write it, and "
            "can resume their offers at any time."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        error_messages={"required": _("Write a message to the host.")},
    )
