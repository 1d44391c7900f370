"""A coordinator sends a table, names its columns, sees what would come, and imports it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commons.audit.actions import record_security_event
from commons.audit.choices import SecurityEventKind
from core.http.actions import (
    post_data_or_none,
    redirect_with_success,
    render_forms,
    run_action,
    try_form,
)
from core.http.rate_limits import client_network
from hosting.coordination.views.desk_tabs import coordinated_community_or_404, tabs_of
from hosting.network_imports.actions.imports import (
    add_photos,
    confirm_import,
    map_columns,
    stop_import,
    undo_import,
    upload_network,
)
from hosting.network_imports.exports import problems_csv
from hosting.network_imports.forms import ColumnsForm, PhotosForm, TableForm
from hosting.network_imports.models import NetworkImport
from hosting.network_imports.presenters import (
    SHOWN_PROBLEMS,
    figures_of,
    mapped_columns,
    preview_lines,
    problem_lines,
    state_colour,
)
from hosting.network_imports.selectors import invitations_of
from hosting.network_imports.states import ImportState

LOOK_AGAIN = 3  # seconds
MAX_INVITATIONS = 100


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def index(request, public_id):
    community = coordinated_community_or_404(request, public_id)
    form = TableForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    sent = try_form(
        form, lambda file: upload_network(community=community, file=file, by=request.user)
    )
    if sent:
        return redirect(
            "hosting:network-import-columns",
            public_id=community.address,
            import_id=sent.public_id,
        )
    rows = community.network_imports.select_related("by").defer("problems", "preview", "samples")
    context = {
        **_desk(community),
        "form": form,
        "imports": [{"row": one, "colour": state_colour(one)} for one in rows[:50]],
    }
    return render_forms(request, "network_imports/list.html", context, form)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def columns(request, public_id, import_id):
    """Each column with the first cells below it."""
    network_import = _import_or_404(request, public_id, import_id)
    if network_import.state not in {ImportState.UPLOADED, ImportState.CHECKED}:
        return redirect(network_import)
    form = ColumnsForm(post_data_or_none(request), network_import=network_import)
    checked = try_form(
        form,
        lambda mapping: map_columns(
            network_import=network_import, mapping=mapping, by=request.user
        ),
    )
    if checked:
        return redirect(network_import)
    context = {
        **_desk(network_import.community),
        "network_import": network_import,
        "form": form,
    }
    return render_forms(request, "network_imports/columns.html", context, form)


@login_required
@require_safe
def detail(request, public_id, import_id):
    network_import = _import_or_404(request, public_id, import_id)
    if network_import.state == ImportState.UPLOADED and network_import.file:
        return redirect(
            "hosting:network-import-columns",
            public_id=network_import.community.address,
            import_id=network_import.public_id,
        )
    return _render_import(request, network_import, PhotosForm())


@login_required
@require_POST
def confirm(request, public_id, import_id):
    network_import = _import_or_404(request, public_id, import_id)
    return run_action(
        request,
        lambda: confirm_import(network_import=network_import, by=request.user),
        to=network_import,
    )


@login_required
@require_POST
def undo(request, public_id, import_id):
    network_import = _import_or_404(request, public_id, import_id)
    return run_action(
        request,
        lambda: undo_import(network_import=network_import, by=request.user),
        done=_("Import undone. Its invitations and drafts have been deleted."),
        to=network_import,
    )


@login_required
@require_POST
def stop(request, public_id, import_id):
    network_import = _import_or_404(request, public_id, import_id)
    return run_action(
        request,
        lambda: stop_import(network_import=network_import, by=request.user),
        done=_("Import stopped. No one else will get an invitation from it."),
        to=network_import,
    )


@login_required
@require_POST
def photos(request, public_id, import_id):
    network_import = _import_or_404(request, public_id, import_id)
    form = PhotosForm(request.POST, request.FILES)
    others = try_form(
        form, lambda file: add_photos(network_import=network_import, file=file, by=request.user)
    )
    if others is None:
        return _render_import(request, network_import, form)
    done = _("Photos added. They’ll be in the drafts of members who accept.")
    if others:
        left_out = ngettext(
            "We left out %(count)s file that no offer mentions.",
            "We left out %(count)s files that no offer mentions.",
            others,
        )
        done = f"{done} {left_out % {'count': others}}"
    return redirect_with_success(request, done, to=network_import)


@login_required
@require_safe
def report(request, public_id, import_id):
    """The rows that can't be read, as CSV. What leaves the site is noted in the security log."""
    network_import = _import_or_404(request, public_id, import_id)
    response = HttpResponse(problems_csv(network_import), content_type="text/csv; charset=utf-8")
    record_security_event(
        SecurityEventKind.DATA_EXPORTED,
        request.user,
        network=client_network(request),
        data={"rows_of_import": network_import.public_id},
    )
    name = f"rows-{network_import.public_id}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _import_or_404(request, public_id, import_id):
    """Of a community that this person coordinates; another one isn't there."""
    rows = NetworkImport.objects.visible_to(request.user).select_related("community", "by")
    return get_object_or_404(rows, public_id=import_id, community__public_id=public_id)


def _desk(community):
    return {"community": community, "tabs": tabs_of(community, "members")}


def _render_import(request, network_import, form):
    problems = list(problem_lines(network_import))
    invitations = invitations_of(network_import)
    context = {
        **_desk(network_import.community),
        "network_import": network_import,
        "colour": state_colour(network_import),
        "stats": figures_of(network_import),
        "columns": mapped_columns(network_import),
        "preview": preview_lines(network_import),
        "problems": problems[:SHOWN_PROBLEMS],
        "problem_count": len(problems),
        "invitations": invitations[:MAX_INVITATIONS],
        "invitation_count": invitations.count(),
        "has_accepted": network_import.has_accepted,
        "form": form,
        "list_url": reverse("hosting:network-import-list", args=[network_import.community.address]),
    }
    status = 422 if form.is_bound else 200
    response = render(request, "network_imports/detail.html", context, status=status)
    if network_import.is_being_imported:
        # The page asks again by itself while the job works, also where no script runs.
        response["Refresh"] = str(LOOK_AGAIN)
    return response
