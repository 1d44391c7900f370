"""What a host's deletion leaves of their home: no address, no point, no words, no photograph.

GDPR, articles 5(1)(c), 5(1)(e) and 17.
"""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import CharField, JSONField, Model, TextField
from django.utils import timezone
from wagtail.models import ModelLogEntry, Revision, WorkflowState

from commons.accounts.models import User
from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from core.permissions import SYSTEM, require
from hosting.calendars.models import CalendarPeriod
from hosting.communities.models.communities import Membership
from hosting.erasure.selectors import kept_for_colleagues, without_open_requests
from hosting.offers.models.attestations import Attestation
from hosting.offers.models.offers import Offer
from hosting.offers.models.places import Place
from hosting.offers.models.stays import Unit
from hosting.offers.selectors.local_times import time_zone_of
from hosting.offers.signals import offer_erased
from hosting.offers.states import OfferState
from hosting.requests.actions.agreements import erase_contacts
from hosting.requests.models.agreements import AgreementContacts
from hosting.requests.states import RequestState

ERASED_TEXT = "…"
KEPT_FIELDS = frozenset({"public_id", "language", "time_zone"})


@transaction.atomic
def erase_host_data(person: User) -> None:
    """All that no request needs any more; a periodic job erases the rest when its time has come."""
    offers = without_open_requests(Offer.objects.filter(host=person)).filter(erased_at=None)
    for offer in offers.exclude(kept_for_colleagues()):
        erase_offer(offer=offer, by=SYSTEM)
    erase_unused_places(person)
    Membership.objects.filter(person=person).update(words="")
    for contacts in AgreementContacts.objects.of_party(person).exclude(
        agreement__request__state=RequestState.AGREED
    ):
        erase_contacts(contacts=contacts, by=SYSTEM)
    of_organisations = AgreementContacts.objects.filter(contact_person=person)
    of_organisations.update(guest_phone="", guest_email="")


@transaction.atomic
def erase_offer(*, offer: Offer, by: Actor) -> Offer:
    """Withdraw an offer and erase its words, photographs, revisions and place, but not its clock.

    The row stays: requests, agreements and notes of others point to it. Nothing happens while a
    request for it is open or agreed, or twice. It left all public pages with its host.
    """
    require(by, "hosting_erasure.erase_offer", offer)

    offer = Offer.objects.locked(offer.pk, no_key=True)
    unneeded = without_open_requests(Offer.objects.filter(pk=offer.pk))
    if offer.erased_at is not None or not unneeded.exists():
        return offer

    # Revisions with earlier words and photographs, readings about them, labels of log entries.
    if reading := offer.specific.current_workflow_state:
        reading.cancel()
    WorkflowState.objects.for_instance(offer).delete()
    Revision.objects.for_instance(offer).delete()
    kinds = ContentType.objects.get_for_models(offer, offer.specific).values()
    entries = ModelLogEntry.objects.filter(content_type__in=kinds, object_id=str(offer.pk))
    entries.update(label=ERASED_TEXT, data={})
    # Photographs that nothing else shows are swept with their files by `sweep_photos`.
    parts = (offer.photos, offer.translations, offer.rates, offer.access_surveys)
    for rows in (*parts, offer.opening_hours):
        rows.all().delete()
    Attestation.objects.filter(offer=offer).delete()
    units = Unit.objects.of_offer(offer.pk)
    units.update(name=ERASED_TEXT)
    CalendarPeriod.objects.filter(unit__in=units).update(note="")
    whole: Offer = offer.specific
    words = dict.fromkeys(text_fields_of(type(whole)), "")
    lists = {
        field.name: field.get_default()
        for field in type(whole)._meta.concrete_fields
        if isinstance(field, JSONField)
    }
    rest = {"place": None, "station_distance": None, "live": False, "erased_at": timezone.now()}
    # The hours of what was agreed stay as they were.
    clock = {"time_zone": str(time_zone_of(whole))}
    rows = type(whole)._base_manager.filter(pk=whole.pk)
    rows.update(
        **words | lists | rest | clock | {"title": ERASED_TEXT, "state": OfferState.WITHDRAWN}
    )
    erase_unused_places(offer.host)
    audit.record(by, "offer.erased", offer)
    erased: Offer = Offer.objects.get(pk=offer.pk)
    offer_erased.send(sender=Offer, offer=erased)
    return erased


def erase_unused_places(host: User) -> None:
    """A place that no offer stands at is an address without a purpose."""
    Place.objects.filter(host=host, offers=None).delete()


def text_fields_of(model: type[Model]) -> list[str]:
    """Fields with words of the host: all text that isn't one of a few choices."""
    return [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, (CharField, TextField))
        and not field.choices
        and field.name not in KEPT_FIELDS
    ]
