"""Dues: what each unit owes for each month, as declared and as rectified; versioned by run."""

from __future__ import annotations

from django.db import models


class Telling(models.TextChoices):
    """Which lists a due follows."""

    DECLARED = "declared", "Đã kê khai"
    RECTIFIED = "rectified", "Đã điều chỉnh"


class Due(models.Model):
    """A unit's dues for a month by one telling; seen in run `r` when `run_from <= r` and not closed by `r`.

    What is charged is the rectified row where there is one, else the declared one. A value of law that is
    not known leaves the amounts empty and is named in `undetermined`.
    """

    run_from = models.IntegerField()
    run_until = models.IntegerField(null=True)
    fingerprint = models.CharField(max_length=32)
    unit_code = models.CharField(max_length=24)
    employer = models.ForeignKey("register.Employer", on_delete=models.PROTECT, related_name="+")
    month = models.DateField()  # its first day
    version = models.CharField(max_length=10, choices=Telling.choices)
    workers = models.IntegerField()  # people charged
    leave_workers = models.IntegerField()  # counted as time, not charged
    social_base_vnd = models.BigIntegerField(null=True)
    unemployment_base_vnd = models.BigIntegerField(null=True)
    sickness_maternity_employer_vnd = models.BigIntegerField(null=True)
    sickness_maternity_employee_vnd = models.BigIntegerField(null=True)
    occupational_accident_employer_vnd = models.BigIntegerField(null=True)
    occupational_accident_employee_vnd = models.BigIntegerField(null=True)
    retirement_death_employer_vnd = models.BigIntegerField(null=True)
    retirement_death_employee_vnd = models.BigIntegerField(null=True)
    unemployment_employer_vnd = models.BigIntegerField(null=True)
    unemployment_employee_vnd = models.BigIntegerField(null=True)
    health_employer_vnd = models.BigIntegerField(null=True)
    health_employee_vnd = models.BigIntegerField(null=True)
    union_fee_vnd = models.BigIntegerField(null=True)  # the union's, in no fund
    receipt_id = models.IntegerField()  # the newest list that says so
    undetermined = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit_code", "month", "version", "run_from"], name="due_once_a_run"
            )
        ]
        indexes = [models.Index(fields=["employer", "month"], name="due_employer_month")]
