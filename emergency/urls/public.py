"""The public room, and what stands behind a link."""

from django.urls import path
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
from emergency.standby import views

urlpatterns = [
    path(_("emergency/"), intake.landing, name="landing"),
    path(_("emergency/standby/"), views.mine, name="standby"),
    path(_("emergency/standby/<public_id:standby>/end/"), views.end, name="standby-end"),
    path(
        _("emergency/standby/<public_id:standby>/lend/<public_id:public_id>/"),
        views.lend,
        name="standby-lend",
    ),
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
    path(_("s/emergency/<str:token>/forget-me/"), published.forget_me, name="forget-me"),
    path(_("s/emergency/login/back/"), logins.back, name="login-back"),
    path(_("s/emergency/<str:token>/login/"), logins.go, name="login-go"),
    path(_("s/emergency/<str:token>/"), status.detail, name="status"),
    path(_("s/emergency/<str:token>/give-up/"), status.give_up, name="give-up"),
    path(
        _("s/emergency/<str:token>/confirm/"),
        status.offer_step,
        {"action": "confirm"},
        name="offer-confirm",
    ),
    path(
        _("s/emergency/<str:token>/pause/"),
        status.offer_step,
        {"action": "pause"},
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
        stay_updates.answer_longer,
        {"answer": "yes"},
        name="own-extension-yes",
    ),
    path(
        _("s/emergency/<str:token>/more-nights/<str:extension>/no/"),
        stay_updates.answer_longer,
        {"answer": "no"},
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
    path(
        _("s/emergency/<str:token>/code/send/"), answers.prove, {"action": "send"}, name="code-send"
    ),
    path(
        _("s/emergency/<str:token>/code/enter/"),
        answers.prove,
        {"action": "enter"},
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
    path(
        _("s/emergency/<str:token>/stays/<str:placement>/<str:action>/"),
        answers.stay,
        name="own-stay",
    ),
]
