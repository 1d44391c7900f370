"""Requests, proposals and agreements."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from commons.accounts.guards import privileged
from hosting.requests.views import agreements, concerns, requests, saved_replies

urlpatterns = [
    path(_("offers/<public_id:public_id>/ask/"), requests.ask, name="request-ask"),
    path(_("me/requests/"), requests.index, name="request-list"),
    path(_("me/requests/<public_id:public_id>/"), requests.detail, name="request-detail"),
    path(_("me/requests/<public_id:public_id>/answer/"), requests.answer, name="request-answer"),
    path(
        _("me/requests/<public_id:public_id>/consider/"),
        requests.consider,
        name="request-consider",
    ),
    path(_("me/requests/<public_id:public_id>/decline/"), requests.decline, name="request-decline"),
    path(
        _("me/requests/<public_id:public_id>/withdraw/"),
        requests.withdraw,
        name="request-withdraw",
    ),
    path(_("me/requests/<public_id:public_id>/propose/"), agreements.propose, name="proposal-make"),
    path(
        _("me/requests/<public_id:public_id>/propose/total/"),
        agreements.recount,
        name="proposal-total",
    ),
    path(
        _("me/requests/<public_id:public_id>/agree/<int:number>/"),
        agreements.agree,
        name="proposal-agree",
    ),
    path(
        _("me/requests/<public_id:public_id>/cancel/"), agreements.cancel, name="agreement-cancel"
    ),
    path(
        _("me/requests/<public_id:public_id>/hand-over/"),
        agreements.hand_over,
        name="agreement-hand-over",
    ),
    path(
        _("me/requests/<public_id:public_id>/no-show/"),
        agreements.no_show,
        name="agreement-no-show",
    ),
    path(
        _("me/requests/<public_id:public_id>/agreement/"),
        agreements.ticket,
        name="agreement-print",
    ),
    path(
        _("me/requests/<public_id:public_id>/agreement.ics"),
        agreements.calendar,
        name="agreement-calendar",
    ),
    path(
        _("me/requests/<public_id:public_id>/in-confidence/"), concerns.report, name="concern-tell"
    ),
    path(_("me/replies/"), saved_replies.index, name="saved-replies"),
    path(_("me/replies/<public_id:public_id>/"), saved_replies.change, name="saved-reply-change"),
    path(
        _("me/replies/<public_id:public_id>/delete/"),
        saved_replies.delete,
        name="saved-reply-delete",
    ),
    *privileged(
        [
            path(_("coordination/in-confidence/"), concerns.index, name="concern-list"),
            path(
                _("coordination/in-confidence/<public_id:public_id>/"),
                concerns.settle,
                name="concern-settle",
            ),
        ]
    ),
]
