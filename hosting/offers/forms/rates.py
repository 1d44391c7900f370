"""The shape of a rate: each of the nine modes asks for something else."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.forms.models import model_to_dict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commons.accounts.validators import validate_single_line
from hosting.offers.choices.lists import ExchangeMode, Means, OfferKind, RateUnit
from hosting.offers.models.rates import Rate
from hosting.offers.validators import validate_currency, validate_no_contacts

MODE_LABELS: Mapping[ExchangeMode, str | Promise] = {
    ExchangeMode.PAID: _("An amount that is the same for everybody."),
    ExchangeMode.SOLIDARITY: _("A lower amount. Whoever needs it takes it, without proof."),
    ExchangeMode.FREE_PRICE: _("Each gives what they can: you say the least, and what you advise."),
    ExchangeMode.FREE: _("Nothing is asked for."),
    ExchangeMode.SERVICE: _("Some hours of help: you say with what, and for how long."),
    ExchangeMode.HOUSE_SWAP: _("You stay at theirs some day: you say when and where you would."),
    ExchangeMode.LOCAL_CURRENCY: _("An amount in the currency of your region, by its code."),
    ExchangeMode.MUTUAL_CREDIT: _("Units of an exchange network to which both of you belong."),
    ExchangeMode.GIFT: _("You give. Whoever comes may bring something."),
}
OWN_CODES = {ExchangeMode.LOCAL_CURRENCY, ExchangeMode.MUTUAL_CREDIT}
HOPE_FOR = {ExchangeMode.SERVICE, ExchangeMode.HOUSE_SWAP}

UNITS_OF_KIND: Mapping[str, tuple[RateUnit, ...]] = {
    OfferKind.STAY: (RateUnit.NIGHT, RateUnit.PERSON_NIGHT, RateUnit.WEEK, RateUnit.STAY),
    OfferKind.ACTIVITY: (RateUnit.PERSON, RateUnit.GROUP, RateUnit.HOUR),
    OfferKind.PRODUCT: (RateUnit.ITEM,),
}


class RateForm(forms.ModelForm[Rate]):
    """Only what the mode asks for is a field. `instance` becomes the rate to add."""

    class Meta:
        model = Rate
        fields = (
            "label",
            "minimum",
            "amount",
            "currency",
            "unit",
            "audience",
            "details",
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

    def __init__(
        self, *args: Any, kind: str, mode: ExchangeMode, rate: Rate | None = None, **kwargs: Any
    ) -> None:
        kwargs["instance"] = Rate(mode=mode)
        kwargs["initial"] = model_to_dict(rate) if rate else {"label": mode.label}
        super().__init__(*args, **kwargs)
        self.mode = mode
        self.fields["unit"] = forms.ChoiceField(
            label=_("The amount is"),
            choices=[(unit.value, unit.label) for unit in UNITS_OF_KIND[kind]],
        )
        self._shape_money()
        self._shape_words()

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
            self.fields["amount"].label = _("What you advise")
            self.fields["amount"].help_text = ""
            self.fields["minimum"].help_text = ""
        if mode in OWN_CODES:
            self.fields["currency"].help_text = _("The three letters of your network.")
            self.initial.setdefault("currency", "")

    def _shape_words(self) -> None:
        self.fields["label"].validators.append(validate_single_line)
        for name in ("label", "audience", "details", "explanation"):
            self.fields[name].validators.append(validate_no_contacts)
        if self.mode in HOPE_FOR:
            self.fields["details"].label = _("What you hope for")
            self.fields["details"].required = True

    def clean_amount(self) -> Decimal | None:
        amount: Decimal | None = self.cleaned_data["amount"]
        if amount is not None and not amount and self.mode != ExchangeMode.FREE_PRICE:
            raise forms.ValidationError(_("For nothing, choose the exchange “Free”."))
        return amount

    def clean_currency(self) -> str:
        code = str(self.cleaned_data["currency"]).strip().upper()
        if self.mode not in OWN_CODES:
            validate_currency(code)
        elif len(code) != 3 or not (code.isascii() and code.isalpha()):
            raise forms.ValidationError(_("Three letters, as in EUR."))
        return code

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        least, advised = data.get("minimum"), data.get("amount")
        if least is not None and advised is not None and least > advised:
            self.add_error("minimum", _("This is more than what you advise."))
        return data
