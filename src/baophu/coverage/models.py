"""What a run measured: each employer's standing, each area's rates."""

from __future__ import annotations

from django.db import models


class StandingKind(models.TextChoices):
    """Where an employer stands against its duty to insure its workers."""

    COVERED = "covered", "Đã bao phủ"
    PARTIAL = "partial", "Tham gia chưa đủ"
    MISSING = "missing", "Chưa tham gia"
    UNVERIFIED = "unverified", "Chưa xác minh"
    NOT_SUBJECT = "not_subject", "Không thuộc diện"
    CEASED = "ceased", "Ngừng hoạt động"


class Standing(models.Model):
    """One employer in one run, with the reason and the rows it rests on."""

    run = models.ForeignKey("access.Run", on_delete=models.PROTECT, related_name="+")
    employer = models.ForeignKey("register.Employer", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12)
    name = models.CharField(max_length=400)
    tax_code = models.CharField(max_length=14, blank=True)
    unit_code = models.CharField(max_length=24, blank=True)
    district_code = models.CharField(max_length=8, blank=True)
    commune_code = models.CharField(max_length=8, blank=True)
    sector = models.CharField(max_length=2, blank=True)  # section letter of VSIC
    size = models.CharField(max_length=8, blank=True)  # 1-9, 10-49, 50-199, 200+
    standing = models.CharField(max_length=12, choices=StandingKind.choices)
    subject_low = models.IntegerField(null=True)
    subject = models.IntegerField(null=True)
    subject_high = models.IntegerField(null=True)
    insured = models.IntegerField()
    paying_tax = models.BooleanField()  # in operation and on the tax department's list: counts in PLAN
    deducted_not_insured = models.IntegerField(
        default=0
    )  # people with insurance deducted who are not insured
    because_code = models.CharField(max_length=40)
    because_values = models.JSONField(default=dict)
    because = models.TextField()
    rows = models.TextField()  # list:file:row;…
    evidence = models.JSONField(default=list)  # [{"receipt":, "list":, "row":, "column":, "value":}, …]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "employer"], name="standing_once_a_run")]
        indexes = [
            models.Index(fields=["run", "standing", "district_code"], name="standing_run_kind_district"),
            models.Index(fields=["run", "district_code", "commune_code"], name="standing_run_area"),
            models.Index(fields=["employer"], name="standing_employer"),
            # covers what is read of two runs to say who moved
            models.Index(
                fields=["run", "employer", "standing", "paying_tax", "district_code", "commune_code"],
                name="standing_moves",
            ),
        ]


class Rate(models.Model):
    """One indicator of one area in one run; a share, blank with a reason where a list is missing."""

    run = models.ForeignKey("access.Run", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    area_code = models.CharField(max_length=8)
    area = models.CharField(max_length=100)
    level = models.CharField(max_length=8)
    indicator = models.CharField(max_length=24)
    dimension = models.CharField(max_length=12, blank=True)  # "", kind, size, sector
    category = models.CharField(max_length=24, blank=True)
    value = models.DecimalField(max_digits=14, decimal_places=6, null=True)
    low = models.DecimalField(max_digits=14, decimal_places=6, null=True)
    high = models.DecimalField(max_digits=14, decimal_places=6, null=True)
    numerator = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    denominator = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["run", "area_code", "level", "indicator", "dimension", "category"],
                name="rate_once_a_run",
            )
        ]
