"""The shape of a rate: each of the nine modes asks for something else."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.forms.models import model_to_dict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commons.accounts.validators import validate_single_line
from hosting.offers.choices.lists import ExchangeMode, Means, OfferKind, RateName, RateUnit
from hosting.offers.models.rates import Rate
from hosting.offers.models.stay_prices import UNITS_WITH_LENGTHS
from hosting.offers.validators import validate_currency, validate_no_contacts

MODE_LABELS: Mapping[ExchangeMode, str | Promise] = {
    ExchangeMode.PAID: _("The same amount for everyone."),
    ExchangeMode.SOLIDARITY: _("A lower amount for anyone who needs it. No one asks for proof."),
    ExchangeMode.FREE_PRICE: _(
        "Guests pay what they can. You can set a minimum and suggest an amount."
    ),
    ExchangeMode.FREE: _("You ask for nothing."),
    ExchangeMode.SERVICE: _("A few hours of help. You say what kind, and for how long."),
    ExchangeMode.HOUSE_SWAP: _(
        "You’ll stay at your guest’s home another time. You say when and where you’d like to go."
    ),
    ExchangeMode.LOCAL_CURRENCY: _("An amount in your local currency, with its code."),
    ExchangeMode.MUTUAL_CREDIT: _(
        "Units of an exchange network that you and your guest both belong to."
    ),
    ExchangeMode.GIFT: _("What you offer is a gift. Guests may bring something."),
}
HOPE_FOR = {ExchangeMode.SERVICE, ExchangeMode.HOUSE_SWAP}

UNITS_OF_KIND: Mapping[str, tuple[RateUnit, ...]] = {
    OfferKind.STAY: (RateUnit.NIGHT, RateUnit.PERSON_NIGHT, RateUnit.WEEK, RateUnit.STAY),
    OfferKind.WORKSPACE: (RateUnit.HALF_DAY, RateUnit.DAY),
    OfferKind.ACTIVITY: (RateUnit.PERSON, RateUnit.GROUP, RateUnit.HOUR),
    OfferKind.PRODUCT: (RateUnit.ITEM,),
}
NAMES_OF_ALL = (RateName.FULL, RateName.REDUCED, RateName.MEMBERS, RateName.RESIDENTS)
NAMES_OF_GUESTS = (RateName.CHILDREN, RateName.STUDENTS, RateName.FAMILIES, RateName.GROUPS)
NAMES_OF_KIND: Mapping[str, tuple[RateName, ...]] = {
    OfferKind.STAY: (
        *NAMES_OF_ALL,
        *NAMES_OF_GUESTS,
        RateName.WEEKDAYS,
        RateName.WEEKENDS,
        RateName.LONG_STAYS,
        RateName.WHOLE_HOUSE,
    ),
    OfferKind.WORKSPACE: (*NAMES_OF_ALL, RateName.STUDENTS, RateName.GROUPS),
    OfferKind.ACTIVITY: (
        *NAMES_OF_ALL,
        *NAMES_OF_GUESTS,
        RateName.WEEKDAYS,
        RateName.WEEKENDS,
    ),
    OfferKind.PRODUCT: (RateName.PIECE, RateName.BOTTLE, RateName.JAR, *NAMES_OF_ALL),
}
OWN_WORDS = "own"  # what the list of names sends where the host writes one


def name_choices(kind: str, mode: ExchangeMode) -> list[tuple[str, str | Promise]]:
    """Names that fit, the most likely first; the last asks for the host's own words."""
    names: list[tuple[str, str | Promise]] = [
        (name.value, name.label) for name in NAMES_OF_KIND[kind]
    ]
    if mode != ExchangeMode.PAID:
        names.insert(0, (RateName.MODE.value, mode.label))
    return [*names, (OWN_WORDS, _("In my own words"))]


LENGTHS = ("week_amount", "month_amount")
FACTS = ("hours", "due_within_days", "currency_name")
MORE = (*LENGTHS, "audience", "details", "explanation", *Means.values)  # a rate does without


