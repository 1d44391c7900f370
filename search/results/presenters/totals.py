"""How many offers a list holds, in words."""

from __future__ import annotations

from django.utils.translation import ngettext

from hosting.offers.choices.lists import OfferKind


def format_total(total: int, kinds: frozenset[str]) -> str:
    """`9 stays` where the list holds one kind only, else `9 offers`."""
    words = ngettext("%(total)s offer", "%(total)s offers", total)
    if kinds == {OfferKind.STAY.value}:
        words = ngettext("%(total)s stay", "%(total)s stays", total)
    elif kinds == {OfferKind.WORKSPACE.value}:
        words = ngettext("%(total)s workspace", "%(total)s workspaces", total)
    elif kinds == {OfferKind.ACTIVITY.value}:
        words = ngettext("%(total)s activity", "%(total)s activities", total)
    elif kinds == {OfferKind.PRODUCT.value}:
        words = ngettext("%(total)s product", "%(total)s products", total)
    elif kinds == {OfferKind.TIP.value}:
        words = ngettext("%(total)s tip", "%(total)s tips", total)
    return words % {"total": total}
