"""Errors of forms in sentences for people: which field it is about, and what to do next.

A form's own words (`error_messages`, `add_error`) are shown as they are. Django's ("Select a valid
choice.") name neither the field nor what to do: a sentence after the code of the error and the kind
of the field takes their place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Final, NamedTuple

from django import forms
from django.contrib import messages
from django.core import validators
from django.core.exceptions import NON_FIELD_ERRORS, FieldDoesNotExist, ValidationError
from django.core.validators import BaseValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.forms import BaseForm, BaseModelForm, BoundField
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from phonenumber_field.formfields import PhoneNumberField

from core.text.formatting import format_day

type Params = Mapping[str, Any]
type Sentences = tuple[tuple[type[forms.Field], str | Promise], ...]


class FieldError(NamedTuple):
    """One thing to put right."""

    sentence: str
    needs_label: bool  # it was written for many fields, and doesn't say which one


LARGEST: Final = 10**9  # a limit above that is the database's, and says nothing to people
# The first class that fits counts.
EMPTY: Final[Sentences] = (
    (forms.BooleanField, gettext_lazy("Tick the box: %(label)s")),
    (forms.ChoiceField, gettext_lazy("Choose an answer for “%(label)s”.")),
    (forms.FileField, gettext_lazy("Choose a file for “%(label)s”.")),
    (forms.DateField, gettext_lazy("Choose a date for “%(label)s”.")),
    (forms.DateTimeField, gettext_lazy("Choose a date and time for “%(label)s”.")),
    (forms.TimeField, gettext_lazy("Choose a time for “%(label)s”.")),
    (forms.Field, gettext_lazy("Fill in “%(label)s”.")),
)
UNANSWERED: Final[Sentences] = (
    (forms.ChoiceField, gettext_lazy("Choose an answer to “%(label)s”")),
    (forms.Field, gettext_lazy("Answer the question “%(label)s”")),
)
INVALID: Final[Sentences] = (
    (forms.FileField, gettext_lazy("Choose a file for “%(label)s”.")),
    (forms.DateField, gettext_lazy("Enter a date for “%(label)s”, such as %(date)s.")),
    (
        forms.DateTimeField,
        gettext_lazy("Enter a date and time for “%(label)s”, such as %(date)s 18:30."),
    ),
    (forms.TimeField, gettext_lazy("Enter a time for “%(label)s”, such as 18:30.")),
    (forms.DecimalField, gettext_lazy("Enter a number for “%(label)s”, such as %(decimal)s.")),
    (forms.FloatField, gettext_lazy("Enter a number for “%(label)s”, such as %(decimal)s.")),
    (forms.IntegerField, gettext_lazy("Enter a whole number for “%(label)s”.")),
    (
        forms.EmailField,
        gettext_lazy("Enter an email address for “%(label)s”, such as name@example.org."),
    ),
    (
        forms.URLField,
        gettext_lazy("Enter a web address for “%(label)s”, such as https://example.org."),
    ),
    (
        PhoneNumberField,
        gettext_lazy(
            "Enter a phone number for “%(label)s” with all its digits, such as 06 12 34 56 78."
        ),
    ),
    (
        forms.Field,
        gettext_lazy("We can’t read what you wrote for “%(label)s”. Check it and try again."),
    ),
)


def field_errors(field: BoundField) -> list[FieldError]:
    """Return what is wrong with a field. The label is asked for where a validator wrote the
    sentence: what a form writes itself is about its field.
    """
    own = field.field.error_messages.values()
    return [
        FieldError(_field_sentence(field, error), False)
        if _is_default(field.field, error)
        else FieldError(
            error.messages[0],
            bool(error.code) and not any(error.message is words for words in own),
        )
        for error in field.errors.as_data()
    ]


def form_sentences(form: BaseForm) -> list[str]:
    """Return what is wrong with a form as a whole."""
    return [_form_sentence(form, error) for error in form.non_field_errors().as_data()]


def sentences_by_field(form: BaseForm) -> dict[str, list[str]]:
    """Return all sentences as `form.errors` orders them: for scripts, and for answers in JSON."""
    return {
        name: form_sentences(form)
        if name == NON_FIELD_ERRORS
        else [error.sentence for error in field_errors(form[name])]
        for name in form.errors
    }


def flash_form_errors(request: HttpRequest, form: BaseForm) -> None:
    """Where there is no form to come back to, what is wrong with it is a message."""
    for sentences in sentences_by_field(form).values():
        for sentence in sentences:
            messages.error(request, sentence)


def has_form_errors(values: Any) -> bool:
    """Whether one of these is a form with errors, or a list or a mapping of forms that has one.

    What is lazy isn't asked, so that nothing is read from the database for it.
    """
    for value in values:
        if issubclass(type(value), BaseForm):
            if value.is_bound and value.errors:
                return True
        elif type(value) in {list, tuple}:
            if has_form_errors(value):
                return True
        elif type(value) is dict and has_form_errors(value.values()):
            return True
    return False


def _form_sentence(form: BaseForm, error: ValidationError) -> str:
    if error.code in {"unique_together", "unique_for_date"}:
        return _("An entry with the same answers already exists. Change one of your answers.")
    if isinstance(form, BaseModelForm) and error.message in _constraint_messages(form):
        return _("These answers don’t go together. Check them and try again.")
    return str(error.messages[0])


def _constraint_messages(form: BaseModelForm[Any]) -> set[str]:
    """What Django says of a constraint of the table that has no words of its own."""
    return {
        str(one.default_violation_error_message % {"name": one.name})
        for one in form.instance._meta.constraints
    }


def _field_sentence(field: BoundField, error: ValidationError) -> str:
    if field.is_hidden or field.field.label is None:  # no person has filled it in: a button did
        return _("This page is out of date. Reload it and try again.")
    return BY_CODE.get(error.code or "", _invalid)(field, error.params or {})


def _is_default(field: forms.Field, error: ValidationError) -> bool:
    """Whether nobody here has written it."""
    if isinstance(field, PhoneNumberField) and error.code == "invalid":
        return str(error.message) == str(_phone_message(field.region))
    return id(error.message) in _default_messages()


@cache
def _phone_message(region: str | None) -> Any:
    """The library makes it anew for each field."""
    return PhoneNumberField(region=region).error_messages["invalid"]


@cache
def _default_messages() -> frozenset[int]:
    """The identities of Django's sentences: each is made once, for all fields of its class."""
    tables = [
        vars(kind)["default_error_messages"]
        for kind in (*_subclasses(forms.Field), *_subclasses(models.Field))
        if kind.__module__.startswith("django.") and "default_error_messages" in vars(kind)
    ]
    tables.append(validators.DecimalValidator.messages)
    sentences = [sentence for table in tables for sentence in table.values()]
    sentences += [getattr(one, "message", None) for one in vars(validators).values()]
    return frozenset(id(sentence) for sentence in sentences if sentence is not None)


