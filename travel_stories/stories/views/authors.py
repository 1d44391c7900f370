"""Who tells a story, and the links that let others in."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.http.actions import redirect_with_success, run_action, try_form
from travel_stories.stories.actions.authors import (
    accept_author_invitation,
    change_author_role,
    change_credit,
    invite_author,
    leave_story,
    remove_author,
    revoke_author_invitation,
)
from travel_stories.stories.choices import AuthorRole
from travel_stories.stories.forms.stories import AuthorInvitationForm, AuthorRoleForm, CreditForm
from travel_stories.stories.models.authors import AuthorInvitation, AuthorInvitationData
from travel_stories.stories.presenters.desks import companions_of, desk_of
from travel_stories.stories.views.drafts import authors_only


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request, token):
    """Opening the link changes nothing: the page has one button."""
    found = AuthorInvitation.objects.with_token(token)
    if found is None:
        return render(request, "stories/author_link_gone.html", status=410)
    if request.method == "POST":
        return _take_seat(request, token, found)
    return render(request, "stories/author_invitation.html", {"invitation": found})


@login_required
def _take_seat(request, token, found):
    return run_action(
        request,
        lambda: accept_author_invitation(token=token, by=request.user),
        done=_("You’re now writing this story together."),
        to=found.story.workshop_url,
        refused_to=request.path,
    )


@require_safe
@authors_only
def index(request, me):
    return _page(request, me)


@require_POST
@authors_only
def offer(request, me):
    form = AuthorInvitationForm(request.POST)
    action = lambda **data: invite_author(  # noqa: E731
        story=me.story, invited=AuthorInvitationData(**data), by=me
    )
    if try_form(form, action) is None:
        return _page(request, me, form)
    return redirect_with_success(request, _("Invitation sent."), to=_people(me))


@require_POST
@authors_only
def propose(request, me):
    """To somebody who travelled along, by their seat in the trip."""
    found = [one for one in companions_of(me) if one.public_id == request.POST.get("member")]
    if not found:
        return HttpResponseRedirect(_people(me))
    invited = AuthorInvitationData(AuthorRole.WRITER, person=found[0].person)
    return run_action(
        request,
        lambda: invite_author(story=me.story, invited=invited, by=me),
        done=_("Invitation sent."),
        to=_people(me),
    )


@require_POST
@authors_only
def revoke(request, me, invitation):
    found = get_object_or_404(me.story.invitations, public_id=invitation)
    done = _("This link no longer works.")
    return run_action(
        request,
        lambda: revoke_author_invitation(invitation=found, by=me),
        done=done,
        to=_people(me),
    )


@require_POST
@authors_only
def credit(request, me):
    form = CreditForm(request.POST, instance=me)
    if not form.is_valid():
        return _page(request, me, credit=form)
    name = form.cleaned_data["credit"]
    done = (
        _("Your name in the credits has been saved.")
        if name
        else _("Your name won’t be shown in the credits.")
    )
    return run_action(
        request, lambda: change_credit(author=me, credit=name, by=me), done=done, to=_people(me)
    )


@require_POST
@authors_only
def role(request, me, author):
    seat = get_object_or_404(me.story.authors.present(), public_id=author)
    form = AuthorRoleForm(request.POST)
    if not form.is_valid():
        return redirect(_people(me))
    new = form.cleaned_data["role"]
    return run_action(
        request,
        lambda: change_author_role(author=seat, role=new, by=me),
        done=_("Role changed."),
        to=_people(me),
    )


@require_POST
@authors_only
def remove(request, me, author):
    seat = get_object_or_404(me.story.authors.present(), public_id=author)
    return run_action(
        request,
        lambda: remove_author(author=seat, by=me),
        done=_("This person is no longer writing the story. The credits stay the same."),
        to=_people(me),
    )


@require_POST
@authors_only
def leave(request, me):
    return run_action(
        request,
        lambda: leave_story(story=me.story, by=me),
        done=_("You’ve left the story. The credits don’t change."),
        to=reverse("travel_stories:my-stories"),
    )


def _people(me):
    return reverse("travel_stories:author-list", args=[me.story.address])


def _page(request, me, form=None, credit=None):
    desk = desk_of(me, "authors")
    context = {
        "desk": desk,
        "form": form or AuthorInvitationForm(initial={"language": get_language()}),
        "credit": credit or CreditForm(instance=me),
        "invitations": me.story.invitations.good().select_related("person"),
        "companions": companions_of(me) if desk.can_lead else (),
        "roles": AuthorRole.choices,
    }
    status = 422 if form is not None or credit is not None else 200
    return render(request, "stories/author_list.html", context, status=status)
