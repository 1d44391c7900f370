"""A page of editors can be reported like any other; whoever may publish there decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final
from uuid import UUID

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, QuerySet
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.fields import StreamField
from wagtail.models import GroupPagePermission, Page, Revision
from wagtail.query import PageQuerySet

from cms.blocks.presenters.pictures import photos_on
from commons.accounts.models import User
from commons.accounts.permissions import Actor, Visitor
from commons.moderation.models import Case
from commons.moderation.reportable_types import (
    ReportablePart,
    ReportableType,
    Words,
)
from commons.moderation.states import Measure
from hosting.offers.actions.moderation_adapter_photos import numbered_photo_label

HOME: Final = 2  # how deep home pages lie
PARTS: Final = 40
PUBLISHING: Final = {"permission__codename": "publish_page"}


class ReportablePage(ReportableType):
    """In the language in which it is read: each translation is a page of its own."""

    name = "page"
    label = gettext_lazy("an editorial page")
    model = Page
    measures = (Measure.NONE, Measure.ASKED, Measure.HIDDEN)

    def find(self, public_id: str, visitor: Visitor) -> Page | None:
        """By the key that its translations share."""
        try:
            key = UUID(public_id)
        except ValueError:
            return None
        return in_current_language(public_pages().filter(translation_key=key))

    def page_of(self, subject: Page) -> str:
        return str(subject.url or "")

    def words_of(self, subject: Page) -> Words:
        content, page = [(_("Title"), subject.title)], subject.specific
        for name in ("lead", "body", "without_car"):  # what readers see, without its looks
            field = {one.name: one for one in page._meta.get_fields()}.get(name)
            if field is not None:
                value = getattr(page, name)
                if isinstance(field, StreamField):
                    plain = "\n\n".join(map(str, field.get_searchable_content(value)))
                else:
                    plain = str(value)
                content.append((str(field.verbose_name), plain))
        return content

    def authors_of(self, subject: Page) -> Iterable[User]:
        """Everybody who wrote in it: they hear of it, and never decide."""
        written = Revision.objects.for_instance(subject).values("user")
        found: QuerySet[User] = User.objects.filter(pk__in=written)
        both: QuerySet[User] = found | User.objects.filter(pk=subject.owner_id)
        return both

    def parts_of(self, subject: Page, visitor: Visitor) -> Iterator[ReportablePart]:
        """Each photograph by itself, in the order in which one reads."""
        shown = [photo for photo in photos_on(subject.specific) if not photo.withheld]
        for number, photo in enumerate(shown[:PARTS], start=1):
            yield ReportablePart(
                "photo", photo.public_id, numbered_photo_label(number, photo.description)
            )

    def measures_on(self, subject: Page) -> tuple[Measure, ...]:
        """Without its home pages there is no site: what is wrong there, its authors change."""
        closed = {Measure.HIDDEN} if subject.depth <= HOME else set()
        return tuple(one for one in self.measures if one not in closed)

    def decided_by(self, person: Any) -> QuerySet[Page]:
        """A right on a page holds for all that lie below it."""
        given = GroupPagePermission.objects.filter(group__user=person.pk, **PUBLISHING)
        path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
        above = given.annotate(at=path).filter(at__startswith=F("page__path"))
        pages: QuerySet[Page] = Page.objects.filter(Exists(above))
        return pages

    def deciders_of(self, subject: Page) -> QuerySet[User]:
        above = subject.get_ancestors(inclusive=True)
        given = GroupPagePermission.objects.filter(page__in=above, **PUBLISHING)
        people: QuerySet[User] = User.objects.filter(is_active=True)
        return people.filter(groups__in=given.values("group")).distinct()

    def hide(self, subject: Page, *, by: Actor) -> None:
        """Its draft stays with the editors; what they publish is read only after the decision."""
        subject.specific.unpublish(user=_user(by))

    def show(self, subject: Page, *, by: Actor) -> None:
        """As it was read before, not as a draft says since."""
        page = subject.specific
        newest = page.get_latest_revision()
        if newest and page.last_published_at and newest.created_at <= page.last_published_at:
            newest.publish(user=_user(by))
            return
        page.live = True
        page.save(clean=False)


def public_pages() -> PageQuerySet:
    """What everybody reads, home pages among it."""
    found: PageQuerySet = Page.objects.live().public().filter(depth__gte=HOME)
    return found


def in_current_language(pages: PageQuerySet) -> Page | None:
    """In the language of whoever reads; what is missing in it is read elsewhere."""
    here = pages.filter(locale__language_code=get_language())
    return here.first() or pages.order_by("path").first()


def is_hidden(page: Page) -> bool:
    """By a decision that is in force."""
    return Case.objects.about(Page, page.pk).with_hidden_content().exists()


def _user(by: Actor) -> User | None:
    return by if isinstance(by, User) else None


PAGE: Final = ReportablePage()
