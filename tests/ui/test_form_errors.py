"""Sentences for errors of forms."""

from datetime import date
from itertools import count

import pytest
from django import forms
from django.contrib import messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.validators import FileExtensionValidator, MaxValueValidator, MinValueValidator
from django.http import QueryDict
from django.template import Context
from django.utils import translation
from django.utils.functional import SimpleLazyObject
from phonenumber_field.formfields import PhoneNumberField

from travel_stories.itineraries.models.itineraries import Itinerary
from ui.form_errors import (
    FieldError,
    field_errors,
    flash_form_errors,
    form_sentences,
    has_form_errors,
    sentences_by_field,
)
from ui.forms import choice_errors, number_errors
from ui.templatetags.ui import error_prefix

# A date of another year is said with its year.
pytestmark = pytest.mark.time_machine(date(2026, 11, 30))

MAY = date(2027, 5, 3)
DAYS = {"validators": [MinValueValidator(MAY), MaxValueValidator(MAY)]}


def sentences_of(field, value, file=None):
    """What is said about one field that was answered with `value`, or with a file."""
    form = type("OneForm", (forms.Form,), {"it": field})(
        QueryDict(f"it={value}"), {"it": file} if file else {}
    )
    return [error.sentence for error in field_errors(form["it"])]


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        (forms.CharField(label="Title"), "", "Fill in “Title”."),
        (forms.CharField(label="Who are you?"), "", "Answer the question “Who are you?”"),
        (forms.BooleanField(label="I agree"), "", "Tick the box: I agree"),
        (forms.BooleanField(label="Really?"), "", "Tick the box: Really?"),
        (forms.ChoiceField(label="Rate"), "", "Choose an answer for “Rate”."),
        (forms.ChoiceField(label="Which rate?"), "", "Choose an answer to “Which rate?”"),
        (forms.ChoiceField(label="Rate"), "x", "Choose one of the answers shown for “Rate”."),
        (forms.DateField(label="Day"), "", "Choose a date for “Day”."),
        (forms.TimeField(label="Time"), "x", "Enter a time for “Time”, such as 18:30."),
        (forms.EmailField(label="To"), "x", "Enter an email address for “To”, such as name@"),
        (forms.URLField(label="Link"), "x", "Enter a web address for “Link”, such as https://"),
        (PhoneNumberField(label="Phone"), "1", "Enter a phone number for “Phone” with all its"),
        (forms.IntegerField(label="Beds"), "", "Enter a whole number for “Beds”."),
        (forms.IntegerField(label="Beds", min_value=2), "1", "Enter 2 or more for “Beds”."),
        (forms.IntegerField(label="Beds", max_value=4000), "9000", "Enter 4,000 or less for"),
        (
            forms.IntegerField(label="Beds", min_value=1, max_value=9),
            "0",
            "Enter a whole number from 1 to 9 for “Beds”.",
        ),
        (forms.IntegerField(label="Beds", step_size=2), "3", "Enter a multiple of 2 for “Beds”."),
        (forms.DecimalField(label="Sum"), "x", "Enter a number for “Sum”, such as 12.50."),
        (
            forms.DecimalField(label="Sum", min_value=0, max_value=9),
            "10",
            "Enter a number from 0 to 9 for “Sum”.",
        ),
        (
            forms.DecimalField(label="Sum", max_digits=3),
            "12345",
            "“Sum” can have up to 3 digits. Enter a smaller number.",
        ),
        (
            forms.DecimalField(label="Sum", decimal_places=1),
            "1.25",
            "“Sum” can have up to 1 decimal. Round it.",
        ),
        (forms.DateField(label="Day", **DAYS), "2027-05-02", "Choose 3 May 2027 or a later day"),
        (forms.DateField(label="Day", **DAYS), "2027-05-04", "Choose 3 May 2027 or an earlier"),
        (
            forms.CharField(label="Title", max_length=3),
            "four",
            "“Title” can have up to 3 characters. It has 4 now.",
        ),
        (
            forms.CharField(label="Title", max_length=1),
            "ab",
            "“Title” can have up to 1 character. It has 2 now.",
        ),
        (
            forms.CharField(label="Title", min_length=3),
            "ab",
            "Write at least 3 characters for “Title”. It has 2 now.",
        ),
        (forms.CharField(label="Title"), "a%00b", "“Title” contains an invisible character."),
        (forms.RegexField("^a$", label="Code"), "b", "We can’t read what you wrote for “Code”."),
        (forms.IntegerField(widget=forms.HiddenInput), "x", "This page is out of date. Reload it"),
        (forms.IntegerField(), "x", "This page is out of date. Reload it and try again."),
    ],
    ids=map(str, count(1)),
)
def test_field_errors_name_the_field_and_say_what_to_do(field, value, sentence):
    sentences = sentences_of(field, value)

    assert len(sentences) == 1
    assert sentences[0].startswith(sentence)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("kind", [forms.DateField, forms.DateTimeField, forms.DecimalField])
def test_field_errors_give_an_example_that_fits(kind, language):
    with translation.override(language):
        (sentence,) = sentences_of(kind(label="It", localize=True), "never")
        example = sentence.rpartition("such as " if language == "en" else "par exemple ")[2]

        assert kind(localize=True).clean(example.rstrip("."))


