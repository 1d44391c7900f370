"""Reporting, and what became of it: with an account, or by the link of a letter."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commons.mail.written_words import mark_written_words
from commons.moderation.actions.appeals import appeal
from commons.moderation.actions.reports import report as report_it
from commons.moderation.forms import AppealForm, ReportForm
from commons.moderation.models import Report
from commons.moderation.presenters.statements import report_summary
from commons.moderation.reportable_types import reportable_type_named
from commons.moderation.selectors import OWN
from commons.moderation.views.lists import show_lists
from core.http.actions import post_data_or_none, redirect_with_success, render_forms, try_form
from core.http.rate_limits import require_request_quota
from core.http.shortcuts import get_or_404


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request, kind, public_id):
    """No account is needed."""
    # What this visitor reads now: what they can't read, they can't report.
    noun = reportable_type_named(kind)
    subject = get_or_404(noun.find(public_id, request.user) if noun else None)
    if request.method == "POST":
        require_request_quota(request, "reports_from_address")
    by = request.user if request.user.is_authenticated else None
    quotable = noun.quotable(subject, request.user)
    form = ReportForm(
        post_data_or_none(request), is_known=by is not None, subject=public_id, quotable=quotable
    )
    made = try_form(form, lambda **data: report_it(kind=noun, subject=subject, words=data, by=by))
    if made:
        # Whoever left an address finds the link there, so that no other address tells it.
        if made.by is not None:
            return redirect_with_success(
                request, _("Thank you. Someone will review your report."), to=made
            )
        if made.email:
            return redirect("moderation:report-thanks")
        return redirect(made.status_url)
    context = {
        "form": form,
        "noun": noun,
        "subject": subject,
        "title": mark_written_words(noun.title_of(subject), subject),
        "page": noun.page_of(subject),
        "parts": list(noun.parts_of(subject, request.user)),
    }
    return render_forms(request, "moderation/report_form.html", context, form)


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
    return _appeal(request, made, to=made.status_url)


def _own(request, public_id):
    mine = Report.objects.of_person(request.user).select_related("case")
    return get_object_or_404(mine, public_id=public_id)


def _by_letter(token):
    return get_or_404(Report.objects.with_token(token))


def _appeal(request, made, *, to, by=None):
    summary = report_summary(made)
    if summary.newest is None:
        raise Http404
    form = AppealForm(request.POST)
    appeal_data = {"decision": summary.newest, "report": made, "by": by}
    if try_form(form, lambda words: appeal(words=words, **appeal_data)):
        return redirect_with_success(
            request, _("Thank you. Someone who didn’t make the decision will review it."), to=to
        )
    return _show(request, made, form=form)


def _show(request, made, form=None):
    context = {"summary": report_summary(made), "form": form or AppealForm()}
    context["by_letter"] = made.by is None
    return render(request, "moderation/report_detail.html", context, status=422 if form else 200)
