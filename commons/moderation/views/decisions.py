"""A statement of reasons, as the author reads it: with the account, or by the link of a letter."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from commons.moderation.actions.appeals import appeal
from commons.moderation.forms import AppealForm
from commons.moderation.models import Decision
from commons.moderation.presenters.statements import statement_summary
from core.http.actions import redirect_with_success, try_form
from core.http.shortcuts import get_or_404


@login_required
@never_cache
@require_safe
def detail(request, public_id):
    return _show(request, _own(request, public_id))


@login_required
@require_POST
def appeal_own(request, public_id):
    decision = _own(request, public_id)
    return _appeal(request, decision, to=decision.get_absolute_url(), by=request.user)


@never_cache
@require_safe
def status(request, token):
    return _show(request, _by_letter(token), by_letter=True)


@require_POST
def appeal_status(request, token):
    decision = _by_letter(token)
    return _appeal(request, decision, to=decision.status_url, by_letter=True)


def _own(request, public_id):
    mine = Decision.objects.addressed_to(request.user).select_related("case")
    return get_object_or_404(mine, public_id=public_id)


def _by_letter(token):
    return get_or_404(Decision.objects.with_token(token))


def _appeal(request, decision, *, to, by=None, by_letter=False):
    form = AppealForm(request.POST)
    if try_form(form, lambda words: appeal(decision=decision, words=words, by=by)):
        return redirect_with_success(
            request, _("Thank you. Someone who didn’t make the decision will review it."), to=to
        )
    return _show(request, decision, form=form, by_letter=by_letter)


def _show(request, decision, *, form=None, by_letter=False):
    context = {
        "summary": statement_summary(decision),
        "form": form or AppealForm(),
        "by_letter": by_letter,
    }
    status = 422 if form else 200
    return render(request, "moderation/decision_detail.html", context, status=status)
