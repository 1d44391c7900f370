"""Somebody of an old network reads what is held about them, and comes along or has it deleted."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core.http.actions import redirect_with_success, render_forms, run_action, try_form
from hosting.communities.selectors.communities import membership_of
from hosting.network_imports.actions.invitations import accept_invitation, refuse_invitation
from hosting.network_imports.forms import AcceptForm
from hosting.network_imports.models import MemberInvitation
from hosting.network_imports.states import ImportState
from hosting.offers.rules import AUTHOR_STATES


@never_cache
@require_safe
def detail(request, token):
    """Opening the link changes nothing."""
    invitation = _open_invitation(token)
    if invitation is None:
        return _gone(request)
    return _render_invitation(request, invitation, _form(request, invitation))


@never_cache
@login_required
@require_POST
def accept(request, token):
    invitation = _open_invitation(token)
    if invitation is None:
        return _gone(request)
    form = _form(request, invitation, request.POST)
    drafts = try_form(
        form,
        lambda words="": accept_invitation(invitation=invitation, words=words, by=request.user),
    )
    if drafts is None:
        return _render_invitation(request, invitation, form)
    membership = membership_of(request.user, invitation.community)
    done = _("Welcome. Follow the steps below to join the community.")
    if drafts:
        words = ngettext(
            "%(count)s draft is now in “My offers”.",
            "%(count)s drafts are now in “My offers”.",
            len(drafts),
        )
        done = f"{done} {words % {'count': len(drafts)}}"
    return redirect_with_success(request, done, to=membership)


@never_cache
@require_POST
def refuse(request, token):
    """Without an account: the link comes from the mailbox."""
    invitation = _open_invitation(token)
    if invitation is None:
        return _gone(request)
    return run_action(
        request,
        lambda: refuse_invitation(invitation=invitation),
        done=_("Deleted. We hold nothing about you from this network any more."),
        to=invitation.community if invitation.community.is_public else "/",
    )


def _open_invitation(token):
    """One that waits, of an import that wasn't undone."""
    invitation = MemberInvitation.objects.with_token(token)
    if invitation is None or not invitation.is_waiting:
        return None
    return invitation if invitation.network_import.state == ImportState.DONE else None


def _gone(request):
    return render(request, "network_imports/invitation_gone.html", status=410)


def _form(request, invitation, data=None):
    person = request.user
    membership = membership_of(person, invitation.community) if person.is_authenticated else None
    is_here = membership is not None and membership.state in AUTHOR_STATES
    return AcceptForm(data, asks_words=not is_here)


def _render_invitation(request, invitation, form):
    same = MemberInvitation.objects.of_same_person(invitation)
    context = {
        "invitation": invitation,
        "community": invitation.community,
        "brought_by": invitation.network_import.by,
        "offers": [one for row in same for one in row.imported_offers.all()],
        "form": form,
    }
    return render_forms(request, "network_imports/invitation.html", context, form)
