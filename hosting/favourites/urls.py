"""Addresses of favourites: one's own lists, the heart of an offer, a list that is shared."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from hosting.favourites import views

FAVOURITES = [
    path("", views.index, name="favourite-lists"),
    path(_("offers/<public_id:public_id>/save/"), views.save, name="favourite-save"),
    path(_("offers/<public_id:public_id>/remove/"), views.remove, name="favourite-remove"),
    path(_("offers/<public_id:public_id>/press/"), views.press, name="favourite-press"),
    path("<public_id:public_id>/", views.detail, name="favourite-list-detail"),
    path(_("<public_id:public_id>/rename/"), views.rename, name="favourite-list-rename"),
    path(_("<public_id:public_id>/delete/"), views.delete, name="favourite-list-delete"),
    path(_("<public_id:public_id>/share/"), views.share, name="favourite-list-share"),
    path(_("<public_id:public_id>/stop-sharing/"), views.unshare, name="favourite-list-unshare"),
]

urlpatterns = [
    path(_("me/favourites/"), include(FAVOURITES)),
    path(_("s/favourites/<str:token>/"), views.shared, name="favourite-list-shared"),
]
