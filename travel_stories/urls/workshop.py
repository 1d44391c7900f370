"""Where stories are written by their authors."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from travel_stories.stories.views import (
    authors,
    blocks,
    chapters,
    comments,
    pictures,
    sounds,
    workshop,
)

CHAPTERS = [
    path(_("add/"), chapters.add, name="chapter-add"),
    path("<str:chapter>/", chapters.change, name="chapter-change"),
    path(_("<str:chapter>/move/"), chapters.move, name="chapter-move"),
    path(_("<str:chapter>/remove/"), chapters.remove, name="chapter-remove"),
]

BLOCKS = [
    path(_("add/<str:kind>/"), blocks.add, name="block-add"),
    path("<str:block>/", blocks.write, name="block-write"),
    path(_("<str:block>/cut/"), blocks.cut, name="block-cut"),
    path(_("<str:block>/save/"), blocks.save, name="block-save"),
    path(_("<str:block>/pen/"), blocks.edit_lock, name="block-edit-lock"),
    path(_("<str:block>/lay-down/"), blocks.release_lock, name="block-release-lock"),
    path(_("<str:block>/move/"), blocks.move, name="block-move"),
    path(_("<str:block>/remove/"), blocks.remove, name="block-remove"),
    path(_("<str:block>/photos/add/"), pictures.add, name="picture-add"),
    path(_("<str:block>/photos/<str:photo>/"), pictures.describe, name="picture-describe"),
    path(_("<str:block>/photos/<str:photo>/blur/"), pictures.blur, name="picture-blur"),
    path(_("<str:block>/photos/<str:photo>/place/"), pictures.place, name="picture-place"),
    path(_("<str:block>/photos/<str:photo>/remove/"), pictures.remove, name="picture-remove"),
    path(_("<str:block>/comments/add/"), comments.add, name="block-comment-add"),
    path(
        _("<str:block>/comments/<int:number>/settle/"), comments.settle, name="block-comment-settle"
    ),
]

AUTHORS = [
    path("", authors.index, name="author-list"),
    path(_("invite/"), authors.offer, name="author-invite"),
    path(_("propose/"), authors.propose, name="author-propose"),
    path(_("credit/"), authors.credit, name="author-credit"),
    path(_("leave/"), authors.leave, name="story-leave"),
    path(_("<str:author>/role/"), authors.role, name="author-role"),
    path(_("<str:author>/remove/"), authors.remove, name="author-remove"),
    path(
        _("invitations/<str:invitation>/revoke/"), authors.revoke, name="author-invitation-revoke"
    ),
]

STORY = [
    path("", workshop.detail, name="story-workshop"),
    path(_("now.json"), workshop.now, name="story-now"),
    path(_("frame/"), workshop.change, name="story-change"),
    path(_("delete/"), workshop.delete, name="story-delete"),
    path(_("preview/"), workshop.preview, name="story-preview"),
    path(_("revisions/"), workshop.revisions, name="story-revisions"),
    path(_("revisions/<int:number>/"), workshop.revision, name="story-revision"),
    path(_("revisions/<int:number>/restore/"), workshop.restore, name="revision-restore"),
    path(_("chapters/"), include(CHAPTERS)),
    path(_("blocks/"), include(BLOCKS)),
    path(_("authors/"), include(AUTHORS)),
]

urlpatterns = [
    path(_("stories/workshop/"), workshop.index, name="my-stories"),
    path(_("stories/workshop/new/"), workshop.begin, name="story-begin"),
    path(_("s/author/<str:token>/"), authors.invitation, name="author-invitation"),
    path(_("stories/workshop/<public_id:public_id>/"), include(STORY)),
    path(_("stories/sounds/<str:sound>/"), sounds.sound_file, name="sound"),
    path(_("trips/<public_id:public_id>/tell/"), workshop.tell, name="trip-tell"),
]
