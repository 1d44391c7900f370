"""How a change is tried, and how two versions of it come before the person."""

from django.shortcuts import redirect

from core.deeds import tell_errors
from core.errors import DomainError
from travel_stories.actions.plans import keep_aside
from travel_stories.errors.plans import ChangedMeanwhileError
from travel_stories.models.parts import as_plain
from travel_stories.queries.conflicts import two_sides
from travel_stories.views.conflicts import show_both


def try_edit(request, form, me, deed, *, to):
    """Run `deed` with what the form holds; the answer, or nothing if the form has to be shown."""
    if not form.is_valid():
        return None
    try:
        deed(words=form.words(), edit=form.edit(me))
    except ChangedMeanwhileError as conflict:
        return show_conflict(request, form, me, conflict, to=to)
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return None
    return redirect(to)


def try_press(request, form, me, deed, *, to):
    """The same for a button: there is no form to come back to, so a refusal is a message."""
    answer = try_edit(request, form, me, lambda words, edit: deed(edit=edit, **words), to=to)
    if answer is None:
        tell_errors(request, form)
    return answer or redirect(to)


def show_conflict(request, form, me, conflict, *, to):
    """A page of its own (409). My version is in the history before anything is shown: a closed tab
    loses nothing.
    """
    part = conflict.facts["part"]
    wanted = as_plain(form.words())
    keep_aside(part=part, wanted=wanted, edit=form.edit(me))
    return show_both(request, conflict, sides=two_sides(part, wanted), to=to)
