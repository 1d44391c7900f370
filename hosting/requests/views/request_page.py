"""What the pages around one request share."""

from django.shortcuts import render

from commons.conversations.selectors import unread_until
from hosting.communities.presenters.local_rules import parse_rules
from hosting.requests.actions.host_conditions import refusal_of
from hosting.requests.forms.concerns import ConcernForm
from hosting.requests.forms.proposals import AnswerForm, ProposalForm
from hosting.requests.presenters.neighbours import alternatives_for, alternatives_or_other_nights
from hosting.requests.presenters.request_links import links_of_request
from hosting.requests.presenters.request_timeline import (
    deadline_of,
    request_progress,
    request_timeline,
)
from hosting.requests.presenters.tickets import ticket_of
from hosting.requests.selectors.request_sections import sections_of
from hosting.requests.selectors.request_sets import request_set_status
from hosting.requests.selectors.requests import contacts_for


def render_request(request, guest_request, **forms):
    """The page of a request. A form that is given was refused, and comes back as it was typed."""
    agreement = getattr(guest_request, "agreement", None)
    reader = request.user
    contacts = contacts_for(reader, guest_request)
    # Forms by which one goes on, and the rules that hold while it is open.
    forms_context = {
        "rules": parse_rules(guest_request.rules_json, for_guests=True)
        if guest_request.is_open
        else (),
        "answer_form": AnswerForm(),
        "proposal_form": ProposalForm(guest_request=guest_request)
        if guest_request.is_open
        else None,
        "concern_form": ConcernForm(prefix="concern"),
    }
    # What was said and agreed so far, as this side may read it.
    context = {
        "guest_request": guest_request,
        "agreement": agreement,
        "is_host": guest_request.host_id == reader.pk,
        "ticket": ticket_of(agreement, contacts) if agreement else None,
        "request_set": request_set_status(guest_request, reader=reader),
        "conversation": request_timeline(guest_request, reader=reader),
        "unread_until": unread_until(guest_request.thread, viewer=reader),
        "way": request_progress(guest_request),
        "deadline": deadline_of(guest_request, reader=reader),
        "elsewhere": alternatives_for(guest_request)
        if guest_request.guest_id == reader.pk
        else None,
        "concerns": guest_request.concerns.filter(by=reader),
        "links": links_of_request(guest_request, reader),
    } | forms_context
    context["sections"] = sections_of(guest_request, request.user, forms)
    status = 422 if forms else 200
    return render(request, "requests/request_detail.html", context | forms, status=status)


def refusal_context(offer, chosen, query):
    """Why the host or the community would refuse what is chosen so far, and where else to ask.

    Who hasn't said yet how many come is not too few; `chosen` leaves out who comes alone, `query`
    doesn't.
    """
    has_party = bool(query.get("adults") or chosen.children)
    if not chosen.pairs and not has_party:
        return {}
    adults, children = chosen.adults or 1, chosen.children or 0
    if not has_party:
        adults = max(adults, offer.party_min)
    refusal = refusal_of(offer.specific, dates=chosen.dates, adults=adults, children=children)
    return (
        {"refusal": refusal, "elsewhere": alternatives_or_other_nights(offer, chosen)}
        if refusal
        else {}
    )


def alternatives_after(form):
    """Other places on the same dates, once the host’s limits have refused a question."""
    if not form.is_bound or not form.non_field_errors():
        return None
    return alternatives_or_other_nights(form.offer, form.chosen)
