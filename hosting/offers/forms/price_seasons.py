"""The shape of a season: its name, its dates and its amounts."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commons.accounts.validators import validate_single_line
from hosting.offers.choices.lists import RateUnit, SeasonName
from hosting.offers.forms.rates import OWN_WORDS
from hosting.offers.models.rates import Rate
from hosting.offers.models.stay_prices import UNITS_WITH_LENGTHS, Amounts, PriceSeason
from hosting.offers.validators import validate_no_contacts
from ui.forms import DayInput, choice_errors, number_errors

LONGEST_MINIMUM = 365


class SeasonForm(forms.Form):
    """`season()` is what was typed, without a number. Weeks and months go with a night's price."""

    name = forms.ChoiceField(
        label=_("Name of the season"),
        choices=[*SeasonName.choices, (OWN_WORDS, _("In my own words"))],
        help_text=_(
            "Guests see these names in the language they use the site in. A "
            "name in your own words isn’t translated."
        ),
        error_messages=choice_errors(_("Choose a name from the list.")),
    )
    own_name = forms.CharField(
        label=_("name in your own words"),
        help_text=_("Only if you chose “In my own words” above."),
        max_length=80,
        required=False,
        validators=[validate_single_line, validate_no_contacts],
    )
    begins = forms.DateField(
        label=_("First night"),
        widget=DayInput,
        error_messages={"required": _("Choose the first night of the season.")},
    )
    ends = forms.DateField(
        label=_("Ends on the morning of"),
        widget=DayInput,
        help_text=_("The night that follows is no longer in the season."),
        error_messages={"required": _("Choose the day on which the season ends.")},
    )
    amount = forms.DecimalField(
        label=_("amount"),
        min_value=Decimal("0.01"),
        max_digits=8,
        decimal_places=2,
        error_messages={"required": _("Enter an amount.")},
    )
    week = forms.DecimalField(
        label=_("amount for a week"),
        min_value=Decimal("0.01"),
        max_digits=8,
        decimal_places=2,
        required=False,
        help_text=_("For every seven nights in a row in this season, if this is cheaper."),
    )
    month = forms.DecimalField(
        label=_("amount for a month"),
        min_value=Decimal("0.01"),
        max_digits=8,
        decimal_places=2,
        required=False,
        help_text=_("For every thirty nights in a row in this season, if this is cheaper."),
    )
    min_nights = forms.IntegerField(
        label=_("minimum nights"),
        min_value=1,
        max_value=LONGEST_MINIMUM,
        required=False,
        help_text=_(
            "For guests who arrive in this season. Leave empty to keep the same minimum as "
            "for the rest of the year."
        ),
        error_messages=number_errors(
            _("Enter a number of nights from 1 to {most}."), most=LONGEST_MINIMUM
        ),
    )

    def __init__(
        self, *args: Any, rate: Rate, season: PriceSeason | None = None, **kwargs: Any
    ) -> None:
        if season is not None:
            kwargs["initial"] = {
                "name": season.name or OWN_WORDS,
                "own_name": season.own_name,
                "begins": season.begins,
                "ends": season.ends,
                "amount": season.amounts.amount,
                "week": season.amounts.week,
                "month": season.amounts.month,
                "min_nights": season.min_nights,
            }
        super().__init__(*args, **kwargs)
        self.fields["amount"].help_text = f"{rate.currency}, {rate.get_unit_display()}"
        if RateUnit(rate.unit) not in UNITS_WITH_LENGTHS:
            del self.fields["week"], self.fields["month"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        begins, ends = data.get("begins"), data.get("ends")
        if begins and ends and ends <= begins:
            self.add_error("ends", _("A season lasts at least one night. Choose a later day."))
        is_own = data.get("name") == OWN_WORDS
        if is_own and data.get("own_name") == "":
            self.add_error(
                "own_name", _("Enter the name of this season, or choose a name from the list.")
            )
        elif not is_own and data.get("own_name"):
            self.add_error(
                "own_name",
                _(
                    "You’ve entered a name in your own words. To use it, choose “In my own "
                    "words” above. Otherwise, clear it."
                ),
            )
        return data

    def season(self) -> PriceSeason:
        data = self.cleaned_data
        is_own = data["name"] == OWN_WORDS
        return PriceSeason(
            begins=data["begins"],
            ends=data["ends"],
            amounts=Amounts(data["amount"], data.get("week"), data.get("month")),
            name="" if is_own else data["name"],
            own_name=data["own_name"],
            min_nights=data["min_nights"],
        )
