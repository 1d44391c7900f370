"""A rule, as coordinators write it down."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hosting.communities.models.local_rules import RuleData
from hosting.communities.states import RULE_RANGES, RuleKind


class RuleForm(forms.Form):
    """Cleaned data are what `set_rule` takes: one `decided`."""

    kind = forms.ChoiceField(label=_("Which rule?"), choices=RuleKind)
    number = forms.IntegerField(
        label=_("How many?"),
        help_text=_("Nights, days, people, homes or euros: for rules that count something."),
        min_value=1,
        max_value=1_000,
        required=False,
    )
    words = forms.CharField(
        label=_("In your words"),
        help_text=_("The rule itself, where people keep it; else why you have it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        required=False,
    )
    decided = forms.CharField(
        label=_("Where and when you decided it"),
        help_text=_("The assembly of 3 May, for instance."),
        max_length=160,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors:
            self._check_number(data)
            self._check_words(data)
        return {} if self.errors else {"decided": RuleData(**data)}

    def _check_number(self, data: dict[str, Any]) -> None:
        data["kind"] = RuleKind(data["kind"])
        if data["kind"] not in RULE_RANGES:
            data["number"] = None
            return
        least, most = RULE_RANGES[data["kind"]]
        if data["number"] is None or not least <= data["number"] <= most:
            words = _("This rule needs a number from %(least)s to %(most)s.")
            self.add_error("number", words % {"least": least, "most": most})

    def _check_words(self, data: dict[str, Any]) -> None:
        if data["kind"] == RuleKind.SOFT and not data["words"]:
            self.add_error("words", _("Say what you ask for: nobody else knows."))
