"""Organisations of a person, the page of each, its people and their invitations."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commons.organisations.actions import (
    MandateOffer,
    OrganisationData,
    accept_invitation,
    change_mandate,
    change_organisation,
    check_organisation,
    create_organisation,
    end_mandate,
    invite_person,
    revoke_invitation,
    withdraw_check,
)
from commons.organisations.forms import InvitationForm, MandateForm, OrganisationForm
from commons.organisations.models import Mandate, MandateInvitation, Organisation
from commons.organisations.registries import panels_for_organisation
from commons.organisations.rules import manages
from commons.organisations.selectors import mandates_of
from core.http.actions import (
    post_data_or_none,
    redirect_with_success,
    render_forms,
    run_action,
    try_form,
)
from core.permissions import require


@login_required
@require_safe
def index(request):
    context = {"mandates": mandates_of(request.user)}
    return render(request, "organisations/organisation_list.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def create(request):
    form = OrganisationForm(post_data_or_none(request))
    made = try_form(
        form, lambda **data: create_organisation(data=OrganisationData(**data), by=request.user)
    )
    if made:
        return redirect_with_success(request, _("The organisation has been created."), to=made)
    return render_forms(request, "organisations/organisation_form.html", {"form": form}, form)


@login_required
@require_safe
def detail(request, public_id):
    return render_organisation(request, organisation_of(request.user, public_id))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, public_id):
    organisation = organisation_of(request.user, public_id)
    require(request.user, "organisations.change_organisation", organisation)
    name = organisation.name
    form = OrganisationForm(post_data_or_none(request), instance=organisation)
    changed = try_form(
        form,
        lambda **data: change_organisation(
            organisation=organisation, data=OrganisationData(**data), by=request.user
        ),
    )
    if changed:
        return redirect_with_success(request, _("Your changes have been saved."), to=changed)
    context = {"form": form, "organisation": organisation, "name": name}
    return render_forms(request, "organisations/organisation_form.html", context, form)


@login_required
@require_POST
def check(request, public_id):
    """By the co-operative, which has looked into a public register."""
    organisation = organisation_of(request.user, public_id)
    return run_action(
        request,
        lambda: check_organisation(organisation=organisation, by=request.user),
        done=_("The check has been recorded."),
        to=organisation,
    )


@login_required
@require_POST
def uncheck(request, public_id):
    organisation = organisation_of(request.user, public_id)
    return run_action(
        request,
        lambda: withdraw_check(organisation=organisation, by=request.user),
        done=_("The check has been withdrawn."),
        to=organisation,
    )


@login_required
@require_POST
def invite(request, public_id):
    organisation = organisation_of(request.user, public_id)
    form = InvitationForm(request.POST)
    sent = try_form(
        form,
        lambda **data: invite_person(
            organisation=organisation, offered=MandateOffer(**data), by=request.user
        ),
    )
    if sent:
        return redirect_with_success(request, _("Invitation sent."), to=organisation)
    require(request.user, "organisations.invite_person", organisation)
    return render_organisation(request, organisation, form)


@login_required
@require_POST
def revoke(request, public_id, invitation):
    organisation = organisation_of(request.user, public_id)
    found = get_object_or_404(organisation.invitations, public_id=invitation)
    return run_action(
        request,
        lambda: revoke_invitation(invitation=found, by=request.user),
        done=_("This link no longer works."),
        to=organisation,
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request, public_id, mandate):
    found = mandate_of(request.user, public_id, mandate)
    require(request.user, "organisations.change_mandate", found)
    given = {"role": found.role, "ends_on": found.ends_on}
    form = MandateForm(post_data_or_none(request), initial=given)
    changed = try_form(form, lambda **data: change_mandate(mandate=found, by=request.user, **data))
    if changed:
        done = _("Your changes have been saved.")
        return redirect_with_success(request, done, to=found.organisation)
    context = {"form": form, "mandate": found, "organisation": found.organisation}
    return render_forms(request, "organisations/mandate_form.html", context, form)


@login_required
@require_POST
def end(request, public_id, mandate):
    """Of somebody else, or one's own."""
    found = mandate_of(request.user, public_id, mandate)
    is_own = found.person_id == request.user.pk
    done = _("The mandate has ended.")
    if is_own:
        done = _("You don’t act for this organisation any more.")
    return run_action(
        request,
        lambda: end_mandate(mandate=found, by=request.user),
        done=done,
        to="organisations:organisation-list" if is_own else found.organisation,
        refused_to=found.organisation,
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request, token):
    """Opening the link changes nothing: the page has one button."""
    found = MandateInvitation.objects.with_token(token)
    if found is None:
        return render(request, "organisations/invitation_gone.html", status=410)
    if request.method == "POST":
        return accept(request, found)
    return render(request, "organisations/invitation.html", {"invitation": found})


@login_required
def accept(request, found):
    return run_action(
        request,
        lambda: accept_invitation(invitation=found, by=request.user),
        done=_("You can now send requests and accept proposals on behalf of this organisation."),
        to=found.organisation,
        refused_to=request.path,
    )


def organisation_of(person, public_id):
    return get_object_or_404(Organisation.objects.visible_to(person), public_id=public_id)


def mandate_of(person, public_id, mandate):
    """One that nobody has ended, for those who may see the people of its organisation."""
    organisation = organisation_of(person, public_id)
    if not person.has_perm("organisations.see_people", organisation):
        return get_object_or_404(Mandate.objects.none())
    standing = organisation.mandates.standing().select_related("person", "organisation")
    return get_object_or_404(standing, public_id=mandate)


def render_organisation(request, organisation, form=None):
    """The page of an organisation. A form that is given was refused, and comes back as typed."""
    person = request.user
    beside = panels_for_organisation(organisation, request.GET.get("after", ""))
    context = {"organisation": organisation, "beside": beside}
    if person.has_perm("organisations.see_people", organisation):
        context["mandates"] = organisation.mandates.standing().select_related("person")
        context["may_edit"] = person.has_perm("organisations.change_organisation", organisation)
        context["manages"] = manages(person, organisation)
        context["looks_after"] = person.has_perm("organisations.check_organisation", organisation)
    if person.has_perm("organisations.invite_person", organisation):
        context["form"] = form or InvitationForm(initial={"language": get_language()})
        context["invitations"] = organisation.invitations.good()
    forms = [form] if form else []
    return render_forms(request, "organisations/organisation_detail.html", context, *forms)
