"""People who use the program, the audit journal and the runs."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models


class Role(models.TextChoices):
    """What a person is here for; rights are bound to the role and the area (mission, "Roles")."""

    PROVINCE_LEADER = "province_leader", "Lãnh đạo UBND tỉnh"
    SI_DIRECTOR = "si_director", "Giám đốc BHXH tỉnh"
    SI_PROVINCE = "si_province", "Cán bộ BHXH tỉnh"
    SI_DISTRICT = "si_district", "Cán bộ BHXH huyện"
    COMMUNE_CLERK = "commune_clerk", "Cán bộ UBND xã"
    AGENCY_CLERK = "agency_clerk", "Cán bộ sở, ngành"
    AUDITOR = "auditor", "Kiểm toán, giám sát"
    ADMINISTRATOR = "administrator", "Quản trị hệ thống"


class User(AbstractUser):
    """A person who signs in; `area_code` is a province, district or commune code, the area answered for."""

    role = models.CharField(max_length=20, choices=Role.choices, default=Role.AUDITOR)
    full_name = models.CharField(max_length=80)
    post = models.CharField(max_length=120, blank=True)
    agency_code = models.CharField(max_length=40, blank=True)
    area_code = models.CharField(max_length=8, default="42")

    REQUIRED_FIELDS = ["full_name"]


class AuditEntry(models.Model):
    """One line of the append-only journal; `hash` covers the line and the hash before it."""

    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=120, db_index=True)
    area_code = models.CharField(max_length=8, blank=True)
    detail = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64, unique=True)  # unique: the chain cannot fork
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["id"]


class RunState(models.TextChoices):
    """Where a run stands; only `published` results are seen."""

    RUNNING = "running"
    PUBLISHED = "published"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Run(models.Model):
    """One reconciliation: what went in (hashes), how far it is, what came out. Never overwritten."""

    on = models.DateField()
    state = models.CharField(max_length=10, choices=RunState.choices, default=RunState.RUNNING)
    engine = models.CharField(max_length=10, default="duckdb")
    started_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    step = models.CharField(max_length=80, blank=True)
    progress_permille = models.IntegerField(default=0)
    evidence_hash = models.CharField(max_length=64, blank=True)
    decisions_hash = models.CharField(max_length=64, blank=True)
    law_hash = models.CharField(max_length=64, blank=True)
    result_hash = models.CharField(max_length=64, blank=True)
    figures = models.JSONField(default=dict)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["state"], condition=models.Q(state="running"), name="one_run_at_a_time"
            )
        ]
