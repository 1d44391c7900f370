"""Money among friends."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from travel_stories.views import expenses

urlpatterns = [
    path(_("trips/<public_id:public_id>/money/"), expenses.index, name="money"),
    path(_("trips/<public_id:public_id>/money/add/"), expenses.add, name="expense-add"),
    path(_("trips/<public_id:public_id>/money/repay/"), expenses.repay, name="repayment-add"),
    path(_("trips/<public_id:public_id>/money/expenses.csv"), expenses.sheet, name="expense-sheet"),
    path(
        _("trips/<public_id:public_id>/money/transfer/"), expenses.transfer, name="transfer-record"
    ),
    path(
        _("trips/<public_id:public_id>/money/people/<str:member>/"),
        expenses.heads,
        name="heads-count",
    ),
    path(
        _("trips/<public_id:public_id>/money/<str:expense>/"),
        expenses.change,
        name="expense-change",
    ),
    path(
        _("trips/<public_id:public_id>/money/<str:expense>/remove/"),
        expenses.remove,
        name="expense-remove",
    ),
]
