"""Who may bring photographs, and change or remove them."""

import rules

from commons.accounts.permissions import Visitor
from commons.accounts.rules import has_verified_email
from commons.media.models import Photo


@rules.predicate
def is_uploader(person: Visitor, photo: Photo) -> bool:
    return photo.uploaded_by_user_id is not None and photo.uploaded_by_user_id == person.pk


rules.add_perm("media.upload_photo", rules.is_active & has_verified_email)
rules.add_perm("media.describe_photo", rules.is_active & is_uploader)
rules.add_perm("media.remove_photo", rules.is_active & is_uploader)
