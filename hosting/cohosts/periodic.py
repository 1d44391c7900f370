"""What the clock starts. Each job returns how many rows failed; they are in the log."""

from celery import shared_task

from core.periodic import for_each_row
from core.permissions import SYSTEM
from hosting.cohosts.actions import forget_co_host
from hosting.cohosts.models import CoHost


@shared_task(name="hosting.forget_co_hosts")
def forget_co_hosts() -> int:
    """Those that ended or expired HOSTING_CO_HOSTS_KEPT ago."""
    return for_each_row(
        CoHost.objects.to_forget(), lambda co_host: forget_co_host(co_host=co_host, by=SYSTEM)
    )
