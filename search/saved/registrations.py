"""What this app declares to the apps below it, once it starts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commons.accounts.panels import register_on_desk
from commons.notifications.categories import NotificationCategory, map_templates, register_category
from commons.notifications.selectors import register_subjects
from commons.privacy.registries.archive_imports import import_parts
from commons.privacy.registries.consents import RecordedConsents, register_consents
from hosting.public_pages.presenters.offer_buttons import register_offer_button
from search.saved.actions import set_mails, unwatch_stock
from search.saved.archive_parts import SavedSearchesPart
from search.saved.models import SEARCH_EMAILS, STOCK_EMAILS, SavedSearch, StockWatch
from search.saved.panels import desk_panels

register_category(
    NotificationCategory(
        code="searches",
        place=55,
        title=_("Saved searches"),
        text=_(
            "A new offer matches one of your saved searches, or a product you’re waiting "
            "for is back in stock."
        ),
    )
)
map_templates("saved_searches", "searches", "new_offers", "stock_back")
register_on_desk(desk_panels)
register_offer_button("saved_searches/parts/offer_stock.html")
register_subjects(SavedSearch.objects.select_related("owner"))
register_consents(
    RecordedConsents(
        SEARCH_EMAILS,
        granted=lambda person: dict(
            SavedSearch.objects.visible_to(person)
            .filter(mails=True)
            .values_list("public_id", "name")
        ),
        withdraw=lambda person, subject: set_mails(
            saved=SavedSearch.objects.visible_to(person).get(public_id=subject),
            mails=False,
            by=person,
        ),
    )
)
register_consents(
    RecordedConsents(
        STOCK_EMAILS,
        granted=lambda person: dict(
            StockWatch.objects.visible_to(person).values_list(
                "product__public_id", "product__title"
            )
        ),
        withdraw=lambda person, subject: unwatch_stock(
            watch=StockWatch.objects.visible_to(person).get(product__public_id=subject), by=person
        ),
    )
)
import_parts.register("searches", SavedSearchesPart())
