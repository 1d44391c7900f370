"""An agreement as a ticket."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils.translation import override

from hosting.requests.actions.agreements import cancel_agreement
from hosting.requests.actions.proposals import agree_to_proposal
from hosting.requests.presenters.request_terms import format_rate
from hosting.requests.presenters.tickets import ticket_of
from hosting.requests.selectors.revealed_addresses import ContactPerson, Contacts
from tests.factories.hosting import (
    AgreementFactory,
    GoodsRequestFactory,
    OpeningHoursFactory,
    ProductFactory,
    ProposalFactory,
)

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

    assert terms.endswith("Cancellation: Two days before.")


@pytest.mark.time_machine(datetime(2027, 4, 1, 12, tzinfo=UTC))
def test_ticket_of_says_when_and_by_whom_it_was_accepted():
    proposal = ProposalFactory(request__guest__full_name="Ada Canary")

    agreement = agree_to_proposal(proposal=proposal, by=proposal.request.guest)

    accepted = ticket_of(agreement, None).accepted
    assert accepted == "Agreed on Thursday 1 April 2027 at 14:00, accepted by Ada Canary."


def test_ticket_of_goods_has_a_buyer_and_says_when_to_come():
    product = ProductFactory(stock=5, opening="Ring the bell.")
    OpeningHoursFactory(offer=product)
    agreement = AgreementFactory(request=GoodsRequestFactory(product=product))

    ticket = ticket_of(agreement, None)

    assert ticket.parties[1].line == "Buyer"
    assert "When to come: Ring the bell. Opening hours: " in ticket.terms


@pytest.mark.time_machine(datetime(2027, 4, 1, 12, tzinfo=UTC))
def test_ticket_of_says_when_and_by_whom_it_was_cancelled():
    agreement = AgreementFactory(guest_name="Ada Canary")

    cancelled = ticket_of(cancel_agreement(agreement=agreement, by=agreement.guest), None)

    assert cancelled.ended == "Cancelled on Thursday 1 April 2027 at 14:00 by Ada Canary."
    assert cancelled.place == ["The address and contact details are no longer shown."]
    assert (cancelled.is_agreed, cancelled.has_address) == (False, False)


def test_ticket_of_an_ended_agreement_without_contacts_says_that_they_go():
    ticket = ticket_of(agreed(), None)

    assert ticket.place == [
        "Address and contact details are deleted 14 days after the agreement ends."
    ]
    assert (ticket.ended, ticket.has_address) == ("", False)


def test_ticket_of_names_people_to_call_where_contacts_may_be_seen():
    host = ContactPerson("Odile Martin", "+33 6 39 98 00 01", "odile@example.org")
    contacts = Contacts(host, NOBODY, "7 rue du Bief", "Tours", "Ring twice.", None)

    hidden, shown = ticket_of(agreed(), None), ticket_of(agreed(), contacts)

    assert (hidden.people, shown.people) == ((), (host, NOBODY))
    assert shown.place == [*contacts.address_lines, "Ring twice."]


@pytest.mark.parametrize(
    ("total", "words"),
    [
        pytest.param(Decimal("144.00"), "House rate, €48 per night", id="sum-of-the-nights"),
        (Decimal("81.50"), "House rate"),
        pytest.param(None, "House rate, €48 per night", id="no-sum"),
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


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        pytest.param({"rate_name": "full"}, "Plein tarif, 48 € la nuit", id="of-the-list"),
        pytest.param(
            {"rate_name": "dropped", "rate_language": "nl"},
            '<span lang="nl">Tarif &lt;été&gt;</span>, 48 € la nuit',
            id="no-longer-in-the-list",
        ),
        pytest.param(
            {"rate_name": "", "rate_language": "nl"},
            '<span lang="nl">Tarif &lt;été&gt;</span>, 48 € la nuit',
            id="own-words",
        ),
        pytest.param(
            {"rate_name": "mode", "mode": "service", "amount": None}, "Coup de main", id="a-mode"
        ),
    ],
)
def test_format_rate_is_in_the_reader_s_language(terms, words):
    agreement = agreed(rate_label="Tarif <été>", **terms)

    with override("fr"):
        assert format_rate(agreement).replace("\xa0", " ") == words


def test_ticket_of_escapes_what_people_wrote_and_marks_the_rate():
    agreement = agreed(rate_label="<b>Été</b>", rate_language="fr", conditions="<i>Sheets.</i>")

    terms = ticket_of(agreement, None).terms

    assert '<span lang="fr">&lt;b&gt;Été&lt;/b&gt;</span>, €48 per night. ' in terms
    assert "&lt;i&gt;Sheets.&lt;/i&gt;" in terms
