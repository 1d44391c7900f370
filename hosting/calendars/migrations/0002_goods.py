"""So many of a product, held like nights and seats."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("calendars", "0001_initial"), ("offers", "0001_initial")]

    operations = [
        migrations.RemoveConstraint(model_name="hold", name="hold_of_unit_or_session"),
        migrations.AddField(
            model_name="hold",
            name="product",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="holds",
                to="offers.product",
            ),
        ),
        migrations.AddField(
            model_name="hold",
            name="quantity",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(
                condition=Q(unit__isnull=False, session=None, product=None, quantity=None)
                | Q(unit=None, session__isnull=False, product=None, quantity=None)
                | Q(unit=None, session=None, product__isnull=False, quantity__gt=0),
                name="hold_of_one_thing",
            ),
        ),
    ]
