"""The public room, and what stands behind a link."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from emergency.enums import Door
from emergency.views import answers, doors, lasting, logins, published, standby, status, telling

urlpatterns = [
    path(_("emergency/"), doors.room, name="room"),
    path(_("emergency/standby/"), standby.mine, name="standby"),
    path(_("emergency/standby/<int:standby>/end/"), standby.end, name="standby-end"),
    path(
        _("emergency/standby/<int:standby>/lend/<public_id:public_id>/"),
        standby.lend,
        name="standby-lend",
    ),
    path(_("emergency/<public_id:public_id>/"), doors.doors_of, name="doors"),
    path(
        _("emergency/<public_id:public_id>/roof/"),
        doors.door,
        {"door": Door.ROOF},
        name="door-roof",
    ),
    path(
        _("emergency/<public_id:public_id>/lend/"),
        doors.door,
        {"door": Door.LEND},
        name="door-lend",
    ),
    path(
        _("emergency/<public_id:public_id>/help/"),
        doors.door,
        {"door": Door.HELP},
        name="door-help",
    ),
    path(_("emergency/<public_id:public_id>/lend/own/"), doors.own, name="door-own"),
    path(_("emergency/<public_id:public_id>/find/"), doors.find, name="find"),
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
        {"deed": "confirm"},
        name="offer-confirm",
    ),
    path(
        _("s/emergency/<str:token>/pause/"),
        status.offer_step,
        {"deed": "pause"},
        name="offer-pause",
    ),
    path(
        _("s/emergency/<str:token>/lend-again/<public_id:public_id>/"),
        status.lend_it_again,
        name="lend-again",
    ),
    path(_("s/emergency/<str:token>/messages/<str:proposal>/"), lasting.write, name="own-message"),
    path(
        _("s/emergency/<str:token>/more-nights/<str:placement>/"),
        lasting.longer,
        name="own-longer",
    ),
    path(
        _("s/emergency/<str:token>/more-nights/<str:extension>/yes/"),
        lasting.answer_longer,
        {"answer": "yes"},
        name="own-extension-yes",
    ),
    path(
        _("s/emergency/<str:token>/more-nights/<str:extension>/no/"),
        lasting.answer_longer,
        {"answer": "no"},
        name="own-extension-no",
    ),
    path(_("s/emergency/<str:token>/appeal/"), lasting.own_appeal, name="own-appeal"),
    path(_("s/emergency/<str:token>/tell/"), telling.tell, name="tell"),
    path(_("s/emergency/<str:token>/told/"), telling.told, name="told"),
    path(
        _("s/emergency/<str:token>/code/send/"), answers.prove, {"deed": "send"}, name="code-send"
    ),
    path(
        _("s/emergency/<str:token>/code/enter/"),
        answers.prove,
        {"deed": "enter"},
        name="code-enter",
    ),
    path(
        _("s/emergency/<str:token>/asks/<str:proposal>/yes/"),
        answers.answer,
        {"answer": "yes"},
        name="ask-yes",
    ),
    path(
        _("s/emergency/<str:token>/asks/<str:proposal>/no/"),
        answers.answer,
        {"answer": "no"},
        name="ask-no",
    ),
    path(
        _("s/emergency/<str:token>/stays/<str:placement>/<str:deed>/"),
        answers.stay,
        name="own-stay",
    ),
]
