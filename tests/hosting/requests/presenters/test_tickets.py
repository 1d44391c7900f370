"""An agreement as a ticket."""

from datetime import date
from decimal import Decimal

import pytest

from hosting.requests.presenters.request_terms import format_rate
from hosting.requests.presenters.tickets import ticket_of
from hosting.requests.selectors.requests import ContactPerson, Contacts
from tests.factories.hosting import AgreementFactory

pytestmark = pytest.mark.django_db

NOBODY = ContactPerson("", "", "")


def agreed(**terms):
    """16 to 19 October 2027, 48 euros a night."""
    agreement = AgreementFactory()
    facts = {
        "rate_label": "House rate",
        "amount": Decimal(48),
        "total": Decimal(144),
        "check_in": date(2027, 10, 16),
        "check_out": date(2027, 10, 19),
    }
    for name, value in (facts | terms).items():
        setattr(agreement, name, value)
    return agreement


def test_ticket_of_says_each_day_with_its_weekday_and_year():
    days = ticket_of(agreed(), None).days

    assert [day.big for day in days] == ["Saturday 16 October 2027", "Tuesday 19 October 2027"]


def test_ticket_of_says_what_a_sentence_about_cancelling_is():
    terms = ticket_of(agreed(cancellation="Two days before."), None).terms

    assert terms.endswith("If one cancels: Two days before.")


@pytest.mark.parametrize(
    ("total", "words"),
    [
        pytest.param(Decimal("144.00"), "House rate, €48 a night", id="sum-of-the-nights"),
        (Decimal("81.50"), "House rate"),
        pytest.param(None, "House rate, €48 a night", id="no-sum"),
    ],
)
def test_rate_in_words_never_contradicts_the_sum(total, words):
    assert format_rate(agreed(total=total)) == words


@pytest.mark.parametrize(
    ("address", "words"),
    [
        pytest.param("571 rue du Bief", "571 rue du Bief, Tours", id="571-rue-du-bief"),
        pytest.param(
            "571 rue du Bief, 37000 Tours",
            "571 rue du Bief, 37000 Tours",
            id="571-rue-du-bief-37000-tours",
        ),
        pytest.param(
            "571 rue du Bief, TOURS", "571 rue du Bief, TOURS", id="571-rue-du-bief-tours"
        ),
        pytest.param("5 rue de Tours", "5 rue de Tours, Tours", id="5-rue-de-tours"),
        ("", "Tours"),
    ],
)
def test_address_in_words_says_the_town_once(address, words):
    contacts = Contacts(NOBODY, NOBODY, address, "Tours", "", None)

    assert contacts.address_in_words == words
