"""What the pages around one request share."""

from django.core.exceptions import NON_FIELD_ERRORS

from commons.blocking.selectors import contact_status
from commons.conversations.selectors import unread_until
from core.http.actions import render_forms
from hosting.offers.choices.lists import OfferKind
from hosting.requests.actions.host_conditions import refusal_of, refusals_of
from hosting.requests.forms.concerns import ConcernForm
from hosting.requests.forms.proposals import AnswerForm
from hosting.requests.models.saved_replies import SavedReply
from hosting.requests.presenters.answer_bar import answer_bar
from hosting.requests.presenters.asking_organisations import asking_organisation
from hosting.requests.presenters.co_hosts import co_hosts_answering
from hosting.requests.presenters.neighbours import alternatives_for, alternatives_or_other_nights
from hosting.requests.presenters.other_calendars import other_calendars
from hosting.requests.presenters.request_links import links_of_request
from hosting.requests.presenters.request_rows import request_status
from hosting.requests.presenters.request_terms import group_of
from hosting.requests.presenters.request_timeline import (
    deadline_of,
    proposal_deadline_of,
    request_progress,
    request_timeline,
)
from hosting.requests.presenters.swaps import swap_panel
from hosting.requests.presenters.tickets import ticket_of
from hosting.requests.rules import reads_as_host
from hosting.requests.selectors.guest_side import readable_agreement, readable_until
from hosting.requests.selectors.request_sections import sections_of
from hosting.requests.selectors.request_sets import request_set_status
from hosting.requests.selectors.revealed_addresses import contacts_for


def render_request(request, guest_request, **forms):
    """The page of a request. A form that is given was refused, and comes back as it was typed."""
    reader = request.user
    agreement = readable_agreement(guest_request, reader)
    contacts = contacts_for(reader, guest_request)
    # Forms by which one goes on. A host may start from a reply that was saved.
    is_host = reads_as_host(guest_request, reader)
    replies = list(SavedReply.objects.visible_to(reader)) if is_host else None
    wanted = request.GET.get("reply")
    chosen = next((one for one in replies or () if one.public_id == wanted), None)
    forms_context = {
        "answer_form": AnswerForm(initial={"body": chosen.body if chosen else ""}),
        "replies": replies,
        "concern_form": ConcernForm(prefix="concern"),
    }
    contact = contact_status(reader, guest_request.guest if is_host else guest_request.host)
    organisation = asking_organisation(guest_request, reader=reader)
    may_bind = is_host or organisation is None or organisation.may_bind
    may_answer = readable_until(guest_request, reader) is None
    # What was said and agreed so far, as this side may read it.
    context = {
        "guest_request": guest_request,
        "agreement": agreement,
        "is_host": is_host,
        "group": group_of(guest_request) if is_host else "",
        "co_hosts": co_hosts_answering(guest_request, reader=reader),
        "ticket": ticket_of(agreement, contacts) if agreement else None,
        "organisation": organisation,
        "swap": swap_panel(guest_request, reader=reader),
        "request_set": request_set_status(guest_request, reader=reader),
        "other_calendars": other_calendars(guest_request, reader=reader),
        "conversation": request_timeline(guest_request, reader=reader),
        "unread_until": unread_until(guest_request.thread, viewer=reader),
        "way": request_progress(guest_request, agreement),
        "deadline": deadline_of(guest_request, reader=reader),
        "proposal_deadline": proposal_deadline_of(guest_request, reader=reader),
        "elsewhere": alternatives_for(guest_request)
        if guest_request.guest_id == reader.pk
        else None,
        "concerns": guest_request.concerns.filter(by=reader),
        "links": links_of_request(guest_request, reader),
        "bar": answer_bar(guest_request, reader=reader, may_bind=may_bind) if may_answer else None,
        "may_answer": may_answer,
        "status": request_status(guest_request, reader=reader),
        "contact": contact,
        "may_write": may_answer and (not contact.is_blocked or guest_request.outlasts_blocks),
    } | forms_context
    context["may_report"] = reader.has_perm("requests.report_concern", guest_request)
    context["sections"] = sections_of(guest_request, request.user, forms)
    template = "requests/request_detail.html"
    return render_forms(request, template, context | forms, *forms.values())


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
    dates = chosen.dates if offer.kind == OfferKind.STAY else None
    refusals = refusals_of(
        offer.specific, dates=dates, party=adults + children, quantity=chosen.quantity
    )
    if not refusals:
        refusal = refusal_of(offer.specific, dates=dates, adults=adults, children=children)
        refusals = [refusal] if refusal else []
    return (
        {"refusals": refusals, "elsewhere": alternatives_or_other_nights(offer, chosen)}
        if refusals
        else {}
    )


def add_refusals(form):
    """Beside what is wrong in a sent form: all that the host doesn't receive, at once."""
    if not form.errors:
        return
    data, offer = form.cleaned_data, form.offer
    has_party = "adults" in data and "children" in data
    party = data["adults"] + data["children"] if has_party else max(offer.party_min, 1)
    for refusal in refusals_of(
        offer,
        dates=data.get("dates"),
        party=party,
        session=data.get("session"),
        quantity=data.get("quantity"),
        rate=data.get("rate"),
        half_days=data.get("half_days", ()),
    ):
        if str(refusal) not in form.non_field_errors():
            form.add_error(None, str(refusal))


def is_priceable(form, refusals):
    """Whether what is chosen could take place: a price for anything else would mislead."""
    when = {"check_in", "check_out", "half_days", "session"}
    chosen_by = {NON_FIELD_ERRORS, "adults", "children", "quantity"} | when
    return not refusals and chosen_by.isdisjoint(form.errors)


def alternatives_after(form):
    """Other places on the same dates, once the host’s limits have refused a question."""
    if not form.is_bound or not form.non_field_errors():
        return None
    return alternatives_or_other_nights(form.offer, form.chosen)
