"""No sentence of a framework reaches a person from a form: none says what to do, and where."""

import importlib
import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import allauth
import django
import phonenumber_field
import pytest
from babel.messages.pofile import read_po
from django import forms
from django.contrib import auth
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms.models import BaseModelForm
from django.utils import translation
from django.utils.datastructures import MultiValueDict
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.images.forms import BaseImageForm

from scripts.machine import ROOT
from ui.templatetags.ui import error_summary_items

OURS = ("cms", "commons", "emergency", "hosting", "search", "travel_stories", "ui")
# Forms that only Wagtail's or Django's admin shows, in its own frame.
IN_ADMIN = (WagtailAdminModelForm, BaseImageForm)
TEXTS = (
    "",
    "nothing of the kind",
    "x" * 6_000,
    "-98765432.123456789",
    "-7",
    "987654321987",
    "nu\x00l",
)
FILES = (b"", b"not a picture")
PLACEHOLDER = re.compile(r"%\\?\(\w+\\?\)[sd]|%[sd]|\\?\{\w*\\?\}")
FRAMEWORKS = (
    *(django.__path__[0] + "/conf", auth.__path__[0]),
    *(allauth.__path__[0], phonenumber_field.__path__[0]),
)


def own_forms():
    """Each form class of the project that a page of the site may show."""
    for package in OURS:
        for path in sorted((ROOT / package).rglob("forms*/**/*.py")) + sorted(
            (ROOT / package).rglob("forms.py")
        ):
            importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    return sorted(
        {one for one in subclasses(forms.BaseForm) if one.__module__.split(".")[0] in OURS},
        key=lambda one: f"{one.__module__}.{one.__name__}",
    )


def subclasses(kind):
    return [kind, *(lower for one in kind.__subclasses__() for lower in subclasses(one))]


def with_fields_only(form_class):
    """The fields of a form without what it asks of its rows: so none needs a trip or a host."""
    fields = dict(form_class.base_fields)
    if not issubclass(form_class, BaseModelForm) or form_class._meta.model is None:
        return type(form_class.__name__, (forms.Form,), fields)
    of_model = tuple(form_class._meta.fields or ())
    meta = type("Meta", (), {"model": form_class._meta.model, "fields": of_model})
    return type(form_class.__name__, (forms.ModelForm,), fields | {"Meta": meta})


def hostile_forms(form_class):
    """The form as it comes back after each kind of answer that doesn't fit."""
    plain = with_fields_only(form_class)
    for text in TEXTS:
        yield plain(MultiValueDict({name: [text] for name in plain.base_fields}))
    for content in FILES:
        files = {
            name: [SimpleUploadedFile(f"{'long' * 60}.exe", content)] for name in plain.base_fields
        }
        yield plain(MultiValueDict(), MultiValueDict(files))


@cache
def framework_sentence():
    """Matches what a framework says in English or in French, with any number or name in it."""
    sentences = set()
    for folder in FRAMEWORKS:
        with (Path(folder) / "locale/fr/LC_MESSAGES/django.po").open("rb") as lines:
            for message in read_po(lines):
                for words in (message.id, message.string):
                    sentences |= {words} if isinstance(words, str) else set(words)
    patterns = (
        PLACEHOLDER.sub(".+", re.escape(words))
        for words in sentences
        if words.rstrip().endswith(".") and len(PLACEHOLDER.sub("", words).split()) > 2
    )
    return re.compile("|".join(patterns))


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "fr"])
def test_forms_say_nothing_in_the_words_of_a_framework(language):
    said = defaultdict(set)

    with translation.override(language):
        for form_class in own_forms():
            for form in hostile_forms(form_class):
                for _anchor, sentence in error_summary_items(form):
                    said[sentence].add(form_class.__qualname__)

    assert len(said) > 400
    assert {line: said[line] for line in said if framework_sentence().fullmatch(line)} == {}


def test_templates_show_errors_by_our_filters_only():
    printed = re.compile(r"\{\{ *[\w.]*errors[\w.]* *[|}]")

    found = [
        path.name
        for package in OURS
        for path in (ROOT / package).rglob("templates/**/*.html")
        if printed.search(path.read_text(encoding="utf-8"))
    ]

    assert found == []
