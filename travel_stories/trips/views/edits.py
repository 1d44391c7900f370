"""How a change is tried, and how two versions of it come before the person."""

from django.shortcuts import redirect

from core.errors import DomainError
from core.http.actions import flash_form_errors
from travel_stories.collaboration.actions import save_conflict_copy
from travel_stories.collaboration.errors import ChangedMeanwhileError
from travel_stories.collaboration.models import as_plain
from travel_stories.collaboration.views import render_conflict
from travel_stories.trips.presenters.conflicts import differing_fields


def try_edit(request, form, me, action, *, to):
    """Run `action` with what the form holds; the answer, or nothing if the form has to be shown."""
    if not form.is_valid():
        return None
    try:
        action(words=form.words(), edit=form.edit(me))
    except ChangedMeanwhileError as conflict:
        return show_conflict(request, form, me, conflict, to=to)
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return None
    return redirect(to)


def try_button(request, form, me, action, *, to):
    """The same for a button: there is no form to come back to, so a refusal is a message."""
    answer = try_edit(request, form, me, lambda words, edit: action(edit=edit, **words), to=to)
    if answer is None:
        flash_form_errors(request, form)
    return answer or redirect(to)


def show_conflict(request, form, me, conflict, *, to):
    """A page of its own (409). My version is in the history before anything is shown: a closed tab
    loses nothing.
    """
    part = conflict.facts["part"]
    wanted = as_plain(form.words())
    save_conflict_copy(part=part, wanted=wanted, edit=form.edit(me))
    return render_conflict(request, conflict, sides=differing_fields(part, wanted), to=to)
