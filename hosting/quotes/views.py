"""Quotes: asked for, made, read and downloaded."""

import logging
from hashlib import sha256

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.files.pdf import can_make_pdf
from core.http.actions import redirect_with_success, render_forms, run_action, try_form
from hosting.quotes.actions import ask_for_quote, make_quote, withdraw_quote
from hosting.quotes.exports import render_document
from hosting.quotes.forms import QuoteForm
from hosting.quotes.models import Quote, QuoteFile
from hosting.quotes.selectors import last_legal_note, takes_quotes, terms_on_table, validity_of
from hosting.requests.models.requests import Proposal
from hosting.requests.presenters.request_terms import proposal_terms
from hosting.requests.rules import reads_as_host
from hosting.requests.selectors.requests import requests_with_details

logger = logging.getLogger(__name__)


@login_required
@require_POST
def ask(request, public_id):
    guest_request = get_object_or_404(requests_with_details(request.user), public_id=public_id)
    return run_action(
        request,
        lambda: ask_for_quote(request=guest_request, by=request.user),
        done=_("The host has been asked for a quote."),
        to=guest_request,
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def make(request, public_id):
    """The terms on the table, and what a quote says besides."""
    guest_request = get_object_or_404(requests_with_details(request.user), public_id=public_id)
    if not reads_as_host(guest_request, request.user):
        raise Http404
    proposal = terms_on_table(guest_request)
    if proposal is None or not takes_quotes(guest_request):
        return redirect(guest_request)
    validity = validity_of(proposal)
    initial = {
        "terms": proposal.pk,
        "valid_until": validity.default,
        "legal_note": last_legal_note(guest_request.host_id),
    }
    data = request.POST if request.method == "POST" else None
    form = QuoteForm(data, validity=validity, initial=initial)
    made = try_form(
        form,
        lambda terms, **_: make_quote(
            proposal=Proposal(pk=terms, request=guest_request),
            draft=form.to_draft(),
            by=request.user,
        ),
    )
    if made:
        return redirect_with_success(request, _("Your quote has been sent."), to=made)
    context = {
        "guest_request": guest_request,
        "form": form,
        "terms": proposal_terms(proposal),
        "has_total": proposal.total is not None,
        "is_too_late": not validity.is_possible,
    }
    return render_forms(request, "quotes/quote_form.html", context, form)


@login_required
@require_safe
def detail(request, public_id):
    quote = _quote_of(request.user, public_id)
    context = {
        "quote": quote,
        "document": mark_safe(render_document(quote)),  # noqa: S308  rendered by our template
        "is_host": reads_as_host(quote.request, request.user),
        "may_accept": quote.is_made and quote.request.is_open and not quote.is_past,
        "is_being_made": not quote.has_file and can_make_pdf(),
    }
    return render(request, "quotes/quote_detail.html", context)


@login_required
@never_cache
@require_safe
def download(request, public_id):
    """The bytes as they were made; never any others."""
    quote = _quote_of(request.user, public_id)
    file = get_object_or_404(QuoteFile, quote=quote)
    content = bytes(file.content)
    if sha256(content).hexdigest() != file.digest:
        logger.error("PDF of quote %s doesn't match its SHA-256 digest", quote.pk)
        raise Http404
    response = HttpResponse(content, content_type="application/pdf")
    name = f"{_('quote')}-{quote.reference}.pdf"
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["X-Content-Type-Options"] = "nosniff"
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request, public_id):
    """Asks first."""
    quote = _quote_of(request.user, public_id)
    if not reads_as_host(quote.request, request.user):
        raise Http404
    if request.method != "POST":
        if not quote.is_made:
            return redirect(quote)
        return render(request, "quotes/quote_withdraw.html", {"quote": quote})
    return run_action(
        request,
        lambda: withdraw_quote(quote=quote, by=request.user),
        done=_("You’ve withdrawn the quote. The proposal itself is still open."),
        to=quote,
    )


def _quote_of(person, public_id):
    """A quote that was made, of a request that this person may see, or 404."""
    quotes = Quote.objects.visible_to(person).written().filter(forgotten_at=None)
    quotes = quotes.with_has_file().select_related("request__offer", "request__on_behalf_of")
    return get_object_or_404(quotes, public_id=public_id)
