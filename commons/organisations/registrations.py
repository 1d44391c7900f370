"""What this app declares to the apps below it, once it starts."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.accounts.permissions import Actor, Visitor
from commons.moderation.reportable_types import ReportableType, Words, register_reportable_type
from commons.moderation.states import Measure
from commons.notifications.categories import NotificationCategory, map_templates, register_category
from commons.notifications.selectors import register_subjects
from commons.organisations.actions import hide_organisation, show_organisation
from commons.organisations.choices import MandateRole
from commons.organisations.models import Mandate, Organisation
from commons.organisations.selectors import people_acting_for

register_category(
    NotificationCategory(
        code="organisations",
        place=73,
        title=_("Organisations you act for"),
        text=_(
            "Someone joins an organisation that you manage or makes an agreement on its behalf, "
            "or your own mandate ends."
        ),
        concerns=lambda person: (
            Mandate.objects.filter(person=person).exists()
            or person.has_perm("organisations.look_after_organisations")
        ),
    )
)
map_templates(
    "organisations",
    "organisations",
    *("mandate_begun", "mandate_ended", "organisation_unmanaged"),
)
register_subjects(Organisation.objects.all())


class ReportableOrganisation(ReportableType):
    """Whoever manages it wrote its name and numbers. Only the co-operative decides."""

    name = "organisation"
    label = _("an organisation")
    model = Organisation
    measures = (Measure.NONE, Measure.ASKED, Measure.HIDDEN, Measure.SUSPENDED)

    def find(self, public_id: str, visitor: Visitor) -> Organisation | None:
        return Organisation.objects.visible_to(visitor).filter(public_id=public_id).first()

    def words_of(self, subject: Organisation) -> Words:
        return [
            (gettext("Name"), subject.name),
            (gettext("Type of organisation"), str(subject.get_kind_display())),
            *subject.identifiers,
        ]

    def authors_of(self, subject: Organisation) -> Iterable[User]:
        managing = Mandate.objects.running().filter(organisation=subject, role=MandateRole.MANAGER)
        return people_acting_for(subject).filter(mandates__in=managing)

    def parties_of(self, subject: Organisation) -> Iterable[User]:
        return people_acting_for(subject)

    def hide(self, subject: Organisation, *, by: Actor) -> None:
        hide_organisation(organisation=subject, by=by)

    def show(self, subject: Organisation, *, by: Actor) -> None:
        show_organisation(organisation=subject, by=by)


register_reportable_type(ReportableOrganisation())
