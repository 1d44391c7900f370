"""Photographs, made in memory."""

from io import BytesIO

import factory
from django.core.files.base import ContentFile
from PIL import Image

from commons.media.choices import Licence
from commons.media.models import Photo, Rendition
from tests.factories.accounts import UserFactory


def picture_bytes(width=8, height=6, *, image_format="JPEG", mode="RGB", **options):
    """The smallest picture that can be told from another: one colour."""
    out = BytesIO()
    Image.new(mode, (width, height), "#3a7").save(out, image_format, **options)
    return out.getvalue()


class PhotoFactory(factory.django.DjangoModelFactory):
    """A cleaned photograph of 8 by 6 pixels, without renditions yet."""

    class Meta:
        model = Photo

    title = factory.Sequence("Photograph {}".format)
    description = "A green field"
    licence = Licence.CC_BY_SA
    file = factory.LazyFunction(lambda: ContentFile(picture_bytes(), name="photo.jpg"))
    uploaded_by_user = factory.SubFactory(UserFactory)


class RenditionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Rendition

    image = factory.SubFactory(PhotoFactory)
    filter_spec = "width-480|format-jpeg"
    file = factory.LazyFunction(lambda: ContentFile(picture_bytes(), name="photo.480.jpg"))
