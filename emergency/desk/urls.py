"""Addresses of the coordinators' desk."""

from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy as _

from commons.accounts.guards import privileged, recent_action_required
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
    stay_updates,
    switching,
)

request_steps = [
    path("go-on/", requests.resume_verification, name="request-step-go-on"),
    path("ask/", requests.ask_for_more, name="request-step-ask"),
    path("ineligible/", requests.mark_ineligible, name="request-step-ineligible"),
    path("refer/", requests.refer, name="request-step-refer"),
    path("unmet/", requests.close_as_unmet, name="request-step-unmet"),
    path("withdraw/", requests.withdraw, name="request-step-withdraw"),
]

message_steps = [
    path("pass-on/", stay_updates.pass_message_on, name="message-step-pass-on"),
    path("keep-back/", stay_updates.keep_message_back, name="message-step-keep-back"),
]

proofs = [
    path("roster/", matching.verify_by_employer, name="request-verify-roster"),
    path("card/", matching.verify_by_card, name="request-verify-card"),
]

proposal_steps = [
    path("take-back/", matching.take_proposal_back, name="proposal-step-take-back"),
    path("host-no/", matching.decline_for_host, name="proposal-step-host-no"),
]

stay_steps = [
    path("arrived/", matching.check_in, name="stay-step-arrived"),
    path("end/", matching.end_stay, name="stay-step-end"),
    path("asked/", matching.follow_up, name="stay-step-asked"),
    path("afterwards/", matching.plan_exit, name="stay-step-afterwards"),
    path("call-off/", matching.call_off, name="stay-step-call-off"),
    path("no-show/", matching.record_no_show, name="stay-step-no-show"),
    path("break-off/", matching.break_down, name="stay-step-break-off"),
]

offer_steps = [
    path("check/", offers.begin_check, name="offer-step-check"),
    path("confirm/", offers.confirm, name="offer-step-confirm"),
    path("pause/", offers.pause, name="offer-step-pause"),
    path("withdraw/", offers.withdraw, name="offer-step-withdraw"),
    path("complete/", offers.complete, name="offer-step-complete"),
    path("entry/", offers.entry, name="offer-step-entry"),
    path("pass/", offers.pass_check, name="offer-step-pass"),
    path("suspend/", offers.suspend, name="offer-step-suspend"),
    path("take-back/", offers.take_back, name="offer-step-take-back"),
    path("reinstate/", offers.reinstate, name="offer-step-reinstate"),
    path("refuse/", offers.refuse, name="offer-step-refuse"),
]

safety_steps = [
    path("take/", safety.take, name="safety-step-take"),
    path("take-over/", safety.take_over, name="safety-step-take-over"),
    path("block/", safety.block, name="safety-step-block"),
    path("end-stay/", safety.end_stay, name="safety-step-end-stay"),
    path("note/", safety.note, name="safety-step-note"),
    path("close/", safety.close, name="safety-step-close"),
    path("suspend/", safety.suspend, name="safety-step-suspend"),
]

one_request: list[URLPattern | URLResolver] = [
    path("", requests.detail, name="request"),
    path(_("take/"), requests.take, name="request-take"),
    path(_("hand-back/"), requests.give_back, name="request-hand-back"),
    path(_("step/"), include(request_steps)),
    path(_("duplicate/"), requests.duplicate, name="request-duplicate"),
    path(_("seen/"), requests.seen, name="request-seen"),
    path(_("tell/"), safety.report_about_request, name="request-report-incident"),
    path(_("messages/<public_id:message>/"), include(message_steps)),
    path(_("write/<str:proposal>/"), stay_updates.write_on_desk, name="message-write"),
    path(_("more-nights/<str:placement>/"), stay_updates.longer_on_desk, name="stay-longer"),
    path(
        _("more-nights/<str:extension>/no/"), stay_updates.refuse_on_desk, name="extension-refuse"
    ),
    path(_("forget/"), retention.forget_request, name="request-forget"),
    path(_("contact/"), recent_action_required(matching.read_request), name="request-contact"),
    path(_("ring/"), recent_action_required(calls.call), name="request-call"),
    path(_("called/<str:outcome>/"), calls.note_of_request, name="request-called"),
    path(_("verify/"), include(proofs)),
    path(_("ask/<public_id:offer_id>/"), matching.ask, name="request-ask"),
    path(_("asks/<str:proposal>/"), include(proposal_steps)),
    path(_("stays/<str:placement>/"), include(stay_steps)),
]

one_offer: list[URLPattern | URLResolver] = [
    path("", offers.detail, name="offer"),
    path(_("step/"), include(offer_steps)),
    path(_("contact/"), recent_action_required(matching.read_offer), name="offer-contact"),
    path(_("forget/"), retention.forget_offer, name="offer-forget"),
    path(_("tell/"), safety.report_about_offer, name="offer-report-incident"),
    path(_("ring/"), recent_action_required(calls.ring), name="call-ring"),
    path(_("called/<str:outcome>/"), calls.note, name="call-note"),
    path(_("lend-on/"), offers.lend_on, name="offer-lend-on"),
    path(_("correct/"), offers.correct, name="offer-correct"),
    path(_("uphold/"), offers.uphold_suspension, name="offer-uphold"),
]

one_incident: list[URLPattern | URLResolver] = [
    path("", safety.detail, name="safety-incident"),
    path(_("step/"), include(safety_steps)),
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

urlpatterns: list[URLPattern | URLResolver] = privileged(
    [
        path(_("emergency/coordination/"), activations.index, name="activation-list"),
        path(_("emergency/coordination/new/"), activations.plan, name="activation-plan"),
        path(_("emergency/coordination/<public_id:public_id>/"), include(one_activation)),
    ]
)
