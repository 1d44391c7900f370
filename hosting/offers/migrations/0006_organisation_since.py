"""Since when an offer has been published for its organisation, and who brought it there."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models.functions import Coalesce, Now


def note_published(apps, schema_editor):
    """Choosing an organisation took an offer off: what is live was read as the organisation's."""
    offers = apps.get_model("offers", "Offer").objects.filter(live=True, on_behalf_of__isnull=False)
    offers.update(organisation_since=Coalesce("last_published_at", Now()))


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("offers", "0005_on_behalf_of"),
    ]

    operations = [
        migrations.AddField(
            model_name="offer",
            name="organisation_since",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="offer",
            name="first_host",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RunPython(note_published, migrations.RunPython.noop, elidable=True),
    ]
