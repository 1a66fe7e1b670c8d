"""Values of law that officers entered from documents; never deleted, a value taken back stays in sight."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from baophu.access.queries import User


class Closing(models.TextChoices):
    """How an entry ended; blank while it waits or holds."""

    REJECTED = "rejected", "Không xác nhận"
    WITHDRAWN = "withdrawn", "Đã rút"


class EnteredValue(models.Model):
    """One value of a parameter from a day on, with its document and the two persons who answer for it."""

    key = models.CharField(max_length=80, db_index=True)
    value = models.TextField()  # exactly as typed; read anew by the rules each time
    holds_from = models.DateField()
    document = models.CharField(max_length=120)
    document_on = models.DateField()
    article = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=400, blank=True)
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    closing = models.CharField(max_length=10, choices=Closing.choices, blank=True)
    closed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(key="") & ~Q(value="") & ~Q(document=""),
                name="lawbook_value_has_a_document",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None, confirmed_at=None)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="lawbook_confirmed_by_and_at_together",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("entered_by")),
                name="lawbook_confirmed_by_another",
            ),
            models.CheckConstraint(
                condition=Q(closing="", closed_by=None, closed_at=None, reason="")
                | (
                    Q(closing__in=Closing.values, closed_by__isnull=False, closed_at__isnull=False)
                    & ~Q(reason="")
                ),
                name="lawbook_closed_with_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(closing=Closing.REJECTED)
                | (Q(confirmed_by=None) & ~Q(closed_by=F("entered_by"))),
                name="lawbook_rejected_by_another_while_pending",
            ),
            models.CheckConstraint(
                condition=(Q(confirmed_at=None) | Q(confirmed_at__gte=F("entered_at")))
                & (Q(closed_at=None) | Q(closed_at__gte=F("entered_at"))),
                name="lawbook_moments_in_order",
            ),
            models.UniqueConstraint(
                fields=["key", "holds_from"], condition=Q(closing=""), name="lawbook_one_live_value_a_day"
            ),
        ]
