"""What quotes hold about a person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.privacy import personal_data
from commons.privacy.plain_rows import plain_rows
from commons.privacy.registries.archive_files import ArchiveFile, register_files
from commons.privacy.registries.processings import LegalBasis, Processing, register_processing
from commons.privacy.registries.retention import RetentionRule, register_retention
from hosting.quotes.models import Quote, QuoteFile, QuoteSeries


def quotes_of(person: User) -> dict[str, Any]:
    """Quotes that they made, that they asked for, and those of their requests."""
    return {
        "quotes": plain_rows(_quotes(person)),
        "quote_numbers": plain_rows(QuoteSeries.objects.filter(host=person)),
    }


def quote_files_of(person: User) -> Iterator[ArchiveFile]:
    files = QuoteFile.objects.filter(quote__in=_quotes(person)).select_related("quote")
    for file in files.order_by("pk").iterator():
        yield ArchiveFile(f"quotes/{file.quote.public_id}.pdf", [bytes(file.content)])


def _quotes(person: User) -> QuerySet[Quote]:
    return Quote.objects.filter(Q(host=person) | Q(asked_by=person) | Q(request__guest=person))


register_files(quote_files_of)
personal_data.register(
    "hosting",
    quotes_of,
    covers=["quotes.quote.host", "quotes.quote.asked_by", "quotes.quoteseries.host"],
)
register_processing(
    Processing(
        "quotes",
        ("quotes",),
        title=_("Quotes"),
        purpose=_("so that an organisation has a host’s offer in writing before it agrees"),
        basis=LegalBasis.CONTRACT,
        recipients=_("the host, and those who act for the organisation that asks"),
    )
)
register_retention(
    RetentionRule(
        ("quotes.quote", "quotes.quoteseries"),
        goes=_("names, terms and PDF files of quotes"),
        period=settings.HOSTING_AGREEMENTS_KEPT,
        starts=_("after the request has ended"),
        job="hosting.forget_quotes",
        stays=_(
            "the quote and the names in it, even if you close your account, until the end of this "
            "period, because it belongs to the agreement; after that, only its number, its dates "
            "and its total, so that no number of the host is missing"
        ),
        columns=(
            *("quotes.quote.title", "quotes.quote.host_name", "quotes.quote.contact_name"),
            *("quotes.quote.organisation_name", "quotes.quote.organisation_identifiers"),
            *("quotes.quote.facts", "quotes.quote.lines", "quotes.quote.legal_note"),
            *("quotes.quote.conditions", "quotes.quote.cancellation"),
        ),
    ),
)
