"""Invitations of a network and imports, in what a person takes along; how long they stay."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.privacy import personal_data
from commons.privacy.registries.processings import LegalBasis, Processing, register_processing
from commons.privacy.registries.retention import RetentionRule, register_retention
from hosting.network_imports.models import ImportedOffer, MemberInvitation, NetworkImport


def imports_of(person: User) -> dict[str, Any]:
    """What was brought about this person, and the tables that they brought themselves."""
    invitations = MemberInvitation.objects.filter(person=person) | (
        MemberInvitation.objects.waiting().filter(email__iexact=person.email)
    )
    offers = ImportedOffer.objects.filter(invitation__in=invitations)
    return {
        "network_invitations": list(
            invitations.values(
                *("network_import__community__name", "email", "name", "language", "state"),
                *("created_at", "mailed_at", "answered_at"),
            )
        ),
        "network_offers": list(
            offers.values(
                *("kind", "title", "words", "language", "lodging_kind", "sleeps", "photo_names"),
                "offer__public_id",
            )
        ),
        "network_imports": list(
            NetworkImport.objects.filter(by=person).values(
                *("public_id", "community__name", "state", "file_name", "rows", "created_at"),
                *("confirmed_at", "finished_at"),
            )
        ),
    }


personal_data.register(
    "hosting",
    imports_of,
    covers=["network_imports.networkimport.by", "network_imports.memberinvitation.person"],
)
register_processing(
    Processing(
        "network_imports",
        ("network_imports",),
        title=_("Imports of networks"),
        purpose=_(
            "to invite the members of an existing network and to keep their offers as drafts until "
            "they reply"
        ),
        basis=LegalBasis.INTEREST,
        recipients=_("the coordinators of the community that added the data"),
    )
)
register_retention(
    RetentionRule(
        ("network_imports.memberinvitation",),
        goes=_("your name, email address and offers from another network, if you don’t reply"),
        period=settings.HOSTING_NETWORK_DATA_KEPT,
        starts=_("after the invitation"),
        job="hosting.forget_network_data",
        stays=_(
            "a code made from your address, if you declined or closed your account, so that the "
            "same community doesn’t invite you again"
        ),
        columns=("network_imports.invitedmailbox.address_digest",),
    ),
    RetentionRule(
        ("network_imports.networkimport",),
        goes=_("tables of a network that you sent, and what we read from them"),
        period=settings.HOSTING_NETWORK_DATA_KEPT,
        starts=_("after you sent them"),
        job="hosting.forget_network_data",
    ),
    RetentionRule(
        ("network_imports.networkimport", "network_imports.memberinvitation"),
        goes=_("the record of an import and of the replies to its invitations"),
        period=settings.HOSTING_NETWORK_IMPORTS_KEPT,
        starts=_("after the import"),
        job="hosting.forget_network_imports",
    ),
)
