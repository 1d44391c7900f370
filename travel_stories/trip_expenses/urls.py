"""Addresses of the accounts of a trip."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from travel_stories.trip_expenses import views

urlpatterns = [
    path(_("trips/<public_id:public_id>/money/"), views.index, name="money"),
    path(_("trips/<public_id:public_id>/money/add/"), views.add, name="expense-add"),
    path(_("trips/<public_id:public_id>/money/repay/"), views.repay, name="repayment-add"),
    path(_("trips/<public_id:public_id>/money/expenses.csv"), views.sheet, name="expense-sheet"),
    path(_("trips/<public_id:public_id>/money/transfer/"), views.transfer, name="transfer-record"),
    path(
        _("trips/<public_id:public_id>/money/people/<str:member>/"),
        views.heads,
        name="heads-count",
    ),
    path(
        _("trips/<public_id:public_id>/money/<str:expense>/"),
        views.change,
        name="expense-change",
    ),
    path(
        _("trips/<public_id:public_id>/money/<str:expense>/remove/"),
        views.remove,
        name="expense-remove",
    ),
]
