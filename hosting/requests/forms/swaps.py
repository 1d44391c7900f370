"""The half of a house swap that the asker gives: which stay, when, and for how many."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from core.values.dates import DateRange
from hosting.offers.choices.lists import ExchangeMode
from hosting.offers.models.offers import Offer
from hosting.offers.models.rates import Rate
from hosting.requests.models.requests import Exchange, ExchangeTerms
from hosting.requests.selectors.swaps import swappable_stays
from ui.forms import DayInput, choice_errors, number_errors

STAY = "own_stay"
CHECK_IN, CHECK_OUT = "exchange_check_in", "exchange_check_out"
ADULTS, CHILDREN = "exchange_adults", "exchange_children"


class OwnStayField(forms.ModelChoiceField[Offer]):
    """The asker's own stays by their titles."""

    def label_from_instance(self, obj: Offer) -> str:
        return obj.title


def add_exchange_fields(form: forms.Form, *, required: bool = False) -> None:
    """Days and numbers of the other host's stay. Empty days are the same days."""
    form.fields[CHECK_IN] = forms.DateField(
        label=_("Their check-in"), widget=DayInput, required=required
    )
    form.fields[CHECK_OUT] = forms.DateField(
        label=_("Their check-out"), widget=DayInput, required=required
    )
    form.fields[ADULTS] = forms.IntegerField(
        label=_("Adults from the other home"),
        min_value=1,
        max_value=settings.HOSTING_PARTY_LIMIT,
        initial=1,
        required=required,
        error_messages=number_errors(
            _("Enter how many adults are coming: from 1 to {most}."),
            most=settings.HOSTING_PARTY_LIMIT,
        ),
    )
    form.fields[CHILDREN] = forms.IntegerField(
        label=_("Children from the other home"),
        min_value=0,
        max_value=settings.HOSTING_PARTY_LIMIT,
        initial=0,
        required=False,
        error_messages=number_errors(
            _("Enter how many children are coming: {most} at most."),
            most=settings.HOSTING_PARTY_LIMIT,
        ),
    )


def add_swap_choice(form: forms.Form, offer: Offer, asker: User | None) -> None:
    """For who may swap a stay of their own for this one."""
    swaps = Rate.objects.filter(offer=offer.pk, mode=ExchangeMode.HOUSE_SWAP)
    if asker is None or not swaps.exists():
        return
    stays = swappable_stays(asker)
    if not stays and not form.data.get(form.add_prefix(STAY)):
        form.lacks_own_stay = True  # type: ignore[attr-defined]  # the page says what to do
        return
    form.fields[STAY] = OwnStayField(
        stays,
        label=_("Which of your stays do you give?"),
        required=False,
        to_field_name="public_id",
        empty_label=_("Choose one of your stays"),
        initial=stays.first(),
        error_messages=choice_errors(_("Choose one of your own stays.")),
    )
    add_exchange_fields(form)


def clean_exchange(form: forms.Form, data: dict[str, Any]) -> Exchange | None:
    """Take the fields of a swap out of `data`; None where another rate was chosen."""
    stay = data.pop(STAY, None)
    check_in, check_out = data.pop(CHECK_IN, None), data.pop(CHECK_OUT, None)
    adults, children = data.pop(ADULTS, None), data.pop(CHILDREN, None)
    rate: Rate | None = data.get("rate")
    if rate is None or rate.mode != ExchangeMode.HOUSE_SWAP:
        return None
    if stay is None and STAY not in form.errors:
        form.add_error(
            STAY if STAY in form.fields else "rate",
            _(
                "To swap houses, choose one of your stays. It needs to be published, with “House "
                "swap” among its rates."
            ),
        )
    dates: DateRange | None = data.get("dates")
    if check_in or check_out:
        dates = _dates(form, check_in, check_out)
    if stay is None or dates is None:
        return None
    return Exchange(stay, dates, adults=adults or 1, children=children or 0)


def clean_exchange_terms(form: forms.Form, data: dict[str, Any]) -> ExchangeTerms | None:
    """Of a proposal; None where the request is no swap, or something is missing."""
    if CHECK_IN not in form.fields or not data.get(CHECK_IN) or not data.get(CHECK_OUT):
        return None
    dates = _dates(form, data[CHECK_IN], data[CHECK_OUT])
    if dates is None or not data.get(ADULTS):
        return None
    return ExchangeTerms(dates, data[ADULTS], data.get(CHILDREN) or 0)


def _dates(form: forms.Form, check_in: Any, check_out: Any) -> DateRange | None:
    """Two days in order; what is wrong is said beside the second."""
    if check_in and check_out and check_in < check_out:
        return DateRange(check_in, check_out)
    if not form.has_error(CHECK_IN) and not form.has_error(CHECK_OUT):
        form.add_error(CHECK_OUT, _("Choose both days, with check-out after check-in."))
    return None