class RateForm(forms.ModelForm[Rate]):
    """Only what the mode asks for is a field. `instance` becomes the rate to add."""

    class Meta:
        model = Rate
        fields = (
            "name",
            "own_name",
            "minimum",
            "amount",
            "currency",
            "currency_name",
            "unit",
            "week_amount",
            "month_amount",
            "audience",
            "details",
            "hours",
            "due_within_days",
            "explanation",
            "cash",
            "transfer",
            "ancv",
            "vacaf",
            "local_currency",
        )
        widgets: ClassVar[Mapping[str, forms.Widget]] = {
            "explanation": forms.Textarea(attrs={"rows": 4}),
        }
        error_messages: ClassVar[dict[str, Any]] = {
            "amount": {"required": _("Enter an amount.")},
            "currency": {"required": _("Enter a currency code such as EUR.")},
            "details": {"required": _("Say what you’d like in return.")},
            "currency_name": {"required": _("Enter the name of the currency, for example Eusko.")},
            "hours": dict.fromkeys(
                ("invalid", "min_value", "max_value"),
                _("Enter how many hours: from 0.5 to 200, or leave this empty."),
            ),
            "due_within_days": dict.fromkeys(
                ("invalid", "min_value", "max_value"),
                _("Enter how many days: from 1 to 365, or leave this empty."),
            ),
        }

    def __init__(
        self, *args: Any, kind: str, mode: ExchangeMode, rate: Rate | None = None, **kwargs: Any
    ) -> None:
        kwargs["instance"] = Rate(mode=mode)
        names = name_choices(kind, mode)
        kwargs["initial"] = model_to_dict(rate) if rate else {"name": names[0][0]}
        if rate and rate.own_name:
            kwargs["initial"]["name"] = OWN_WORDS
        super().__init__(*args, **kwargs)
        self.mode = mode
        self.fields["name"] = forms.ChoiceField(
            label=_("Name of the rate"),
            choices=names,
            help_text=_(
                "Guests see these names in the language they use the site in. A "
                "name in your own words isn’t translated."
            ),
        )
        self.fields["unit"] = forms.ChoiceField(
            label=_("How this rate is charged"),
            choices=[(unit.value, unit.label) for unit in UNITS_OF_KIND[kind]],
        )
        self._shape_money()
        self._shape_facts()
        if kind != OfferKind.STAY or not mode.asks_money:
            for length in LENGTHS:
                del self.fields[length]
        self._shape_words()

    @property
    def more_fields(self) -> list[forms.BoundField]:
        """What the page folds away."""
        return [one for one in self if one.name in MORE and not one.field.required]

    @property
    def needed_fields(self) -> list[forms.BoundField]:
        more = {one.name for one in self.more_fields}
        return [one for one in self if one.name not in more]

    @property
    def has_more(self) -> bool:
        """Does anything of it differ from what a new rate has, or was it refused?"""
        return any(
            one.errors or (one.value() or False) != (one.field.initial or False)
            for one in self.more_fields
        )

    def _shape_money(self) -> None:
        mode = self.mode
        if not mode.asks_money:
            for name in ("amount", "currency", "unit", *Means.values):
                del self.fields[name]
        if mode != ExchangeMode.FREE_PRICE:
            del self.fields["minimum"]
        if mode.asks_money and mode != ExchangeMode.FREE_PRICE:
            self.fields["amount"].required = True
            self.fields["amount"].help_text = ""
        elif mode.asks_money:
            self.fields["amount"].label = _("Suggested amount")
            self.fields["amount"].help_text = ""
            self.fields["minimum"].help_text = ""
        if mode.has_own_currency:
            self.fields["currency"].help_text = _("Your network’s code, in three letters.")
            self.initial.setdefault("currency", "")

    def _shape_facts(self) -> None:
        """Hours of a service, days to do or bring something, the name of a currency."""
        mode = self.mode
        kept = {
            "hours": mode == ExchangeMode.SERVICE,
            "due_within_days": mode.asks_return,
            "currency_name": mode.has_own_currency,
        }
        for name in FACTS:
            if not kept[name]:
                del self.fields[name]
        if mode.has_own_currency:
            field = self.fields["currency_name"]
            field.required = mode == ExchangeMode.LOCAL_CURRENCY
            field.validators += [validate_single_line, validate_no_contacts]

    def _shape_words(self) -> None:
        self.fields["own_name"].help_text = _("Only if you chose “In my own words” above.")
        self.fields["own_name"].validators.append(validate_single_line)
        for name in ("own_name", "audience", "details", "explanation"):
            self.fields[name].validators.append(validate_no_contacts)
        if self.mode in HOPE_FOR:
            self.fields["details"].label = _("What you’d like in return")
            self.fields["details"].required = True
        elif self.mode == ExchangeMode.GIFT:
            self.fields["details"].label = _("What guests may bring or do")

    def clean_amount(self) -> Decimal | None:
        amount: Decimal | None = self.cleaned_data["amount"]
        if amount is not None and not amount and self.mode != ExchangeMode.FREE_PRICE:
            raise forms.ValidationError(
                _("To ask for nothing, choose “Free” as the type of exchange.")
            )
        return amount

    def clean_currency(self) -> str:
        code = str(self.cleaned_data["currency"]).strip().upper()
        if not self.mode.has_own_currency:
            validate_currency(code)
        elif len(code) != 3 or not (code.isascii() and code.isalpha()):
            raise forms.ValidationError(_("Enter three letters, like EUR."))
        return code

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = self.cleaned_data  # no `super`: its constraints ask the database
        self._clean_name(data)
        self._clean_lengths(data)
        least, advised = data.get("minimum"), data.get("amount")
        if least is not None and advised is not None and least > advised:
            self.add_error(
                "minimum", _("This minimum is higher than the suggested amount. Enter a lower one.")
            )
        return data

    def _clean_lengths(self, data: dict[str, Any]) -> None:
        """Whole weeks and months go with the price of a night, and cost something."""
        for length in LENGTHS:
            amount = data.get(length)
            if amount is not None and data.get("unit") not in UNITS_WITH_LENGTHS:
                self.add_error(
                    length,
                    _(
                        "This only works with an amount per night. Change how the rate is "
                        "charged, or leave this empty."
                    ),
                )
            elif amount is not None and not amount:
                self.add_error(length, _("Enter an amount above zero, or leave this empty."))

    def _clean_name(self, data: dict[str, Any]) -> None:
        """Either a name of the list, or the host's own."""
        name, words = data.get("name"), data.get("own_name")
        if name == OWN_WORDS:
            data["name"] = ""
        if name == OWN_WORDS and words == "":
            self.add_error(
                "own_name", _("Enter the name of this rate, or choose a name from the list.")
            )
        elif name and name != OWN_WORDS and words:
            self.add_error(
                "own_name",
                _(
                    "You’ve entered a name in your own words. To use it, choose “In "
                    "my own words” under “Name of the rate”. Otherwise, clear it."
                ),
            )
