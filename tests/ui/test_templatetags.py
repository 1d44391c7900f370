"""What templates may call."""

from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
import time_machine
from django import forms
from django.template import Context, Template
from django.utils import translation

from core.values.dates import DateRange
from core.values.money import Money
from ui.templatetags import formatting, ui
from ui.templatetags.ui import UnknownIconError, icon_names


def rendered(source, **context):
    return Template(source).render(Context(context))


class AskForm(forms.Form):
    name = forms.CharField(label="Name", help_text="As you like.")
    needs = forms.MultipleChoiceField(
        label="Needs", choices=[("dog", "Dog")], widget=forms.CheckboxSelectMultiple
    )
    rate = forms.ChoiceField(label="Rate", choices=[("house", "House")], widget=forms.RadioSelect)
    charter = forms.BooleanField(label="Charter")
    note = forms.CharField(widget=forms.TextInput(attrs={"class": "wide"}), required=False)
    token = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self):
        raise forms.ValidationError("Together it makes no sense.")


def test_icon_never_speaks():
    svg = rendered('{% load ui %}{% icon "bed" size="l" for_theme="dark" %}')

    assert svg == (
        '<svg class="icon icon--l" data-for="dark" aria-hidden="true">'
        '<use href="/static/img/icons.svg#i-bed"/></svg>'
    )


def test_icon_refuses_what_the_sprite_does_not_hold():
    with pytest.raises(UnknownIconError, match="castle"):
        rendered('{% load ui %}{% icon "castle" %}')


def test_swallow_is_the_mark():
    svg = rendered("{% load ui %}{% swallow %}")

    assert svg == (
        '<svg class="swallow" viewBox="0 0 64 64" aria-hidden="true">'
        '<use href="/static/img/icons.svg#swallow"/></svg>'
    )


@pytest.mark.parametrize(
    "icons", [ui.MODE_ICONS, ui.STATE_ICONS, ui.NOTICE_ICONS], ids=["mode", "state", "notice"]
)
def test_icons_of_codes_are_in_the_sprite(icons):
    assert set(icons.values()) - set(icon_names()) == set()


def test_mode_icon_knows_nine_modes_and_no_tenth():
    assert len(ui.MODE_ICONS) == 9
    assert ui.mode_icon("free_price") == "free-price"
    with pytest.raises(KeyError):
        ui.mode_icon("barter")


def test_state_icon_is_a_clock_for_what_merely_passed():
    assert [ui.state_icon(code) for code in ("agreed", "expired")] == ["handshake", "clock"]


def test_notice_icon_is_an_i_for_what_is_good_to_know():
    assert [ui.notice_icon(kind) for kind in ("bad", "")] == ["warning", "info"]


@pytest.mark.parametrize(
    ("share", "dashes"), [(0.5, "28.2 56.5"), (-1.0, "0.0 56.5"), (7.0, "56.5 56.5")]
)
def test_dial_stays_on_its_ring(share, dashes):
    assert ui.dial(share) == dashes


def test_control_kind_tells_markup_apart():
    kinds = {field.name: ui.control_kind(field) for field in AskForm()}

    assert kinds == {
        "name": "control",
        "needs": "checkboxes",
        "rate": "radios",
        "charter": "checkbox",
        "note": "control",
        "token": "control",
    }


def test_control_keeps_the_class_of_its_widget():
    control = ui.control(AskForm()["note"])

    assert control == '<input type="text" name="note" class="field__input wide" id="id_note">'


def test_option_input_leaves_the_error_to_its_group():
    option = next(iter(AskForm({})["rate"]))

    tag = ui.option_input(option, "choice-card__input")

    assert tag == (
        '<input type="radio" name="rate" value="house" id="id_rate_0" '
        'required class="choice-card__input">'
    )


def test_error_summary_items_leads_to_each_control():
    lines = ui.error_summary_items(AskForm({}))

    assert lines == [
        ("", "Together it makes no sense."),
        ("id_name", "Fill in “Name”."),
        ("id_needs_0", "Choose an answer for “Needs”."),
        ("id_rate_0", "Choose an answer for “Rate”."),
        ("id_charter", "Tick the box: Charter"),
        ("", "This page is out of date. Reload it and try again."),
    ]


def test_error_sentences_name_an_empty_field_without_words_of_its_own():
    class GuestForm(forms.Form):
        photo = forms.ImageField(label="Photo")
        arrival = forms.DateField(
            label="Arrival", error_messages={"required": "Choose the day you arrive."}
        )
        nights = forms.IntegerField(label="Nights")

    form = GuestForm({"nights": "many"})

    assert [ui.error_sentences(field) for field in form] == [
        ["Choose a file for “Photo”."],
        ["Choose the day you arrive."],
        ["Enter a whole number for “Nights”."],
    ]


def test_bars_are_as_wide_as_their_parts_weigh():
    parts = [SimpleNamespace(money=Money(Decimal(euros), "EUR")) for euros in ("34", "26.5")]

    assert ui.bars(parts) == ui.Bars(width=610, bars=((0, 340), (345, 265)))


