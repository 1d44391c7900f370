"""How many of a product are asked for."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def count_one(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """What was asked for before is one; what was agreed stays as both agreed on it."""
    request, proposal = apps.get_model("requests", "Request"), apps.get_model("requests", "Proposal")
    request.objects.filter(offer__kind="product").update(quantity=1)
    proposal.objects.filter(request__offer__kind="product").update(quantity=1)


def quantity_of(model: str) -> migrations.AddField:
    field = models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="quantity")
    return migrations.AddField(model_name=model, name="quantity", field=field)


class Migration(migrations.Migration):
    dependencies = [("requests", "0001_initial")]

    operations = [
        quantity_of("agreement"),
        quantity_of("proposal"),
        quantity_of("request"),
        migrations.RunPython(count_one, migrations.RunPython.noop, elidable=True),
    ]
