"""What the pages around one request share."""

from django.shortcuts import render

from commons.conversations.queries.threads import unread_until
from hosting.forms.concerns import ConcernForm
from hosting.forms.proposals import AnswerForm, NoteForm, NoteReplyForm, ProposalForm
from hosting.queries.local_rules import lines_told
from hosting.queries.neighbours import free_stays_near
from hosting.queries.requests import contacts_for
from hosting.queries.rooms import conversation_of, way_of
from hosting.queries.sets import together_of
from hosting.queries.tickets import ticket_of


def show_room(request, asked, **forms):
    """The page of a request. A form that is given was refused, and comes back as it was typed."""
    agreement = getattr(asked, "agreement", None)
    shown = _told_of(asked, agreement, request.user) | _answers_to(asked, agreement, request.user)
    status = 422 if forms else 200
    return render(request, "hosting/request_detail.html", shown | forms, status=status)


def _told_of(asked, agreement, reader):
    """What was said and agreed so far, as this side may read it."""
    contacts = contacts_for(reader, asked)
    return {
        "asked": asked,
        "agreement": agreement,
        "is_host": asked.host_id == reader.pk,
        "ticket": ticket_of(agreement, contacts) if agreement else None,
        "together": together_of(asked, reader=reader),
        "conversation": conversation_of(asked, reader=reader),
        "unread_until": unread_until(asked.thread, viewer=reader),
        "way": way_of(asked),
        "notes": notes_for(reader, agreement) if agreement else [],
        "concerns": asked.concerns.filter(by=reader),
    }


def _answers_to(asked, agreement, person):
    """Forms by which one goes on, and the rules that hold while it is open."""
    return {
        "rules": lines_told(asked.rules_told, for_guests=True) if asked.is_open else (),
        "answer_form": AnswerForm(),
        "proposal_form": ProposalForm(asked=asked) if asked.is_open else None,
        "reply_form": NoteReplyForm(),
        "note_form": note_form_for(person, asked, agreement),
        "concern_form": ConcernForm(prefix="concern"),
    }


def notes_for(person, agreement):
    """One's own words always, the other's once both have written or the time is over."""
    return [
        note
        for note in agreement.notes.all()
        if note.withdrawn_at is None and (note.is_shown or note.author_id == person.pk)
    ]


def note_form_for(person, asked, agreement):
    """Once the days are over, while there is time, for whoever hasn't left a note."""
    if agreement is None or not asked.takes_notes:
        return None
    written = any(note.author_id == person.pk for note in agreement.notes.all())
    return None if written else NoteForm()


def doors_instead(offer, form):
    """Neighbours of an offer that was refused, on the same dates."""
    if not form.is_bound or not form.non_field_errors():
        return []
    asked = form.cleaned_data
    party = asked.get("adults", 1) + asked.get("children", 0)
    return free_stays_near(offer, dates=asked.get("dates"), party=party)
