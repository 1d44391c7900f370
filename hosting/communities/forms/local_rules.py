"""A rule, as coordinators write it down."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hosting.communities.models.local_rules import RuleData
from hosting.communities.states import RULE_RANGES, RuleKind
from ui.forms import choice_errors


class RuleForm(forms.Form):
    """Cleaned data are what `set_rule` takes: one `decided`."""

    kind = forms.ChoiceField(
        label=_("Type of rule"),
        choices=RuleKind,
        error_messages=choice_errors(_("Choose the type of rule.")),
    )
    number = forms.IntegerField(
        label=_("Limit"),
        help_text=_("Number of nights, days, people, homes or euros, for rules that set a limit."),
        min_value=1,
        max_value=1_000,
        required=False,
    )
    words = forms.CharField(
        label=_("In your own words"),
        help_text=_(
            "For a rule in your own words, write the rule itself. For the "
            "other types, explain the reason for the rule."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        required=False,
    )
    decided = forms.CharField(
        label=_("Where and when the rule was decided"),
        help_text=_("For example: the assembly of 3 May"),
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
            words = _("Enter a number from %(least)s to %(most)s for this rule.")
            self.add_error("number", words % {"least": least, "most": most})

    def _check_words(self, data: dict[str, Any]) -> None:
        if data["kind"] == RuleKind.SOFT and not data["words"]:
            self.add_error("words", _("Write the rule in your own words."))
