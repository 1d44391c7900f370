"""Addresses of ideas, polls, and comments on them."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from travel_stories.trip_decisions.views import discussions, ideas, polls

urlpatterns = [
    path(_("trips/<public_id:public_id>/decide/"), ideas.board, name="decide"),
    path(_("trips/<public_id:public_id>/ideas/add/"), ideas.add, name="idea-add"),
    path(_("trips/<public_id:public_id>/ideas/<str:idea>/"), ideas.detail, name="idea-detail"),
    path(
        _("trips/<public_id:public_id>/ideas/<str:idea>/change/"),
        ideas.change,
        name="idea-change",
    ),
    path(_("trips/<public_id:public_id>/ideas/<str:idea>/voice/"), ideas.voice, name="idea-voice"),
    path(_("trips/<public_id:public_id>/ideas/<str:idea>/plan/"), ideas.take, name="idea-take"),
    path(
        _("trips/<public_id:public_id>/ideas/<str:idea>/remove/"),
        ideas.remove,
        name="idea-remove",
    ),
    path(_("trips/<public_id:public_id>/polls/add/"), polls.add, name="poll-add"),
    path(_("trips/<public_id:public_id>/polls/<str:poll>/"), polls.detail, name="poll-detail"),
    path(
        _("trips/<public_id:public_id>/polls/<str:poll>/change/"),
        polls.change,
        name="poll-change",
    ),
    path(_("trips/<public_id:public_id>/polls/<str:poll>/vote/"), polls.vote, name="poll-vote"),
    path(
        _("trips/<public_id:public_id>/polls/<str:poll>/take-back/"),
        polls.withdraw,
        name="ballot-withdraw",
    ),
    path(_("trips/<public_id:public_id>/polls/<str:poll>/close/"), polls.close, name="poll-close"),
    path(
        _("trips/<public_id:public_id>/polls/<str:poll>/remove/"),
        polls.remove,
        name="poll-remove",
    ),
    path(
        _("trips/<public_id:public_id>/polls/<str:poll>/plan/<int:place>/"),
        polls.take,
        name="option-take",
    ),
    path(
        _("trips/<public_id:public_id>/comments/<str:noun>/<str:part>/add/"),
        discussions.add,
        name="comment-add",
    ),
    path(
        _("trips/<public_id:public_id>/comments/<str:comment>/remove/"),
        discussions.remove,
        name="comment-remove",
    ),
]
