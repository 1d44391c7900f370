"""What the buttons of a page do, as tables: which action, what is said afterwards, which form."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.forms import Form
from django.http import Http404
from django.utils.functional import Promise

from core.http.actions import redirect_with_success, run_action, try_form


@dataclass(frozen=True, slots=True)
class PostAction:
    """One button. With a form it wants words first; `done` may depend on what came of it."""

    act: Callable
    done: str | Promise | Callable
    form: type[Form] | None = None

    def words(self, result):
        return self.done(result) if callable(self.done) else self.done


def run_post_action(
    request, post_actions, action, *, on, to, refused=None, refused_to=None, by=None
):
    """Do it to `on` and lead to `to`; a form that can't be taken goes to `refused`."""
    if action not in post_actions:
        raise Http404
    one = post_actions[action]
    act = partial(one.act, **on, by=by or request.user)
    if one.form is None:
        return run_action(request, act, done=one.done, to=to, refused_to=refused_to)
    form = one.form(request.POST)
    result = try_form(form, act)
    return (
        refused(form)
        if result is None
        else redirect_with_success(request, one.words(result), to=to)
    )
