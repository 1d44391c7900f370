"""What a button of a page does: one action, with a form where it wants words first."""

from functools import partial

from core.http.actions import redirect_with_success, run_action, try_form


def run_post_action(
    request, action, *, on, done, to, form=None, refused=None, refused_to=None, by=None
):
    """Call `action(**on, by=…)` and lead to `to`, saying `done`, perhaps a function of the result.

    `form` is the class of a form whose cleaned data goes to the action as well; where it can't be
    taken, `refused(form)` answers.
    """
    act = partial(action, **on, by=by or request.user)
    if form is None:
        return run_action(request, act, done=done, to=to, refused_to=refused_to)
    bound = form(request.POST)
    result = try_form(bound, act)
    if result is None:
        return refused(bound)
    return redirect_with_success(request, done(result) if callable(done) else done, to=to)
