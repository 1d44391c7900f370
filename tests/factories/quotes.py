"""Requests of organisations with terms on the table, and quotes of them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256

import factory
from django.utils import timezone

from hosting.quotes.models import Quote, QuoteFile
from hosting.quotes.states import QuoteState
from tests.factories.hosting import ProposalFactory, RequestFactory
from tests.factories.organisations import MandateFactory

PDF = b"%PDF-1.7\n% a quote\n%%EOF\n"


def council_request(**fields):
    """Of a works council, for three nights in May: what it asked lies on the table."""
    mandate = fields.pop("mandate", None) or MandateFactory(
        organisation__name="CSE du Bief", organisation__siret="55210055400013"
    )
    terms = fields.pop("terms", {})
    request = RequestFactory(
        guest=mandate.person, on_behalf_of=mandate.organisation, **{"rate_label": "Group"} | fields
    )
    by = terms.pop("by", request.guest)
    ProposalFactory(request=request, by=by, **terms)
    return request


class QuoteFactory(factory.django.DjangoModelFactory):
    """Made from the terms on the table, valid for a month. `asked=True` waits for its host."""

    class Meta:
        model = Quote

    class Params:
        asked = factory.Trait(
            state=QuoteState.ASKED, year=None, number=None, made_on=None, valid_until=None
        )

    request = factory.LazyFunction(council_request)
    host = factory.SelfAttribute("request.host")
    asked_by = factory.SelfAttribute("request.guest")
    proposal = factory.LazyAttribute(lambda made: made.request.proposals.last())
    state = QuoteState.MADE
    year = 2027
    number = factory.Sequence(lambda number: number + 1)
    made_on = factory.LazyFunction(timezone.localdate)
    valid_until = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=30))
    language = "en"
    title = factory.SelfAttribute("request.offer.title")
    host_name = factory.LazyAttribute(lambda made: made.host.signature)
    contract_party = "private"
    organisation_name = factory.SelfAttribute("request.on_behalf_of.name")
    contact_name = factory.LazyAttribute(lambda made: made.request.guest.signature)
    facts = factory.LazyFunction(lambda: [["People", "2 adults"]])
    lines = factory.LazyFunction(
        lambda: [{"what": "Group", "quantity": "3", "price": "€40 per night", "sum": "€120"}]
    )
    total = Decimal(120)
    currency = "EUR"


def with_file(quote: Quote, content: bytes = PDF) -> Quote:
    """As the job leaves it."""
    digest = sha256(content).hexdigest()
    QuoteFile.objects.create(quote=quote, content=content, digest=digest)
    return quote


APRIL = date(2027, 4, 1)
