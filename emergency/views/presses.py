"""What the buttons of a page do, as tables: which action, what is said afterwards, which form."""

from collections.abc import Callable
from dataclasses import dataclass

from django.forms import Form
from django.http import Http404
from django.utils.functional import Promise

from core.deeds import carry_out, conclude, try_form


@dataclass(frozen=True, slots=True)
class Press:
    """One button. With a form it wants words first; `done` may depend on what came of it."""

    act: Callable
    done: str | Promise | Callable
    form: type[Form] | None = None


def press(request, presses, deed, *, on, to, refused=None, refused_to=None, by=None):
    """Do it to `on` and lead to `to`; a form that can't be taken goes to `refused`."""
    if deed not in presses:
        raise Http404
    one, about = presses[deed], on | {"by": by or request.user}
    if one.form is None:
        return carry_out(
            request, lambda: one.act(**about), done=one.done, to=to, refused_to=refused_to
        )
    form = one.form(request.POST)
    result = try_form(form, lambda **said: one.act(**about, **said))
    if result is None:
        return refused(form)
    done = one.done(result) if callable(one.done) else one.done
    return conclude(request, done, to=to)
