"""Administrative areas and agencies over time; codes are reused, so a row is a code on a span of days."""

from __future__ import annotations

from django.db import models


class Level(models.TextChoices):
    """The three levels of local administration (two from 2025-07-01)."""

    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"


class Area(models.Model):
    """One administrative unit under one code, name and rank, from a day up to (not including) another."""

    code = models.CharField(max_length=8)
    level = models.CharField(max_length=8, choices=Level.choices)
    name = models.CharField(max_length=80)  # without the rank: "Thạch Kim"
    rank = models.CharField(max_length=20)  # "Xã", "Thị trấn", "Huyện", "Thành phố", …
    parent_code = models.CharField(max_length=8, blank=True)
    starts_on = models.DateField()
    ends_before = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["level", "code", "starts_on"], name="area_code_starts_once"),
            models.CheckConstraint(
                condition=models.Q(ends_before__isnull=True)
                | models.Q(ends_before__gt=models.F("starts_on")),
                name="area_span_is_not_empty",
            ),
        ]
        ordering = ["level", "code", "starts_on"]

    def __str__(self) -> str:
        return f"{self.rank} {self.name}"


class Succession(models.Model):
    """From a day on, (part of) the land and people of one area belong to another."""

    from_area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    to_area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    whole = models.BooleanField(default=True)  # false: only a part went there

    class Meta:
        constraints = [models.UniqueConstraint(fields=["from_area", "to_area"], name="succession_once")]


class Agency(models.Model):
    """An agency that sends lists or carries a duty of the plan."""

    code = models.CharField(max_length=40, unique=True)  # "tax", "planning", "si-436", "commune-18070"
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=40)
    clause = models.CharField(max_length=12, blank=True)  # of Plan 157: "IV.8"
    area_code = models.CharField(max_length=8)
    starts_on = models.DateField()
    ends_before = models.DateField(null=True)

    class Meta:
        ordering = ["code"]
