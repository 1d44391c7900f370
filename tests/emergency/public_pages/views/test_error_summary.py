"""What a public form says where something is missing: in the order of the page, a sentence each."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from tests.error_summaries import is_in_page_order, summary_of
from tests.factories.emergency import ActivationFactory, CategoryFactory, in_days

pytestmark = pytest.mark.django_db

ROOF = [
    ("id_hospital", "Enter where you work, or fill in “Another workplace”."),
    ("id_category_0", "Choose what you do at your workplace."),
    ("id_check_in", "Choose the day you arrive."),
    ("id_check_out", "Choose the day you leave."),
    ("id_people", "Enter how many people are coming: from 1 to 12."),
    ("id_situation_0", "Choose where you’re sleeping for now."),
    ("id_travel_mode_0", "Choose how you get to work."),
    ("id_travel_minutes", "Enter the longest journey you can accept: from 5 to 120 minutes."),
    ("id_household_0", "Choose who you could live with."),
    ("id_name", "Enter your first name."),
    ("id_phone", "Enter your phone number or your email address so that we can answer you."),
]
LEND = [
    ("id_kind_0", "Choose what you’re lending."),
    ("id_locality", "Enter the commune the home is in."),
    ("id_address", "Enter the street and number."),
]
HELP = [
    ("id_skills_0", "Choose what you can do."),
    ("id_name", "Enter your first name."),
    ("id_phone", "Enter your phone number or your email address so that we can answer you."),
]


@pytest.fixture
def activation():
    activation = ActivationFactory()
    CategoryFactory(activation=activation)
    return activation


def sent(client, activation, form, **words):
    address = reverse(f"emergency:intake-{form}", args=[activation.address])
    return client.post(address, {"key": uuid4(), **words})


@pytest.mark.parametrize(
    ("form", "lines"),
    [("roof", ROOF), ("lend", LEND), ("help", HELP)],
    ids=["roof", "lend", "help"],
)
def test_an_empty_form_says_what_to_do_in_the_order_of_its_page(client, activation, form, lines):
    page = sent(client, activation, form)

    assert summary_of(page.text)[: len(lines)] == lines
    assert is_in_page_order(page.text)
    assert "This field is required" not in page.text


@pytest.mark.parametrize("form", ["roof", "lend", "help"])
def test_the_summary_has_the_focus_and_the_title_says_error(client, activation, form):
    address = reverse(f"emergency:intake-{form}", args=[activation.address])
    asked, refused = client.get(address).text, client.post(address).text

    assert ["<title>Error: " in page for page in (asked, refused)] == [False, True]
    assert re.search(r'class="error-summary"\s+role="alert" tabindex="-1" autofocus', refused)
    assert "autofocus" not in asked


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"people": "0"}, "Enter how many people are coming: from 1 to 12."),
        ({"people": "a few"}, "Enter how many people are coming: from 1 to 12."),
        ({"travel_minutes": "999"}, "from 5 to 120 minutes."),
        ({"phone": "12"}, "Enter a phone number with all its digits, such as 06 12 34 56 78."),
        ({"email": "ada"}, "Enter an email address, such as name@example.org."),
        (
            {"shift_begins": "early"},
            "Enter the time work starts in hours and minutes, such as 06:45.",
        ),
        ({"category": "999"}, "Choose what you do at your workplace."),
        ({"situation": "rude"}, "Choose where you’re sleeping for now."),
        (
            {"check_in": in_days(-3).isoformat(), "check_out": in_days(3).isoformat()},
            "This day has passed.",
        ),
    ],
    ids=[
        *("people-none", "people-words", "minutes", "phone", "email", "shift", "category"),
        *("situation", "over"),
    ],
)
def test_an_answer_that_can_t_be_read_has_its_sentence(client, activation, words, sentence):
    page = sent(client, activation, "roof", **words)

    assert page.status_code == 422
    assert sentence in page.text
