"""The photograph of a community, on its desk."""

from django.contrib.auth.decorators import login_required
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from commons.media.forms import PhotosForm, WholePhotoForm
from commons.media.views import receive_photos
from core.http.actions import post_data_or_none, redirect_with_success, run_action, try_form
from hosting.communities.actions.photos import (
    describe_community_photo,
    remove_community_photo,
    restore_community_photo,
    upload_community_photo,
)
from hosting.coordination.views.desk_tabs import coordinated_community_or_404, render_desk_page


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def photo(request, public_id):
    """Its words are for whoever brought it to say; others may bring another one."""
    community = coordinated_community_or_404(request, public_id)
    current = community.photo
    own = current is not None and request.user.has_perm("media.describe_photo", current)
    form = (
        WholePhotoForm(post_data_or_none(request), initial=current.words if current else {})
        if own
        else None
    )
    if form and try_form(
        form,
        lambda **words: describe_community_photo(community=community, by=request.user, **words),
    ):
        return redirect_with_success(request, _("Saved."), to=_page_of(community))
    return render_desk_page(
        request, community, "photo", {"form": form, "bring": PhotosForm(one=True)}
    )


@login_required
@require_POST
def bring(request, public_id):
    community = coordinated_community_or_404(request, public_id)
    return receive_photos(
        request,
        PhotosForm(request.POST, request.FILES, one=True),
        lambda file, key, licence: upload_community_photo(
            community=community, file=file, licence=licence, key=key, by=request.user
        ),
        to=_page_of(community),
    )


@login_required
@require_POST
def remove(request, public_id):
    community = coordinated_community_or_404(request, public_id)
    return run_action(
        request,
        lambda: remove_community_photo(community=community, by=request.user),
        done=_("Photo removed. You can restore it."),
        to=_page_of(community),
    )


@login_required
@require_POST
def restore(request, public_id):
    community, name = (
        coordinated_community_or_404(request, public_id),
        request.POST.get("photo", ""),
    )
    return run_action(
        request,
        lambda: restore_community_photo(community=community, photo=name, by=request.user),
        done=_("Photo restored."),
        to=_page_of(community),
    )


def _page_of(community):
    return reverse("hosting:coordination-photo", args=[community.address])
