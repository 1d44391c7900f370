"""What a language shows in its source's place: Wagtail Localize asks nobody for a photograph."""

from __future__ import annotations

from http import HTTPStatus

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.forms import ModelChoiceField
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from wagtail.blocks import Block, ListBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail_localize.models import OverridableSegment, SegmentOverride, Translation
from wagtail_localize.views import edit_translation

from cms.pages.models.page_form import NOT_YOURS, may_choose
from commons.accounts.permissions import Visitor
from commons.media.models import Photo


@transaction.atomic
def override(
    request: HttpRequest, translation_id: int, overridable_segment_id: int
) -> HttpResponse:
    """Judged as it is stored; of a photograph that this editor may not choose, nothing stays."""
    answer: HttpResponse = edit_translation.edit_override(
        request, translation_id, overridable_segment_id
    )
    is_stored = request.method == "PUT" and answer.status_code < HTTPStatus.BAD_REQUEST
    if is_stored and not _may_put(request.user, translation_id, overridable_segment_id):
        transaction.set_rollback(True)
        return HttpResponseForbidden(NOT_YOURS)
    return answer


def _may_put(editor: Visitor, translation_id: int, segment_id: int) -> bool:
    segment = OverridableSegment.objects.get(pk=segment_id)
    translation = Translation.objects.get(pk=translation_id)
    page = translation.source.get_source_instance()
    if not _is_photograph(page, segment.context.get_field_path(page)):
        return True
    put = SegmentOverride.objects.get(
        locale_id=translation.target_locale_id, context_id=segment.context_id
    )
    if put.data == str(segment.data):  # what the source shows, a translation may show
        return True
    try:
        photograph = ModelChoiceField(Photo.objects.all()).clean(put.data)
    except ValidationError:
        return False
    return may_choose(editor, {photograph.pk})


def _is_photograph(page: Model, field_path: str) -> bool:
    """Whether this place of the page holds one: ``photo`` or ``body.gallery.photos.item.photo``."""
    name, *inside = field_path.split(".")
    field = page._meta.get_field(name)
    if not isinstance(field, StreamField):
        return field.related_model is Photo
    block: Block = field.stream_block
    for child in inside:
        block = block.child_block if isinstance(block, ListBlock) else block.child_blocks[child]
    return isinstance(block, ImageChooserBlock)
