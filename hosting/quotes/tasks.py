"""The PDF of a quote: made once, after commit."""

from __future__ import annotations

from hashlib import sha256

from celery import shared_task

from hosting.quotes.exports import make_pdf
from hosting.quotes.models import Quote, QuoteFile


@shared_task(name="hosting.make_quote_file")
def make_quote_file(*, quote_id: int) -> None:
    """A second run finds the file and leaves it: what somebody downloaded stays the same."""
    quote = Quote.objects.filter(pk=quote_id, forgotten_at=None).first()
    if quote is None or QuoteFile.objects.filter(quote=quote).exists():
        return
    content = make_pdf(quote)
    QuoteFile.objects.get_or_create(
        quote=quote, defaults={"content": content, "digest": sha256(content).hexdigest()}
    )
