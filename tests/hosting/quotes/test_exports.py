"""A quote on paper."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from core.files.pdf import can_make_pdf
from hosting.quotes import exports
from hosting.quotes.exports import QuoteTooLongError, attached_pdf, make_pdf
from hosting.quotes.models import QuoteFile
from hosting.quotes.tasks import make_quote_file
from tests.factories.accounts import UserFactory
from tests.factories.quotes import APRIL, QuoteFactory, with_file

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(APRIL)]


@pytest.mark.skipif(not can_make_pdf(), reason="WeasyPrint or its libraries aren’t here")
def test_make_pdf_says_what_the_page_says():
    quote = QuoteFactory(language="fr", number=7, legal_note="TVA non applicable")

    reader = PdfReader(BytesIO(make_pdf(quote)))

    words = " ".join(reader.pages[0].extract_text().split())
    assert reader.metadata.title == "Devis 2027-007"
    for said in (
        "Valable jusqu’au samedi 1er mai 2027",
        "CSE du Bief",
        "120",
        "TVA non applicable",
    ):
        assert said in words


def test_make_pdf_is_bounded(monkeypatch):
    monkeypatch.setattr(exports, "MOST_CHARACTERS", 10)

    with pytest.raises(QuoteTooLongError):
        make_pdf(QuoteFactory())


def test_make_quote_file_leaves_the_first_file_alone(monkeypatch):
    quote = with_file(QuoteFactory())
    monkeypatch.setattr("hosting.quotes.tasks.make_pdf", lambda quote: b"%PDF another")
    before = QuoteFile.objects.values_list("digest", flat=True).get()

    make_quote_file(quote_id=quote.pk)
    make_quote_file(quote_id=quote.pk + 1)

    assert QuoteFile.objects.values_list("digest", flat=True).get() == before


def test_attached_pdf_is_for_its_readers_and_as_it_was_made():
    quote = with_file(QuoteFactory())
    other = with_file(QuoteFactory())
    QuoteFile.objects.filter(quote=other).update(content=b"changed")

    attached = attached_pdf(quote, quote.request.guest)

    assert attached.name == f"quote-{quote.reference}.pdf"
    assert attached.content == bytes(quote.file.content)
    assert attached_pdf(quote, UserFactory()) is None
    assert attached_pdf(other, other.request.guest) is None
    assert attached_pdf(QuoteFactory(), quote.request.guest) is None
