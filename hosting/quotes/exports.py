"""A quote as a document: HTML for its page, and the same as PDF."""

from __future__ import annotations

from hashlib import sha256
from typing import Final

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from commons.accounts.models import User
from commons.mail.emails import Attachment
from core.files.pdf import pdf_of
from hosting.quotes.models import Quote, QuoteFile

MOST_CHARACTERS: Final = 200_000  # of HTML; two thousand of other terms are some pages


class QuoteTooLongError(Exception):
    """What the columns hold is bounded, so that nobody meets it."""


def render_document(quote: Quote) -> str:
    """What was frozen, in the language of the quote; a fragment of a page."""
    with translation.override(quote.language):
        return render_to_string("quotes/parts/document.html", {"quote": quote})


def make_pdf(quote: Quote) -> bytes:
    """The document on paper. Raises QuoteTooLongError."""
    with translation.override(quote.language):
        html = render_to_string(
            "quotes/pdf.html", {"quote": quote, "document": render_document(quote)}
        )
    if len(html) > MOST_CHARACTERS:
        raise QuoteTooLongError
    return pdf_of(html, {})


def attached_pdf(quote: Quote, reader: User) -> Attachment | None:
    """The bytes as they were made, while the quote is valid; none where they aren't made yet.

    None either where they were changed in the database, or the reader acts no longer: the page of
    the quote is linked all the same.
    """
    is_shown = quote.is_made and reader.has_perm("requests.see_request", quote.request)
    file = QuoteFile.objects.filter(quote=quote).first() if is_shown else None
    content = bytes(file.content) if file else b""
    if file is None or sha256(content).hexdigest() != file.digest:
        return None
    return Attachment(f"{_('quote')}-{quote.reference}.pdf", content, "application/pdf")
