"""The coordinators' desk of an emergency."""

from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy as _

from emergency.desk.views import (
    activations,
    calls,
    drafts,
    figures,
    matching,
    offers,
    queue,
    requests,
    retention,
    rosters,
    safety,
    switching,
)
from emergency.desk.views.stay_updates import (
    decide_on_message,
    longer_on_desk,
    refuse_on_desk,
    write_on_desk,
)

one_request: list[URLPattern | URLResolver] = [
    path("", requests.detail, name="request"),
    path(_("take/"), requests.take, name="request-take"),
    path(_("hand-back/"), requests.give_back, name="request-hand-back"),
    path(_("step/<str:action>/"), requests.step, name="request-step"),
    path(_("duplicate/"), requests.duplicate, name="request-duplicate"),
    path(_("seen/"), requests.seen, name="request-seen"),
    path(_("tell/"), safety.report_about_request, name="request-report-incident"),
    path(
        _("messages/<public_id:message>/<str:action>/"),
        decide_on_message,
        name="message-step",
    ),
    path(_("write/<str:proposal>/"), write_on_desk, name="message-write"),
    path(_("more-nights/<str:placement>/"), longer_on_desk, name="stay-longer"),
    path(_("more-nights/<str:extension>/no/"), refuse_on_desk, name="extension-refuse"),
    path(_("forget/"), retention.forget_request, name="request-forget"),
    path(_("contact/"), matching.read_request, name="request-contact"),
    path(_("ring/"), calls.call, name="request-call"),
    path(_("called/<str:outcome>/"), calls.note_of_request, name="request-called"),
    path(_("verify/<str:method>/"), matching.verify, name="request-verify"),
    path(_("ask/<public_id:offer_id>/"), matching.ask, name="request-ask"),
    path(_("asks/<str:proposal>/<str:action>/"), matching.proposal_step, name="proposal-step"),
    path(_("stays/<str:placement>/<str:action>/"), matching.stay_step, name="stay-step"),
]

one_offer: list[URLPattern | URLResolver] = [
    path("", offers.detail, name="offer"),
    path(_("step/<str:action>/"), offers.step, name="offer-step"),
    path(_("contact/"), matching.read_offer, name="offer-contact"),
    path(_("forget/"), retention.forget_offer, name="offer-forget"),
    path(_("tell/"), safety.report_about_offer, name="offer-report-incident"),
    path(_("ring/"), calls.ring, name="call-ring"),
    path(_("called/<str:outcome>/"), calls.note, name="call-note"),
    path(_("lend-on/"), offers.lend_on, name="offer-lend-on"),
    path(_("correct/"), offers.correct, name="offer-correct"),
    path(_("uphold/"), offers.uphold_suspension, name="offer-uphold"),
]

one_incident: list[URLPattern | URLResolver] = [
    path("", safety.detail, name="safety-incident"),
    path(_("step/<str:action>/"), safety.step, name="safety-step"),
]

one_activation: list[URLPattern | URLResolver] = [
    path("", queue.queue, name="desk"),
    path(_("board/"), figures.board, name="board"),
    path(_("figures.csv"), figures.sheet, name="sheet"),
    path(_("forgetting/"), retention.forgetting, name="forgetting"),
    path(_("forgetting/now/"), retention.forget_now, name="forget-now"),
    path(_("report/"), figures.report, name="report"),
    path(_("report/<str:day>/"), figures.report, name="report-of"),
    path(_("readings/"), queue.readings, name="readings"),
    path(_("lists/"), rosters.index, name="rosters"),
    path(_("lists/<public_id:roster>/"), rosters.detail, name="roster"),
    path(_("lists/<public_id:roster>/verify/"), rosters.verify, name="roster-verify"),
    path(_("lists/<public_id:roster>/forget/"), rosters.drop, name="roster-drop"),
    path(_("matching/"), drafts.draft_page, name="desk-matching"),
    path(_("matching/weigh/"), drafts.weigh, name="drafts-weigh"),
    path(_("matching/ask/"), drafts.ask, name="drafts-ask"),
    path(_("calls/"), calls.board, name="calls"),
    path(_("texts/<public_id:text>/told/"), calls.informed, name="text-informed"),
    path(_("homes/"), queue.homes, name="desk-homes"),
    path(_("rules/"), activations.change, name="rules-change"),
    path(_("rules/categories/"), activations.category, name="category-add"),
    path(_("rules/partners/"), activations.partner, name="partner-name"),
    path(_("people/"), activations.people, name="duties"),
    path(_("people/<public_id:duty>/end/"), activations.off_duty, name="duty-end"),
    path(_("state/"), switching.pending, name="switch-pending"),
    path(_("state/renew/"), activations.renew_review, name="activation-renew"),
    path(_("state/confirm/<public_id:proposal>/"), switching.confirm, name="switch-confirm"),
    path(_("state/call-off/<public_id:proposal>/"), switching.call_off, name="switch-call-off"),
    path(_("state/<str:change>/"), switching.propose, name="switch"),
    path(_("phone/<str:intake_type>/"), queue.phone, name="phone"),
    path(_("safety/"), safety.inbox, name="safety"),
    path(_("safety/<str:incident>/"), include(one_incident)),
    path(_("requests/<public_id:request_id>/"), include(one_request)),
    path(_("homes/<public_id:offer_id>/"), include(one_offer)),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path(_("emergency/coordination/"), activations.index, name="activation-list"),
    path(_("emergency/coordination/new/"), activations.plan, name="activation-plan"),
    path(_("emergency/coordination/<public_id:public_id>/"), include(one_activation)),
]
