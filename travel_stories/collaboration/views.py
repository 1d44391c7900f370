"""How a change is tried, and how two versions of it come before the person."""

from uuid import uuid4

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.errors import DomainError
from travel_stories.collaboration.actions.changes import save_conflict_copy
from travel_stories.collaboration.choices import UNDO
from travel_stories.collaboration.errors import ChangedMeanwhileError
from travel_stories.collaboration.models import as_plain
from ui.form_errors import flash_form_errors

UNSENT = {"csrfmiddlewaretoken", "based_on", "key"}  # written anew into the form of a conflict


def try_edit(request, form, me, action, *, to, compare, offers_undo=False):
    """Run `action` with what the form holds; the answer, or nothing if the form has to be shown.

    `to` may be a function of what the action returned. `compare(part, wanted)` lists the fields in
    which two versions differ. With `offers_undo` a message carries the key of the change, for the
    page that opens next.
    """
    if not form.is_valid():
        return None
    edit = form.edit(me)
    try:
        result = action(words=form.words(), edit=edit)
    except ChangedMeanwhileError as conflict:
        return show_conflict(request, form, me, conflict, to=to, compare=compare)
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return None
    if offers_undo:
        messages.success(request, _("Saved."), extra_tags=f"{UNDO} {edit.key}")
    return redirect(to(result) if callable(to) else to)


def try_button(request, form, me, action, *, to, compare, done="", offers_undo=False):
    """The same for a button: there is no form to come back to, so a refusal is a message."""

    def press(words, edit):
        result = action(edit=edit, **words)
        if done:
            messages.success(request, done)
        return result

    answer = try_edit(request, form, me, press, to=to, compare=compare, offers_undo=offers_undo)
    if answer is None:
        flash_form_errors(request, form)
    return answer or redirect(to)


def show_conflict(request, form, me, conflict, *, to, compare):
    """A page of its own (409): what the other wrote, what I wrote, and two buttons.

    My version is in the history before anything is shown: a closed tab loses nothing.
    """
    part, wanted = conflict.facts["part"], as_plain(form.words())
    save_conflict_copy(part=part, wanted=wanted, edit=form.edit(me))
    sent = request.POST.lists()
    context = {
        "refusal": conflict,
        "part": part,
        "sides": compare(part, wanted),
        "again": [(name, value) for name, each in sent if name not in UNSENT for value in each],
        "based_on": conflict.facts["number"],
        "key": uuid4(),
        "to": to(part) if callable(to) else to,
    }
    return render(request, "collaboration/conflict.html", context, status=409)
