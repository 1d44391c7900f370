"""Money among friends: what was paid, where everybody stands, and who gives what to whom."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.http.actions import post_data_or_none, run_action
from travel_stories.collaboration.forms import EditForm
from travel_stories.trip_expenses.actions import (
    add_expense,
    change_expense,
    count_heads,
    record_transfer,
    remove_expense,
)
from travel_stories.trip_expenses.exports import expenses_csv
from travel_stories.trip_expenses.forms import ExpenseForm, HeadsForm, RepaymentForm, TransferForm
from travel_stories.trip_expenses.selectors.accounts import accounts_of, days_on, page_of
from travel_stories.trips.presenters.trip_page import trip_page_of
from travel_stories.trips.views.edits import try_button, try_edit
from travel_stories.trips.views.trip_access import members_only


@require_safe
@members_only
def index(request, me):
    accounts = accounts_of(me.trip)
    page = page_of(accounts, request.GET.get("page"))
    context = {
        "trip_page": trip_page_of(me, "money"),
        "accounts": accounts,
        "mine": accounts.of(me),
        "page": page,
        "days": days_on(page, accounts),
    }
    return render(request, "trip_expenses/money.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def add(request, me):
    return _add(request, me, ExpenseForm)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def repay(request, me):
    return _add(request, me, RepaymentForm)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def change(request, me, expense):
    expense = _expense(me, expense)
    kind = RepaymentForm if expense.is_repayment else ExpenseForm
    form = kind(post_data_or_none(request), trip=me.trip, me=me, expense=expense)
    answer = try_edit(
        request,
        form,
        me,
        lambda words, edit: change_expense(expense=expense, words=words, edit=edit),
        to=_money(me),
    )
    return answer or _form_page(request, me, form, expense=expense)


@require_POST
@members_only
def remove(request, me, expense):
    expense = _expense(me, expense)
    return try_button(
        request,
        EditForm(request.POST),
        me,
        lambda edit: remove_expense(expense=expense, edit=edit),
        to=_money(me),
    )


@require_POST
@members_only
def transfer(request, me):
    """A press on a transfer of the accounts: it was made."""
    form = TransferForm(request.POST, trip=me.trip)
    if not form.is_valid():
        messages.error(
            request, _("We couldn’t record this transfer. Check the balances and try again.")
        )
        return redirect(_money(me))
    transfer_data = form.words() | {"on": timezone.localdate(), "edit": form.edit(me)}
    done = _("Transfer marked as paid.")
    return run_action(
        request, lambda: record_transfer(trip=me.trip, **transfer_data), done=done, to=_money(me)
    )


@require_POST
@members_only
def heads(request, me, member):
    seat = get_object_or_404(me.trip.members.present(), public_id=member)
    form = HeadsForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Enter a number of people from 1 to 99."))
        return redirect(_money(me))
    number = form.cleaned_data["heads"]
    done = _("Number of people saved. Expenses that are already split stay as they are.")
    return run_action(
        request, lambda: count_heads(member=seat, heads=number, by=me), done=done, to=_money(me)
    )


@require_safe
@members_only
def sheet(request, me):
    answer = HttpResponse(expenses_csv(me.trip), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{me.trip.address}.csv"'
    return answer


def _add(request, me, kind):
    form = kind(post_data_or_none(request), trip=me.trip, me=me)
    answer = try_edit(
        request,
        form,
        me,
        lambda words, edit: add_expense(trip=me.trip, words=words, edit=edit),
        to=_money(me),
    )
    return answer or _form_page(request, me, form)


def _money(me):
    return reverse("travel_stories:money", args=[me.trip.address])


def _expense(me, public_id):
    expenses = me.trip.expenses.select_related("payer", "trip")
    return get_object_or_404(expenses, public_id=public_id)


def _form_page(request, me, form, **context):
    trip_page = trip_page_of(me, "money")
    if not trip_page.can_pay:
        raise PermissionDenied
    context |= {"trip_page": trip_page, "form": form}
    context["is_repayment"] = isinstance(form, RepaymentForm)
    status = 422 if form.is_bound else 200
    return render(request, "trip_expenses/expense_form.html", context, status=status)
