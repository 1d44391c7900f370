"""What somebody looks for in the log of a community."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from hosting.communities.models.communities import Community
from hosting.coordination.presenters.community_log import LogQuery, people_in_log, source_choices
from ui.forms import DayInput


class LogForm(forms.Form):
    """Read from an address: nothing is required."""

    noun = forms.ChoiceField(label=_("Subject"), choices=source_choices, required=False)
    person = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Done by"),
        empty_label=_("Anyone"),
        required=False,
        to_field_name="public_id",
    )
    since = forms.DateField(label=_("Start date"), widget=DayInput, required=False)
    until = forms.DateField(label=_("End date"), widget=DayInput, required=False)

    def __init__(self, *args: Any, community: Community, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people_in_log(community)  # type: ignore[attr-defined]

    def query(self, mark: str) -> LogQuery:
        """What was understood; what wasn't is said at its field and left out."""
        filters = {name: value for name, value in self.cleaned_data.items() if value}
        return LogQuery(**filters, mark=mark)
