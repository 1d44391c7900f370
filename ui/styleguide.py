"""Each component alone, in every state: the parts of the page and the forms on it."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.messages.storage.base import Message

from ui.forms import DateRangeForm, MomentInput
from ui.samples import ADDRESS, TODAY, agreement, desk, money, pictures, places, ways, words
from ui.templatetags.ui import icon_names


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the page; its template is `styleguide/<name>.html`."""

    name: str
    title: str
    note: str

    @property
    def template(self) -> str:
        return f"styleguide/{self.name}.html"


PARTS = (
    Part("entry_cards", "Doors", "two that weigh the same"),
    Part("colours", "Colours and type", "values come from tokens.css only"),
    Part("icons", "Icons and mark", "always beside a word"),
    Part("buttons", "Buttons and links", "one filled button a screen"),
    Part("fields", "Fields", "label, hint, control, error"),
    Part("tags", "Chips, stamps, states", "a word, an icon, a colour"),
    Part("people", "People and communities", "a face or two initials; a postmark"),
    Part("notices", "Notices", "from the calmest to the most pressing"),
    Part("ways", "Finding one's way", "links that say where they lead"),
    Part("voices", "Voices and wires", "words first; the one ornament"),
    Part("offers", "Offers and stories", "a card, small, without a photograph, paused"),
    Part("photos", "Photographs", "alone, without text on them, credited"),
    Part("filters", "Filters", "a GET form with counts"),
    Part("maps", "Map", "circles, never a dot on a roof"),
    Part("terms", "Terms and access", "a price explains itself, access is measured"),
    Part("dates", "Dates", "two native fields, a month of nights"),
    Part("requests", "Request, proposal, agreement", "letters, terms, a ticket"),
    Part("desk", "Desk", "rows, numbers, clocks"),
)


TOKENS = [
    "paper",
    "paper-raised",
    "paper-sunk",
    "ink",
    "ink-soft",
    "line",
    "line-strong",
    "blue",
    "blue-strong",
    "blue-wash",
    "terracotta",
    "terracotta-wash",
    "leaf",
    "leaf-wash",
    "ochre",
    "ochre-wash",
    "alarm",
    "alarm-wash",
]
MESSAGES = [
    Message(messages.SUCCESS, "Your request has left."),
    Message(messages.INFO, "The calendar was read two hours ago."),
    Message(messages.WARNING, "A photograph still needs its words."),
    Message(messages.ERROR, "This is no longer possible. Please reload the page."),
]


class PointForm(forms.Form):
    point = forms.CharField(label="Exact location", required=False, help_text="48.85837, 2.29448")


class PickForm(forms.Form):
    spot = forms.CharField(label="Point on a map", required=False)


class SampleForm(forms.Form):
    """Each kind of control once; sent half empty it shows each kind of refusal."""

    first_name = forms.CharField(help_text="The one you want to be called by.")
    reason = forms.ChoiceField(
        required=False, choices=[("", "Rather not say"), ("rest", "Some rest"), ("work", "Work")]
    )
    people = forms.IntegerField(min_value=1, max_value=4)
    message = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}))
    address = forms.CharField(disabled=True, required=False, initial="given with the agreement")
    photo = forms.FileField(required=False)
    first_session = forms.DateTimeField(required=False, widget=MomentInput)
    needs = forms.MultipleChoiceField(
        required=False,
        choices=[("no-steps", "No steps"), ("dog", "Assistance dog"), ("quiet", "Quiet room")],
        widget=forms.CheckboxSelectMultiple,
    )
    rate = forms.ChoiceField(
        choices=[("house", "House rate"), ("solidarity", "Solidarity rate")],
        widget=forms.RadioSelect,
    )
    charter = forms.BooleanField(label="I have read the charter")
    token = forms.CharField(required=False, widget=forms.HiddenInput)


def samples() -> dict[str, Any]:
    """What the parts show, by name."""
    return {
        "parts": PARTS,
        "address": ADDRESS,
        "tokens": TOKENS,
        "icons": icon_names(),
        "messages_shown": MESSAGES,
        "today": TODAY,
        "form": SampleForm(initial={"first_name": "Camille", "rate": "house"}),
        "invalid_form": SampleForm({"people": "9", "first_name": "Camille"}, auto_id="invalid_%s"),
        "point_form": PointForm(),
        "pick_form": PickForm(),
        "dates_form": DateRangeForm(initial={"check_in": "2027-05-12", "check_out": "2027-05-16"}),
        "invalid_dates_form": DateRangeForm(
            {"check_in": "2027-05-12", "check_out": "2027-05-10"}, auto_id="invalid_%s"
        ),
        **pictures(),
        **places(),
        **ways(),
        **words(),
        **money(),
        **desk(),
        **agreement(),
    }