@pytest.mark.parametrize(
    ("field", "file", "sentence"),
    [
        (
            forms.FileField(label="List"),
            SimpleUploadedFile("a.csv", b""),
            "The file you chose for “List” is empty. Choose another one.",
        ),
        (
            forms.FileField(label="List", max_length=4),
            SimpleUploadedFile("long.csv", b"a"),
            "The file’s name can have up to 4 characters. Rename it, then choose it again.",
        ),
        (
            forms.FileField(label="List", validators=[FileExtensionValidator(["csv"])]),
            SimpleUploadedFile("a.exe", b"a"),
            "Choose a file of one of these types for “List”: csv.",
        ),
        (
            forms.ImageField(label="Photo"),
            SimpleUploadedFile("a.png", b"a"),
            "We can’t open the photo you chose for “Photo”. Choose another one.",
        ),
        (forms.FileField(label="List"), None, "Choose a file for “List”."),
    ],
    ids=map(str, count(1)),
)
def test_field_errors_say_which_file_to_choose(field, file, sentence):
    assert sentences_of(field, "", file) == [sentence]


class ArrivalForm(forms.Form):
    first = forms.DateField(label="First", error_messages={"required": "Choose the first day."})
    name = forms.CharField(label="Name", required=False)

    def clean_name(self):
        raise ValidationError("Enter your own name.")

    def clean(self):
        raise ValidationError("These nights are taken.")


def test_field_errors_leave_the_words_of_the_form():
    form = ArrivalForm({"name": "Ada"})

    assert field_errors(form["first"]) == [FieldError("Choose the first day.", False)]
    assert field_errors(form["name"]) == [FieldError("Enter your own name.", False)]


def test_field_errors_ask_for_the_label_beside_a_shared_sentence():
    def refuse(value):
        raise ValidationError("Write this on one line.", code="several_lines")

    class NameForm(forms.Form):
        name = forms.CharField(label="Name", validators=[refuse])

    assert field_errors(NameForm({"name": "A"})["name"]) == [
        FieldError("Write this on one line.", True)
    ]


def test_field_errors_speak_french():
    with translation.override("fr"):
        assert sentences_of(forms.CharField(label="Titre", max_length=2), "abc") == [
            "«\u00a0Titre\u00a0» peut contenir jusqu’à 2 caractères. Il y en a 3."
        ]


def test_field_errors_read_both_limits_from_the_model():
    form = forms.modelform_factory(Itinerary, fields=["days"])

    sentences = [field_errors(form({"days": days})["days"]) for days in ("", "0", "61", "x")]

    words = "Enter a whole number from 1 to 60 for “Days”."
    assert sentences == [[FieldError(words, False)]] * 4


def test_form_sentences_replace_the_words_of_a_rule_of_the_table():
    form = ArrivalForm({})
    form.add_error(None, ValidationError("Note with this Date already exists.", "unique_together"))

    assert form_sentences(form) == [
        "These nights are taken.",
        "An entry with the same answers already exists. Change one of your answers.",
    ]


def test_sentences_by_field_and_flash_form_errors_say_the_same(rf):
    request = rf.get("/")
    request._messages = CookieStorage(request)
    form = ArrivalForm({})

    flash_form_errors(request, form)

    by_field = {
        "first": ["Choose the first day."],
        "name": ["Enter your own name."],
        "__all__": ["These nights are taken."],
    }
    assert sentences_by_field(form) == by_field
    assert [str(one) for one in messages.get_messages(request)] == [
        sentence for sentences in by_field.values() for sentence in sentences
    ]


def test_has_form_errors_looks_into_lists_and_asks_nothing_lazy():
    def fail():
        raise AssertionError

    calm, refused = ArrivalForm(), ArrivalForm({})

    assert not has_form_errors([calm, "words", SimpleLazyObject(fail), [calm], {"a": calm}])
    assert has_form_errors([[calm, refused]])
    assert has_form_errors([{"a": refused}])


@pytest.mark.parametrize(
    ("method", "path", "prefix"),
    [("post", "/", "Error: "), ("get", "/?check_in=", "Error: "), ("get", "/", "")],
    ids=["sent", "searched", "visited"],
)
def test_error_prefix__is_for_what_was_sent(rf, method, path, prefix):
    context = Context({"request": getattr(rf, method)(path), "rows": [ArrivalForm({})]})

    assert error_prefix(context) == prefix
    assert error_prefix(Context(context.flatten() | {"rows": [ArrivalForm()]})) == ""


def test_number_errors_and_choice_errors_are_one_sentence_for_all():
    count = forms.IntegerField(
        min_value=1, max_value=9, error_messages=number_errors("From 1 to {most}.", most=9)
    )
    choice = forms.ChoiceField(choices=[("a", "A")], error_messages=choice_errors("Choose A."))

    assert [sentences_of(count, value) for value in ("", "x", "0", "10")] == [["From 1 to 9."]] * 4
    assert [sentences_of(choice, value) for value in ("", "b")] == [["Choose A."]] * 2