def test_bars_of_nothing_still_draw():
    assert ui.bars([]) == ui.Bars(width=1, bars=())


@time_machine.travel("2026-11-30 10:00")
def test_words_filters_speak_the_language_of_the_page():
    may = date(2027, 5, 12)
    noon = datetime(2027, 5, 12, 10, 0, tzinfo=UTC)
    with translation.override("fr"):
        said = [
            formatting.money(Money(Decimal("90"), "EUR")),
            formatting.day(may),
            formatting.weekday(may),
            formatting.short_day(may),
            formatting.full_day(may),
            formatting.moment(noon),
            formatting.short_moment(noon),
            formatting.full_moment(noon),
            formatting.month_name(may),
            formatting.dates(DateRange(may, date(2027, 5, 16))),
        ]

    assert said == [
        "90\u00a0€",
        "12 mai 2027",
        "mercredi 12 mai 2027",
        "12 mai 2027",
        "mercredi 12 mai 2027",
        "mercredi 12 mai 2027 à 12\u00a0h",
        "12 mai 2027 à 12\u00a0h",
        "mercredi 12 mai 2027 à 12\u00a0h",
        "Mai 2027",
        "12–16 mai 2027",
    ]


@pytest.mark.parametrize(
    "filter_name",
    ["day", "weekday", "short_day", "full_day", "moment", "short_moment", "full_moment"],
)
def test_filters_of_dates_show_nothing_for_none(filter_name):
    assert getattr(formatting, filter_name)(None) == ""


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Odile et Marc", "OM"),
        ("camille", "C"),
        ("Anne-Lise Ziegler Roy", "AZ"),
        ("Élise", "É"),
        ("4 saisons", "S"),
        ("…", ""),  # a closed account
        ("", ""),
    ],
)
def test_initials_are_two_letters_at_most(name, letters):
    assert formatting.initials(name) == letters


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ([], ""),
        (["Jules"], "<bdi>Jules</bdi>"),
        (["Jules", "<b>"], "<bdi>Jules</bdi> and <bdi>&lt;b&gt;</bdi>"),
        (["A", "ب", "C"], "<bdi>A</bdi>, <bdi>ب</bdi> and <bdi>C</bdi>"),
    ],
    ids=["none", "one", "markup", "two scripts"],
)
def test_names_in_words_keep_their_direction(names, words):
    assert formatting.names_in_words(names) == words


LANGUAGES = (
    "{% load page_urls %}{% page_in_languages as languages %}"
    "{% for one in languages %}{{ one.code }} {{ one.name }} {{ one.url }} {{ one.is_here }}; "
    "{% endfor %}"
)


def test_page_in_languages_lands_on_the_same_page(rf):
    with translation.override("fr"):
        said = rendered(LANGUAGES, request=rf.get("/fr/styleguide/", {"part": "maps"}))

    assert said == (
        "fr français /fr/styleguide/?part=maps True; en anglais /en/styleguide/?part=maps False; "
    )


def test_page_in_languages_trusts_a_page_that_knows_better(rf):
    with translation.override("fr"):
        said = rendered(LANGUAGES, request=rf.get("/fr/x/"), alternates={"en": "/en/y/"})

    assert said == "fr français /fr/x/ True; en anglais /en/y/ False; "


@pytest.mark.parametrize(
    ("path", "url"), [("/fr/nowhere/", "/en/nowhere/"), ("/healthz", "/healthz")]
)
def test_page_in_languages_of_a_missing_page(rf, path, url):
    with translation.override("fr"):
        said = rendered(LANGUAGES, request=rf.get(path))

    assert said == f"fr français {path} True; en anglais {url} False; "


def test_page_in_languages_without_a_request_leads_home():
    with translation.override("fr"):
        said = rendered(LANGUAGES)

    assert said == "fr français /fr/ True; en anglais /en/ False; "


@pytest.mark.parametrize(
    ("url", "mark"),
    [
        pytest.param("/en/offers/", ' aria-current="page"', id="en-offers"),
        ("/en/offers/#map", ""),
        ("/en/communities/", ""),
    ],
)
def test_current_marks_the_place_where_we_are(rf, url, mark):
    request = rf.get("/en/offers/le-moulin-7k3m9xqa/")

    assert rendered("{% load page_urls %}{% current url %}", request=request, url=url) == mark


def test_current_marks_nothing_without_a_request():
    assert rendered("{% load page_urls %}{% current '/en/' %}") == ""


@pytest.mark.parametrize("name", ["…", "", None])
def test_avatar_without_a_name_is_an_icon(name):
    source = '{% include "components/avatar.html" with name=name only %}'

    html = rendered(source, name=name)

    assert "img/icons.svg#i-person" in html
    assert "…" not in html


@pytest.mark.parametrize(
    ("address", "words"),
    [("ada@mill.fr", "ada@<wbr>mill.fr"), ("<b>@x", "&lt;b&gt;@<wbr>x")],
)
def test_with_break_breaks_after_the_at(address, words):
    assert ui.with_break(address) == words
