"""Addresses of the public pages of an emergency, and of the page behind a link."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from emergency.intake.choices import IntakeType
from emergency.public_pages.views import (
    answers,
    incident_reports,
    intake,
    logins,
    published,
    status,
    stay_updates,
)

own_stay = [
    path("arrived/", answers.check_in, name="own-stay-arrived"),
    path("well/", answers.all_is_well, name="own-stay-well"),
    path("call-off/", answers.call_off, name="own-stay-call-off"),
    path("afterwards/", answers.plan_exit, name="own-stay-afterwards"),
    path("left/", answers.leave, name="own-stay-left"),
    path("break-off/", answers.break_off, name="own-stay-break-off"),
    path("read/", answers.read, name="own-stay-read"),
    path("entry/", answers.describe, name="own-stay-entry"),
]

urlpatterns = [
    path(_("emergency/"), intake.landing, name="landing"),
    path(_("emergency/<public_id:public_id>/"), intake.emergency_page, name="intake"),
    path(
        _("emergency/<public_id:public_id>/roof/"),
        intake.intake_form,
        {"intake_type": IntakeType.REQUEST},
        name="intake-roof",
    ),
    path(
        _("emergency/<public_id:public_id>/lend/"),
        intake.intake_form,
        {"intake_type": IntakeType.OFFER},
        name="intake-lend",
    ),
    path(
        _("emergency/<public_id:public_id>/help/"),
        intake.intake_form,
        {"intake_type": IntakeType.HELPER},
        name="intake-help",
    ),
    path(_("emergency/<public_id:public_id>/lend/own/"), intake.lend_own_unit, name="lend-unit"),
    path(_("emergency/<public_id:public_id>/workplaces/"), intake.workplaces, name="workplaces"),
    path(_("emergency/<public_id:public_id>/find/"), intake.find, name="find"),
    path(_("emergency/<public_id:public_id>/rules/"), published.rules, name="rules"),
    path(_("emergency/<public_id:public_id>/in-figures/"), published.in_figures, name="in-figures"),
    path(_("s/emergency/<str:token>/my-data.json"), published.own_data, name="own-data"),
    path(_("s/emergency/<str:token>/my-data.zip"), published.own_archive, name="own-archive"),
    path(_("s/emergency/<str:token>/forget-me/"), published.forget_me, name="forget-me"),
    path(_("s/emergency/login/back/"), logins.back, name="login-back"),
    path(_("s/emergency/<str:token>/login/"), logins.go, name="login-go"),
    path(_("s/emergency/<str:token>/"), status.detail, name="status"),
    path(_("s/emergency/<str:token>/give-up/"), status.give_up, name="give-up"),
    path(
        _("s/emergency/<str:token>/confirm/"),
        status.confirm,
        name="offer-confirm",
    ),
    path(
        _("s/emergency/<str:token>/pause/"),
        status.pause,
        name="offer-pause",
    ),
    path(
        _("s/emergency/<str:token>/lend-again/<public_id:public_id>/"),
        status.lend_it_again,
        name="lend-again",
    ),
    path(
        _("s/emergency/<str:token>/messages/<str:proposal>/"),
        stay_updates.write,
        name="own-message",
    ),
    path(
        _("s/emergency/<str:token>/more-nights/<str:placement>/"),
        stay_updates.longer,
        name="own-longer",
    ),
    path(
        _("s/emergency/<str:token>/more-nights/<str:extension>/yes/"),
        stay_updates.agree_to_extension,
        name="own-extension-yes",
    ),
    path(
        _("s/emergency/<str:token>/more-nights/<str:extension>/no/"),
        stay_updates.refuse_extension,
        name="own-extension-no",
    ),
    path(_("s/emergency/<str:token>/home/"), status.own_home, name="own-home"),
    path(
        _("s/emergency/<str:token>/home/change/"), status.correct_own_home, name="own-home-change"
    ),
    path(_("s/emergency/<str:token>/appeal/"), stay_updates.own_appeal, name="own-appeal"),
    path(
        _("s/emergency/<str:token>/tell/"),
        incident_reports.report_incident_by_link,
        name="report-incident",
    ),
    path(
        _("s/emergency/<str:token>/told/"),
        incident_reports.incident_reported,
        name="incident-reported",
    ),
    path(_("s/emergency/<str:token>/code/send/"), answers.send_code, name="code-send"),
    path(
        _("s/emergency/<str:token>/code/enter/"),
        answers.enter_code,
        name="code-enter",
    ),
    path(
        _("s/emergency/<str:token>/asks/<str:proposal>/yes/"),
        answers.answer,
        {"answer": "yes"},
        name="proposal-yes",
    ),
    path(
        _("s/emergency/<str:token>/asks/<str:proposal>/no/"),
        answers.answer,
        {"answer": "no"},
        name="proposal-no",
    ),
    path(_("s/emergency/<str:token>/stays/<str:placement>/"), include(own_stay)),
]
