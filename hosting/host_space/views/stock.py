"""How many of a product are left: seen and changed by its host."""

from core.http.actions import post_data_or_none
from hosting.host_space.views.pages import (
    form_page,
    own_draft,
    own_offer,
    redirect_to_next_step,
    render_step,
    save_form,
)
from hosting.offers.actions.stock import set_stock
from hosting.offers.choices.steps import OfferStep
from hosting.offers.forms.stock import StockForm
from hosting.offers.presenters.facts import format_stock
from hosting.requests.selectors.goods import promised_quantity

STOCK = OfferStep.STOCK


@form_page
def index(request, public_id):
    draft = own_draft(request, public_id, STOCK)
    form = StockForm(post_data_or_none(request), product=draft)
    if form.is_valid() and save_form(request, form, set_stock, product=draft, **form.cleaned_data):
        return redirect_to_next_step(draft, STOCK)
    product = own_offer(request, public_id)
    if form.is_bound:
        form.show_stock_of_now(product)
    context = {
        "now": "" if product.stock is None else format_stock(product.stock),
        "promised": promised_quantity(product),
    }
    return render_step(request, draft, STOCK, form, "stock", **context)