def _subclasses(kind: type[Any]) -> list[type[Any]]:
    return [kind, *(lower for one in kind.__subclasses__() for lower in _subclasses(one))]


def _of_kind(sentences: Sentences, field: BoundField) -> str:
    return str(next(words for kind, words in sentences if isinstance(field.field, kind)))


def _empty(field: BoundField, params: Params) -> str:
    if str(field.label).endswith("?") and not isinstance(field.field, forms.BooleanField):
        return _of_kind(UNANSWERED, field) % {"label": field.label}
    if isinstance(field.field, forms.IntegerField):
        return _invalid(field, params)
    return _of_kind(EMPTY, field) % {"label": field.label}


def _invalid(field: BoundField, params: Params) -> str:
    if ends := _range_of(field):
        return _out_of_range(field, *ends)
    christmas = timezone.localdate().replace(month=12, day=24)
    return _of_kind(INVALID, field) % {
        "label": field.label,
        "date": date_format(christmas, "SHORT_DATE_FORMAT"),
        "decimal": number_format(Decimal("12.5"), 2),
    }


def _unknown_choice(field: BoundField, params: Params) -> str:
    return _("Choose one of the answers shown for “%(label)s”.") % {"label": field.label}


def _too_long(field: BoundField, params: Params) -> str:
    if isinstance(field.field, forms.FileField):
        return _file_name_too_long(field, params)
    most = params["limit_value"]
    sentence = ngettext(
        "“%(label)s” can have up to %(most)s character. It has %(now)s now.",
        "“%(label)s” can have up to %(most)s characters. It has %(now)s now.",
        most,
    )
    now = params["show_value"]
    return sentence % {"label": field.label, "most": _shown(most), "now": _shown(now)}


def _file_name_too_long(field: BoundField, params: Params) -> str:
    sentence = ngettext(
        "The file’s name can have up to %(most)s character. Rename it, then choose it again.",
        "The file’s name can have up to %(most)s characters. Rename it, then choose it again.",
        params["max"],
    )
    return sentence % {"most": _shown(params["max"])}


def _too_short(field: BoundField, params: Params) -> str:
    least = params["limit_value"]
    sentence = ngettext(
        "Write at least %(least)s character for “%(label)s”. It has %(now)s now.",
        "Write at least %(least)s characters for “%(label)s”. It has %(now)s now.",
        least,
    )
    now = params["show_value"]
    return sentence % {"label": field.label, "least": _shown(least), "now": _shown(now)}


def _range_of(field: BoundField) -> tuple[Any, Any] | None:
    """From what to what a number may be, by the field and by the model behind it; None where one
    of the ends is open.
    """
    if not isinstance(field.field, forms.IntegerField):
        return None
    limits = _limits_of_model(field)
    least = [field.field.min_value, *limits[MinValueValidator]]
    most = [field.field.max_value, *limits[MaxValueValidator]]
    ends = [one for one in least if one is not None], [one for one in most if one is not None]
    if not all(ends) or min(ends[1]) > LARGEST:
        return None
    return max(ends[0]), min(ends[1])


