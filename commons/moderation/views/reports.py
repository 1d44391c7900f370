"""Reporting, and what became of it: with an account, or by the link of a letter."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commons.moderation.actions.appeals import appeal
from commons.moderation.actions.reports import report as report_it
from commons.moderation.forms import AppealForm, ReportForm
from commons.moderation.models import Report, kind_named
from commons.moderation.queries.lists import OWN
from commons.moderation.queries.sides import report_told
from commons.moderation.views.lists import show_lists
from core.deeds import conclude, posted, try_form
from core.finding import found_or_404
from core.limits import is_too_often


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request, kind, public_id):
    """No account is needed."""
    noun, subject = _public(request, kind, public_id)
    if request.method == "POST" and is_too_often(request, "report", **settings.MODERATION_REPORTS):
        return render(request, "429.html", status=429)
    by = request.user if request.user.is_authenticated else None
    form = ReportForm(posted(request), is_known=by is not None)
    made = try_form(form, lambda **said: report_it(kind=noun, subject=subject, words=said, by=by))
    if made:
        return _receipt(request, made)
    return _form(request, noun, subject, form)


@require_safe
def thanks(request):
    return render(request, "moderation/report_thanks.html")


@login_required
@never_cache
@require_safe
def index(request):
    return show_lists(request, OWN)


@login_required
@never_cache
@require_safe
def detail(request, public_id):
    return _show(request, _own(request, public_id))


@login_required
@require_POST
def appeal_own(request, public_id):
    made = _own(request, public_id)
    return _appeal(request, made, to=made.get_absolute_url(), by=request.user)


@never_cache
@require_safe
def status(request, token):
    return _show(request, _by_letter(token))


@require_POST
def appeal_status(request, token):
    made = _by_letter(token)
    return _appeal(request, made, to=made.door)


def _public(request, kind, public_id):
    """What this visitor reads now: what they can't read, they can't report."""
    noun = kind_named(kind)
    subject = found_or_404(noun.find(public_id, request.user) if noun else None)
    return noun, subject


def _form(request, noun, subject, form):
    shown = {
        "form": form,
        "noun": noun,
        "subject": subject,
        "title": noun.title_of(subject),
        "page": noun.page_of(subject),
        "parts": list(noun.parts_of(subject, request.user)),
    }
    status = 422 if form.is_bound else 200
    return render(request, "moderation/report_form.html", shown, status=status)


def _receipt(request, made):
    """Whoever left an address finds the link there, so that no other address tells it."""
    if made.by is not None:
        return conclude(request, _("Thank you. Somebody looks at it."), to=made)
    if made.email:
        return redirect("moderation:report-thanks")
    return redirect(made.door)


def _own(request, public_id):
    mine = Report.objects.of_person(request.user).select_related("case")
    return get_object_or_404(mine, public_id=public_id)


def _by_letter(token):
    return found_or_404(Report.objects.with_token(token))


def _appeal(request, made, *, to, by=None):
    told = report_told(made)
    if told.newest is None:
        raise Http404
    form = AppealForm(request.POST)
    deed = {"decision": told.newest, "report": made, "by": by}
    if try_form(form, lambda words: appeal(words=words, **deed)):
        return conclude(request, _("Thank you. Somebody else looks at it again."), to=to)
    return _show(request, made, form=form)


def _show(request, made, form=None):
    shown = {"told": report_told(made), "form": form or AppealForm()}
    shown["by_letter"] = made.by is None
    return render(request, "moderation/report_detail.html", shown, status=422 if form else 200)
