"""What we hold about a person, as a page and as files; archives that come from elsewhere."""

from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commons.accounts.guards import identity_required
from commons.audit.actions import record_security_event
from commons.audit.choices import SecurityEventKind
from commons.privacy.actions.archives import ask_for_archive
from commons.privacy.actions.consents import withdraw_consent
from commons.privacy.actions.imports import check_archive, confirm_import
from commons.privacy.errors import ImportFailedError
from commons.privacy.forms import ArchiveForm
from commons.privacy.models import ArchiveImport, DataArchive
from commons.privacy.personal_data import export_of
from commons.privacy.presenters import import_sections, processing_cards
from commons.privacy.registries.consents import consents_of
from core.http.actions import render_forms, run_action, try_form
from core.http.file_responses import ChunkedFileResponse
from core.http.rate_limits import client_network, require_request_quota
from core.http.shortcuts import get_or_404

LOOK_AGAIN = 3  # seconds


@login_required
@require_safe
def my_data(request):
    archive = DataArchive.objects.filter(person=request.user).first()
    answer = render(request, "privacy/my_data.html", {"archive": archive})
    return looking_again(answer, waits=archive is not None and archive.is_being_made)


@login_required
@identity_required(back_to="privacy:my-data")
@require_POST
def export(request):
    require_request_quota(request, "data_copies")
    answer = JsonResponse(export_of(request.user), json_dumps_params={"indent": 2})
    answer["Content-Disposition"] = 'attachment; filename="hirondelle.json"'
    answer["Cache-Control"] = "no-store"
    record_export(request)
    return answer


@login_required
@identity_required(back_to="privacy:my-data")
@require_POST
def ask_for(request):
    return run_action(
        request,
        lambda: ask_for_archive(person=request.user, by=request.user),
        done=_("We’re making your archive. We’ll email you when it’s ready."),
        to="privacy:my-data",
    )


@login_required
@identity_required(back_to="privacy:my-data")
@require_safe
def archive_file(request):
    archive = get_or_404(DataArchive.objects.filter(person=request.user).first())
    get_or_404(archive if archive.is_ready else None)
    answer = ChunkedFileResponse(
        archive.file.open("rb"),
        as_attachment=True,
        filename=archive.file_name,
        content_type="application/zip",
    )
    answer["Cache-Control"] = "no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    record_export(request)
    return answer


def record_export(request):
    """Everything about this person has left the site, in one form or another."""
    network = client_network(request)
    record_security_event(SecurityEventKind.DATA_EXPORTED, request.user, network=network)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def import_archive(request):
    form = ArchiveForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if archive := try_form(form, lambda file: check_archive(file=file, by=request.user)):
        return redirect(archive)
    return render_forms(request, "privacy/import.html", {"form": form}, form)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def import_detail(request, public_id):
    mine = ArchiveImport.objects.of_person(request.user)
    archive = get_object_or_404(mine, public_id=public_id)
    if request.method == "POST":
        return run_action(
            request, lambda: confirm_import(archive=archive, by=request.user), to=archive
        )
    refusal = archive.refusal or (str(ImportFailedError()) if archive.is_given_up else "")
    context = {"archive": archive, "sections": import_sections(archive), "refusal": refusal}
    answer = render(request, "privacy/import_detail.html", context)
    return looking_again(answer, waits=archive.is_being_imported)


@login_required
@require_safe
def my_consents(request):
    entries = list(consents_of(request.user))
    ended = sorted(
        (one for one in entries if not one.stands), key=lambda one: one.withdrawn_at, reverse=True
    )
    context = {"standing": [one for one in entries if one.stands], "ended": ended}
    return render(request, "privacy/consents.html", context)


@login_required
@require_POST
def withdraw(request):
    purpose, _mark, subject = request.POST.get("consent", "").partition(":")
    return run_action(
        request,
        lambda: withdraw_consent(
            person=request.user, purpose=purpose, subject=subject, by=request.user
        ),
        done=_("Your consent has been withdrawn."),
        to="privacy:my-consents",
    )


@require_safe
def processing_list(request):
    return render(request, "privacy/processings.html", {"processings": processing_cards()})


def looking_again(answer, *, waits):
    """The page asks again by itself while a job works, also where no script runs."""
    if waits:
        answer["Refresh"] = str(LOOK_AGAIN)
    return answer