def _limits_of_model(field: BoundField) -> dict[type[BaseValidator], list[Any]]:
    limits: dict[type[BaseValidator], list[Any]] = {MinValueValidator: [], MaxValueValidator: []}
    if not isinstance(field.form, BaseModelForm):
        return limits
    with suppress(FieldDoesNotExist):
        for one in field.form.instance._meta.get_field(field.name).validators:
            if type(one) in limits and not callable(one.limit_value):
                limits[type(one)].append(one.limit_value)
    return limits


def _out_of_range(field: BoundField, least: Any, most: Any) -> str:
    """Both ends at once."""
    is_whole = not isinstance(field.field, forms.DecimalField | forms.FloatField)
    sentence = (
        _("Enter a whole number from %(least)s to %(most)s for “%(label)s”.")
        if is_whole
        else _("Enter a number from %(least)s to %(most)s for “%(label)s”.")
    )
    return sentence % {"least": _shown(least), "most": _shown(most), "label": field.label}


def _too_low(field: BoundField, params: Params) -> str:
    if ends := _range_of(field):
        return _out_of_range(field, *ends)
    limit = params["limit_value"]
    sentence = (
        _("Choose %(limit)s or a later day for “%(label)s”.")
        if isinstance(limit, date)
        else _("Enter %(limit)s or more for “%(label)s”.")
    )
    return sentence % {"limit": _shown(limit), "label": field.label}


def _too_high(field: BoundField, params: Params) -> str:
    if ends := _range_of(field):
        return _out_of_range(field, *ends)
    limit = params["limit_value"]
    sentence = (
        _("Choose %(limit)s or an earlier day for “%(label)s”.")
        if isinstance(limit, date)
        else _("Enter %(limit)s or less for “%(label)s”.")
    )
    return sentence % {"limit": _shown(limit), "label": field.label}


def _off_step(field: BoundField, params: Params) -> str:
    words = _("Enter a multiple of %(step)s for “%(label)s”.")
    return words % {"step": _shown(params["limit_value"]), "label": field.label}


def _too_many_digits(field: BoundField, params: Params) -> str:
    sentence = ngettext(
        "“%(label)s” can have up to %(most)s digit. Enter a smaller number.",
        "“%(label)s” can have up to %(most)s digits. Enter a smaller number.",
        params["max"],
    )
    return sentence % {"label": field.label, "most": _shown(params["max"])}


def _too_many_decimals(field: BoundField, params: Params) -> str:
    sentence = ngettext(
        "“%(label)s” can have up to %(most)s decimal. Round it.",
        "“%(label)s” can have up to %(most)s decimals. Round it.",
        params["max"],
    )
    return sentence % {"label": field.label, "most": _shown(params["max"])}


def _empty_file(field: BoundField, params: Params) -> str:
    return _("The file you chose for “%(label)s” is empty. Choose another one.") % {
        "label": field.label
    }


def _no_picture(field: BoundField, params: Params) -> str:
    words = _("We can’t open the photo you chose for “%(label)s”. Choose another one.")
    return words % {"label": field.label}


def _wrong_extension(field: BoundField, params: Params) -> str:
    if isinstance(field.field, forms.ImageField):
        return _no_picture(field, params)
    words = _("Choose a file of one of these types for “%(label)s”: %(types)s.")
    return words % {"label": field.label, "types": params["allowed_extensions"]}


def _file_and_clear(field: BoundField, params: Params) -> str:
    words = _("For “%(label)s”, choose a file or remove the current one, but not both.")
    return words % {"label": field.label}


def _invisible_sign(field: BoundField, params: Params) -> str:
    words = _("“%(label)s” contains an invisible character. Type it again instead of pasting it.")
    return words % {"label": field.label}


def _taken(field: BoundField, params: Params) -> str:
    words = _("What you wrote for “%(label)s” is already taken. Choose something else.")
    return words % {"label": field.label}


def _shown(value: Any) -> str:
    if isinstance(value, date):
        return format_day(value)
    return number_format(value, force_grouping=True)


BY_CODE: Final[dict[str, Callable[[BoundField, Params], str]]] = {
    **dict.fromkeys(("required", "missing", "blank", "null", "incomplete"), _empty),
    **dict.fromkeys(("invalid_choice", "invalid_list", "invalid_pk_value"), _unknown_choice),
    **dict.fromkeys(("max_digits", "max_whole_digits"), _too_many_digits),
    **dict.fromkeys(("unique", "unique_for_date"), _taken),
    "max_length": _too_long,
    "min_length": _too_short,
    "min_value": _too_low,
    "max_value": _too_high,
    "step_size": _off_step,
    "max_decimal_places": _too_many_decimals,
    "empty": _empty_file,
    "invalid_image": _no_picture,
    "invalid_extension": _wrong_extension,
    "contradiction": _file_and_clear,
    "null_characters_not_allowed": _invisible_sign,
}
