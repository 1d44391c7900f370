"""What this app declares to the apps below it, once it starts."""

from __future__ import annotations

from commons.notifications.attachments import register_attachment
from commons.notifications.categories import map_templates
from commons.notifications.selectors import register_subjects
from hosting.quotes.exports import attached_pdf
from hosting.quotes.models import Quote
from hosting.quotes.notifications import QUOTE_MADE
from hosting.quotes.presenters import annex_of, quote_section
from hosting.quotes.selectors import last_day_of_quote
from hosting.requests.presenters.annexes import register_annex
from hosting.requests.presenters.validity import register_validity
from hosting.requests.selectors.request_sections import register_request_section

map_templates(
    "quotes", "requests", "quote_asked", "quote_reminder", "quote_made", "quote_withdrawn"
)
register_subjects(
    Quote.objects.select_related(
        *("host", "asked_by", "request__guest", "request__host", "request__on_behalf_of"),
        *("request__session", "request__offer__place__locality", "proposal__session"),
    )
)
register_attachment(QUOTE_MADE, attached_pdf)
register_request_section(quote_section)
register_annex(annex_of)
register_validity(last_day_of_quote)
