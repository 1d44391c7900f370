"""Pages of quotes, and who gets the file."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from commons.organisations.models import Mandate
from commons.privacy.personal_data import export_of
from commons.privacy.registries.archive_files import files_of
from hosting.quotes import actions, tasks
from hosting.quotes.models import Quote, QuoteFile
from hosting.requests.actions.proposals import agree_to_proposal
from tests.factories.accounts import UserFactory
from tests.factories.organisations import MandateFactory
from tests.factories.quotes import APRIL, PDF, QuoteFactory, council_request, with_file

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(APRIL)]


@pytest.fixture(autouse=True)
def quick_pdf(monkeypatch):
    """Documents become the same few bytes: what a PDF looks like has a test of its own."""
    monkeypatch.setattr(actions, "can_make_pdf", lambda: True)
    monkeypatch.setattr(tasks, "make_pdf", lambda quote: PDF)


def as_person(person):
    client = Client()
    client.force_login(person)
    return client


def url_of(name, row):
    return reverse(f"hosting:quote-{name}", args=[row.public_id])


def test_from_the_question_to_the_annex(committed, mailoutbox):
    request = council_request()
    guest, host = as_person(request.guest), as_person(request.host)

    with committed():
        page = guest.get(request.get_absolute_url()).text
        guest.post(url_of("ask", request))
    form = host.get(url_of("make", request))
    with committed():
        data = form.context["form"].initial | {"legal_note": "VAT not applicable"}
        made = host.post(url_of("make", request), data)
    quote = Quote.objects.get()
    with committed():
        agree_to_proposal(proposal=quote.proposal, by=request.guest)
    agreed = guest.get(request.get_absolute_url()).text
    ticket = guest.get(reverse("hosting:agreement-print", args=[request.public_id])).text

    assert "Ask for a written quote" in page
    assert (made.status_code, made.url) == (302, quote.get_absolute_url())
    assert quote.valid_until == APRIL + timedelta(days=30)
    assert "This quote is part of your agreement." in agreed
    assert url_of("file", quote) in agreed
    assert "Annex: quote 2027-001 of Thursday 1 April 2027" in ticket
    subjects = [mail.subject.partition(":")[0] for mail in mailoutbox]
    assert subjects == ["Quote requested", "Your quote", *["Agreement made"] * 2]
    assert "Annex: quote 2027-001 of Thursday 1 April 2027" in mailoutbox[-1].body


def test_the_file_is_for_the_two_sides_alone():
    quote = with_file(QuoteFactory())
    colleague = MandateFactory(organisation=quote.request.on_behalf_of).person
    former = MandateFactory(organisation=quote.request.on_behalf_of, ended=True).person
    answers = {
        name: as_person(person).get(url_of("file", quote))
        for name, person in {
            "guest": quote.request.guest,
            "host": quote.host,
            "colleague": colleague,
            "former": former,
            "stranger": UserFactory(),
            "superuser": UserFactory(is_superuser=True),
        }.items()
    }

    assert {name: answer.status_code for name, answer in answers.items()} == {
        **dict.fromkeys(("guest", "host", "colleague"), 200),
        **dict.fromkeys(("former", "stranger", "superuser"), 404),
    }
    answer = answers["guest"]
    assert answer.content == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment; filename=")
    assert "private" in answer["Cache-Control"]


def test_a_file_that_was_changed_is_handed_to_nobody():
    quote = with_file(QuoteFactory())
    QuoteFile.objects.update(content=b"other")

    assert as_person(quote.host).get(url_of("file", quote)).status_code == 404


def test_detail_is_in_the_language_of_the_quote():
    quote = QuoteFactory(language="fr", legal_note="TVA non applicable")

    page = as_person(quote.request.guest).get(url_of("detail", quote)).text

    assert 'lang="fr"' in page
    assert "TVA non applicable" in page
    assert "Devis 2027-" in page
    assert "To agree to this quote, accept the proposal in the conversation." in page


def test_detail_shows_words_of_people_as_text():
    quote = QuoteFactory(conditions="<script>alert(1)</script>", host_name="<b>Ada</b>")

    page = as_person(quote.host).get(url_of("detail", quote)).text

    assert "<script>alert" not in page
    assert "&lt;b&gt;Ada" in page


@pytest.mark.parametrize("days", [0, 400])
def test_make_keeps_what_was_typed_when_it_is_refused(days):
    request = council_request()
    host = as_person(request.host)
    data = host.get(url_of("make", request)).context["form"].initial
    until = date(2027, 4, 1) + timedelta(days=days)

    page = host.post(url_of("make", request), data | {"valid_until": until, "legal_note": "N"})

    assert page.status_code == 422
    assert "Choose a date from Friday 2 April to Monday 3 May." in page.text
    assert 'value="N"' in page.text


@pytest.mark.parametrize("note", ["x" * 201, "two\nlines"], ids=["long", "two lines"])
def test_make_refuses_a_bad_note(note):
    request = council_request()
    host = as_person(request.host)
    data = host.get(url_of("make", request)).context["form"].initial

    page = host.post(url_of("make", request), data | {"legal_note": note})

    assert (page.status_code, Quote.objects.count()) == (422, 0)


def test_make_suggests_the_note_of_the_last_quote():
    quote = QuoteFactory(legal_note="SIRET 1234")
    request = council_request(unit=quote.request.unit)

    form = as_person(quote.host).get(url_of("make", request)).context["form"]

    assert form.initial["legal_note"] == "SIRET 1234"


def test_withdraw_asks_first():
    quote = QuoteFactory()
    host = as_person(quote.host)

    page = host.get(url_of("withdraw", quote)).text
    host.post(url_of("withdraw", quote))

    assert "Withdraw this quote?" in page
    assert Quote.objects.get().state == "withdrawn"
    assert as_person(quote.request.guest).post(url_of("withdraw", quote)).status_code == 404


def test_the_archive_holds_quotes_and_their_files():
    quote = with_file(QuoteFactory())

    for person in (quote.host, quote.request.guest):
        rows = export_of(person)["hosting"]["quotes"]
        files = [file for file in files_of(person) if file.path.startswith("quotes/")]
        assert [row["public_id"] for row in rows] == [quote.public_id]
        assert [b"".join(file.chunks) for file in files] == [PDF]


def test_who_lost_the_mandate_can_still_read_their_own_quote():
    quote = QuoteFactory()
    Mandate.objects.all().delete()

    assert as_person(quote.request.guest).get(url_of("detail", quote)).status_code == 200


def test_a_quote_in_another_language_says_so():
    quote = QuoteFactory(language="fr")

    page = as_person(quote.request.guest).get(quote.get_absolute_url()).text

    assert "This quote was made in French" in page


def test_the_proposal_counts_as_long_as_its_quote():
    request = council_request(state="tentative", reason="holiday")
    request.proposals.update(by=request.host)
    guest, page_of = as_person(request.guest), request.get_absolute_url()

    before = guest.get(page_of).text
    QuoteFactory(request=request, valid_until=date(2027, 4, 9))
    page = guest.get(page_of).text

    assert "Reason for the visit: Holiday" in before
    assert "You can answer this proposal until Monday 3 May." in before
    assert "You can answer this proposal until Friday 9 April." in page
