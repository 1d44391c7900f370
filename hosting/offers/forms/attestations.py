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
from ui.forms import DayInput

ONE_YEAR = timedelta(days=365)


class OfferChoice(forms.ModelChoiceField[Offer]):
    """Told apart by their hosts."""

    def label_from_instance(self, obj: Offer) -> str:
        return f"{obj.host.display_name} · {obj.title}"


class AttestationForm(forms.Form):
    """Cleaned data are `person`, `offer`, and the `checked` that `attest` takes."""

    person = forms.ModelChoiceField(
        User.objects.none(), label=_("Whose?"), to_field_name="public_id"
    )
    offer = OfferChoice(
        Offer.objects.none(),
        label=_("Of which offer?"),
        help_text=_("Leave it open where it says something of the host, whatever they offer."),
        required=False,
        to_field_name="public_id",
    )
    kind = forms.ChoiceField(label=_("What did you look at?"), choices=AttestationKind)
    seen = forms.CharField(
        label=_("What did you see?"),
        help_text=_("Everybody reads it. No number of a paper, no address: just what you saw."),
        max_length=300,
    )
    checked_on = forms.DateField(label=_("On which day?"), widget=DayInput)
    until = forms.DateField(
        label=_("Until when does it count?"),
        help_text=_("After this day it leaves the pages by itself."),
        widget=DayInput,
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
        label=_("What you tell them"),
        help_text=_("They read it as you write it here, and can open their offers again at once."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
    )
