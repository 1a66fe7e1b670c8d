"""Which row is which employer, the judgements of people, and the pairs that wait for one."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Method(models.TextChoices):
    """How a row found its entity."""

    EXACT = "exact"
    PROBABLE = "probable"
    JUDGED = "judged"
    NEW = "new"


class EmployerRow(models.Model):
    """A row of a list of employers belongs to an employer, from one run up to (not including) another."""

    employer = models.ForeignKey("register.Employer", on_delete=models.PROTECT, related_name="+")
    list_name = models.CharField(max_length=40)
    receipt_id = models.IntegerField()
    row = models.IntegerField()
    method = models.CharField(max_length=8, choices=Method.choices)
    probability_e4 = models.IntegerField()  # probability × 10,000
    run_from = models.IntegerField()
    run_until = models.IntegerField(null=True)
    fingerprint = models.CharField(max_length=32)

    class Meta:
        indexes = [
            models.Index(fields=["employer"], name="employer_row_employer"),
            models.Index(fields=["receipt_id", "row"], name="employer_row_source"),
        ]


class Verdict(models.TextChoices):
    """What was judged of a pair of rows."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


class Judgement(models.Model):
    """An append-only edge between two rows (`list:sha256:row`), by a person; undone by `withdrawn_at`."""

    subject = models.CharField(max_length=10)  # employer, person
    left = models.CharField(max_length=120)
    right = models.CharField(max_length=120)
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    note = models.CharField(max_length=400, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]


class DoubtfulPair(models.Model):
    """Two rows that a run could neither join nor keep apart; a person decides."""

    run = models.ForeignKey("access.Run", on_delete=models.PROTECT, related_name="+")
    left_employer = models.ForeignKey("register.Employer", on_delete=models.PROTECT, related_name="+")
    right_employer = models.ForeignKey("register.Employer", on_delete=models.PROTECT, related_name="+")
    left = models.CharField(max_length=120)
    right = models.CharField(max_length=120)
    weight_milli = models.IntegerField()
    levels = models.JSONField(default=dict)  # field -> [level, milli-weight]
    why = models.CharField(max_length=60)

    class Meta:
        ordering = ["-weight_milli", "left", "right"]
