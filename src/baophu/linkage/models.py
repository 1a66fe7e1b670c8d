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
    of_queue = models.BooleanField(default=False)  # said of a doubtful pair shown by the queue
    people = models.IntegerField(default=0)  # workers of the two employers when it was said
    batch = models.CharField(max_length=16, blank=True, db_index=True)  # pairs decided together bear one name

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["left", "right"], name="judgement_pair")]


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


class Composition(models.TextChoices):
    """What a person found of an employer's rows, looked at together."""

    WAITING = "waiting"
    RIGHT = "right"
    FOREIGN = "foreign"  # a row of another employer is among them
    MISSING = "missing"  # a row of this employer stands elsewhere
    BOTH = "both"


class ClusterCheck(models.Model):
    """An employer drawn by lot from a run, for a person to say whether its rows are right and complete."""

    run = models.ForeignKey("access.Run", on_delete=models.PROTECT, related_name="+")
    employer = models.ForeignKey("register.Employer", on_delete=models.PROTECT, related_name="+")
    place = models.IntegerField()  # in the order of the lot
    rows = models.IntegerField()  # how many the run gave it
    found = models.CharField(max_length=8, choices=Composition.choices, default=Composition.WAITING)
    note = models.CharField(max_length=400, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["run", "place"]
        constraints = [models.UniqueConstraint(fields=["run", "employer"], name="one_check_an_employer")]
