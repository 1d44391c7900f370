"""What notifications announces upwards, inside the transaction of the action."""

from django.dispatch import Signal

notice_recorded = Signal()  # sender=Notice, notice: one more thing that a person is told
