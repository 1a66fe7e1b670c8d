"""Employers, people and spells. Identity rows are never deleted; what is known of them is versioned by run.

A row of a versioned table is seen in run `r` when `run_from <= r` and (`run_until` is null or
`run_until > r`), so that rows of an unpublished run are invisible and history needs no copy.
"""

from __future__ import annotations

from django.db import models


class Versioned(models.Model):
    """Known from one run up to (not including) another."""

    run_from = models.IntegerField()
    run_until = models.IntegerField(null=True)
    fingerprint = models.CharField(max_length=32)  # of all that is known: what a new run compares

    class Meta:
        abstract = True


class EmployerKind(models.TextChoices):
    """What sort of employer it is."""

    ENTERPRISE = "enterprise", "Doanh nghiệp"
    BRANCH = "branch", "Chi nhánh"
    HOUSEHOLD = "household", "Hộ kinh doanh"
    COOPERATIVE = "cooperative", "Hợp tác xã"
    PUBLIC = "public", "Cơ quan, đơn vị công lập"


class Employer(models.Model):
    """An employer's public identifier, minted once from the earliest row known."""

    id = models.CharField(max_length=20, primary_key=True)
    minted_from = models.CharField(max_length=100)  # list:sha256:row
    minted_run = models.IntegerField()


class EmployerRecord(Versioned):
    """The golden record: per field the value that survived and the row it came from."""

    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=EmployerKind.choices)
    name = models.CharField(max_length=400)
    tax_code = models.CharField(max_length=14, blank=True)
    unit_code = models.CharField(max_length=24, blank=True)
    address = models.CharField(max_length=400, blank=True)
    commune_code = models.CharField(max_length=8, blank=True)
    district_code = models.CharField(max_length=8, blank=True)
    legal_form = models.CharField(max_length=160, blank=True)
    industry_code = models.CharField(max_length=12, blank=True)
    industry = models.CharField(max_length=400, blank=True)
    representative = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    e_filing = models.BooleanField(null=True)
    parent_id = models.CharField(max_length=20, blank=True)  # a branch's head office, where known
    search = models.CharField(max_length=600)  # folded name, codes, representative: what is searched
    sources = models.JSONField(default=dict)  # field -> "list:receipt:row:column"

    class Meta:
        indexes = [
            models.Index(fields=["employer"], name="employer_record_employer"),
            models.Index(fields=["district_code", "commune_code"], name="employer_record_area"),
            models.Index(fields=["tax_code"], name="employer_record_tax_code"),
            models.Index(fields=["unit_code"], name="employer_record_unit_code"),
        ]


class Person(models.Model):
    """A person's identifier, minted once from the earliest row known."""

    id = models.CharField(max_length=20, primary_key=True)
    minted_from = models.CharField(max_length=100)
    minted_run = models.IntegerField()


class PersonRecord(Versioned):
    """What is known of a person; shown by role and area only, every look is in the journal."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    full_name = models.CharField(max_length=120)
    born_on = models.DateField(null=True)
    sex = models.CharField(max_length=1, blank=True)  # m, f
    id_number = models.CharField(max_length=12, blank=True)  # 12 digits, else 9
    old_id_number = models.CharField(max_length=12, blank=True)  # the 9-digit number where both are known
    si_number = models.CharField(max_length=10, blank=True)
    commune_code = models.CharField(max_length=8, blank=True)
    district_code = models.CharField(max_length=8, blank=True)

    class Meta:
        indexes = [models.Index(fields=["person"], name="person_record_person")]


class SpellKind(models.TextChoices):
    """Why a person stands in a list over a span."""

    INSURED = "insured", "Tham gia bắt buộc"
    PAID = "paid", "Có thu nhập theo quyết toán thuế"
    VOLUNTARY = "voluntary", "Tham gia tự nguyện"
    BENEFIT = "benefit", "Đang hưởng chế độ"
    POOR = "poor", "Hộ nghèo, cận nghèo"
    DEATH = "death", "Khai tử"


class Spell(Versioned):
    """One row of a list about a person over `starts_on` .. `ends_before`, with the employer it names."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    employer = models.ForeignKey(Employer, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=SpellKind.choices)
    starts_on = models.DateField(null=True)
    ends_before = models.DateField(null=True)
    amount_vnd = models.BigIntegerField(null=True)  # wage, income of the year, or benefit
    insurance_deducted_vnd = models.BigIntegerField(null=True)
    note = models.CharField(max_length=40, blank=True)  # annex, benefit, class, group
    receipt_id = models.IntegerField()
    row = models.IntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["person"], name="spell_person"),
            models.Index(fields=["employer", "kind"], name="spell_employer_kind"),
        ]


class EventKind(models.TextChoices):
    """What happened to an identifier."""

    MERGED_INTO = "merged_into"
    SPLIT_FROM = "split_from"


class IdentityEvent(models.Model):
    """An identifier was merged into another, or split from it, in a run; identifiers stay resolvable."""

    subject = models.CharField(max_length=10)  # employer, person
    left_id = models.CharField(max_length=20, db_index=True)
    right_id = models.CharField(max_length=20)
    kind = models.CharField(max_length=12, choices=EventKind.choices)
    run = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "left_id", "right_id", "kind", "run"], name="event_once"
            )
        ]


class SearchWord(models.Model):
    """The employers of a run that have a word in one of their fields; gone when the run is history."""

    run = models.IntegerField()
    word = models.CharField(max_length=40)  # folded; `@446` is an area
    field = models.CharField(max_length=1)  # n name, p representative, a address, z area
    employers = models.IntegerField()
    records = models.BinaryField()  # numbers of their records, ascending, 4 bytes each, little-endian

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "word", "field"], name="search_word_once")]


class SearchNear(models.Model):
    """A word of the register under itself and under each text that it leaves when a letter is taken out."""

    key = models.CharField(max_length=40)
    word = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "word"], name="search_near_once")]
