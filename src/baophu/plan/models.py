"""Tables of the plan: the list of employers, who is in charge of which, objections, kept filters."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class ListLine(models.Model):
    """One employer of a run as the list of employers reads it: what is filtered, counted and sorted by.

    Made from the run's standings and balances; a rank is the employer's place in one order, from 1.
    """

    run = models.ForeignKey("access.Run", on_delete=models.PROTECT, related_name="+")
    employer = models.ForeignKey("register.Employer", on_delete=models.PROTECT, related_name="+")
    district_code = models.CharField(max_length=8, blank=True)
    commune_code = models.CharField(max_length=8, blank=True)
    kind = models.CharField(max_length=12)
    sector = models.CharField(max_length=2, blank=True)
    size = models.CharField(max_length=8, blank=True)
    standing = models.CharField(max_length=12)
    insured = models.IntegerField()
    lacking = models.IntegerField()
    deducted = models.IntegerField()
    paying_tax = models.BooleanField()
    owed_vnd = models.BigIntegerField()  # past its due day
    owed_since = models.DateField(null=True)  # first of the oldest month of it
    since = models.DateField()  # the run's day on which the standing was first seen without a break
    gravity_rank = models.IntegerField()
    name_rank = models.IntegerField()
    lacking_rank = models.IntegerField()
    subject_rank = models.IntegerField()
    insured_rank = models.IntegerField()
    deducted_rank = models.IntegerField()
    owed_rank = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "employer"], name="list_line_once_a_run")]
        indexes = [
            models.Index(fields=["run", "gravity_rank"], name="list_line_gravity"),
            models.Index(fields=["run", "name_rank"], name="list_line_name"),
            models.Index(fields=["run", "district_code", "commune_code"], name="list_line_area"),
            # covers the counts above the list
            models.Index(fields=["run", "standing", "lacking", "deducted"], name="list_line_counts"),
        ]


class KeptFilter(models.Model):
    """A question to the list of employers that someone keeps under a name."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    question = models.CharField(max_length=600)  # the address's query
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="kept_filter_once")]


class Handover(models.Model):
    """Units that pass from one collection officer to another, by minutes that both confirm."""

    number = models.CharField(max_length=24, unique=True)
    giver = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    receiver = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    district_code = models.CharField(max_length=8, blank=True)
    because = models.CharField(max_length=400)
    run = models.ForeignKey("access.Run", on_delete=models.PROTECT, related_name="+")
    drawn_up_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    drawn_up_at = models.DateTimeField()
    given_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(null=True)
    effective_on = models.DateField(null=True)  # once both confirmed
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )


class HandoverItem(models.Model):
    """One unit of the minutes with what was open when they were drawn up."""

    handover = models.ForeignKey(Handover, on_delete=models.PROTECT, related_name="+")
    employer = models.ForeignKey("register.Employer", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=400)
    standing = models.CharField(max_length=12)
    lacking = models.IntegerField()
    deducted = models.IntegerField()
    owed_vnd = models.BigIntegerField()
    objections = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["handover", "employer"], name="handover_item_once")]


class Charge(models.Model):
    """An officer is in charge of a unit over `starts_on` .. `ends_before`; spans of a unit never overlap."""

    employer = models.ForeignKey("register.Employer", on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_before = models.DateField(null=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    handover = models.ForeignKey(Handover, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["employer"], condition=models.Q(ends_before__isnull=True), name="one_in_charge"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_before__isnull=True)
                | models.Q(ends_before__gte=models.F("starts_on")),
                name="charge_ends_after_it_starts",
            ),
        ]
        indexes = [models.Index(fields=["officer", "ends_before"], name="charge_officer")]


class Outcome(models.TextChoices):
    """What came of an objection."""

    UPHELD = "upheld", "Đơn vị đúng"
    PARTLY = "partly", "Đơn vị đúng một phần"
    REJECTED = "rejected", "Số liệu đúng"


class Objection(models.Model):
    """An employer says that what is held of it is wrong; letters to it wait until it is answered."""

    code = models.CharField(max_length=16, unique=True)  # the receipt's code
    employer = models.ForeignKey("register.Employer", null=True, on_delete=models.PROTECT, related_name="+")
    tax_code = models.CharField(max_length=24)  # as typed
    text = models.TextField(max_length=2000)
    said_by = models.CharField(max_length=120)
    contact = models.CharField(max_length=120, blank=True)
    received_at = models.DateTimeField()
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )  # null: typed on the public page
    due_on = models.DateField(null=True)  # null: the law of the day does not tell
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    answer = models.TextField(max_length=2000, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answered_at__isnull=True, outcome="")
                | (models.Q(answered_at__isnull=False) & ~models.Q(outcome="") & ~models.Q(answer="")),
                name="objection_is_answered_with_a_reason",
            )
        ]
        indexes = [models.Index(fields=["employer", "answered_at"], name="objection_employer")]
