"""The coordinators' desk."""

from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy as _

from hosting.views import concerns, coordination, readings

one_offer: list[URLPattern | URLResolver] = [
    path("", readings.detail, name="reading-detail"),
    path(_("publish/"), readings.publish, name="reading-publish"),
    path(_("change/"), readings.change, name="reading-change"),
]

one_community: list[URLPattern | URLResolver] = [
    path("", coordination.desk, name="coordination-desk"),
    path(_("members/"), coordination.members, name="coordination-members"),
    path(_("story/"), coordination.story, name="coordination-story"),
    path(_("charter/"), coordination.charter, name="coordination-charter"),
    path(_("offers/<public_id:offer_id>/"), include(one_offer)),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path(_("coordination/in-confidence/"), concerns.index, name="concern-list"),
    path(
        _("coordination/in-confidence/<public_id:public_id>/"),
        concerns.settle,
        name="concern-settle",
    ),
    path(_("coordination/<public_id:public_id>/"), include(one_community)),
]
