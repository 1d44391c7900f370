"""Portraits and introductions of people."""

import factory
from django.core.files.base import ContentFile

from commons.media.rendering import FACE
from commons.profiles.models import Profile
from tests.factories.accounts import UserFactory
from tests.factories.media import PhotoFactory, RenditionFactory, picture_bytes


class ProfileFactory(factory.django.DjangoModelFactory):
    """Two sentences for members. `public=True` for everybody, `sponsor=True` is named as one."""

    class Meta:
        model = Profile

    class Params:
        public = factory.Trait(is_public=True)
        sponsor = factory.Trait(is_named_as_sponsor=True)

    person = factory.SubFactory(UserFactory)
    introduction = "We mend a mill. Ask us about the river."
    language = "en"


def with_portrait(profile, *, description="Odile at the mill"):
    """The same profile with a photograph and its small square, without reading pixels."""
    profile.portrait = PhotoFactory(uploaded_by_user=profile.person, description=description)
    profile.save()
    RenditionFactory(
        image=profile.portrait,
        filter_spec=FACE.spec,
        focal_point_key=FACE.key(None),
        file=ContentFile(picture_bytes(), name="photo.face.webp"),
    )
    return profile
