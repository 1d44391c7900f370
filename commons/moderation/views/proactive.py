"""Something that nobody has reported, for those who look after it."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from commons.mail.written_words import mark_written_words
from commons.moderation.actions.decisions import Verdict
from commons.moderation.actions.proactive import decide_proactively, proactive_measures
from commons.moderation.forms import ProactiveDecisionForm
from commons.moderation.models import Case
from commons.moderation.reportable_types import reportable_type_named
from commons.moderation.states import Measure
from core.http.actions import post_data_or_none, redirect_with_success, try_form


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request, kind, public_id):
    noun = reportable_type_named(kind)
    subject = noun.find_for(public_id, request.user) if noun else None
    if subject is None or not request.user.has_perm("moderation.decide_proactively", subject):
        raise Http404
    # Where somebody has reported it, it is decided there.
    cases = Case.objects.readable_by(request.user, among=[noun.name])
    if waiting := cases.about(noun.model, subject.pk).undecided().first():
        return redirect(waiting)
    form = ProactiveDecisionForm(
        post_data_or_none(request), measures=proactive_measures(subject, request.user)
    )
    made = try_form(
        form,
        lambda *, measure, **data: decide_proactively(
            subject=subject, verdict=Verdict(measure=Measure(measure), **data), by=request.user
        ),
    )
    if made:
        return redirect_with_success(
            request,
            _("Decision saved. We’re sending your reasons to the author."),
            to=made.case,
        )
    context = {
        "form": form,
        "noun": noun,
        "title": mark_written_words(noun.title_of(subject), subject),
        "page": noun.page_of(subject),
    }
    status = 422 if form.is_bound else 200
    return render(request, "moderation/case_proactive.html", context, status=status)
