"""Long work: what was asked by whom, how far it is, how it ended."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from baophu.jobs.rules import UNDER_WAY, JobKind, JobState


class Job(models.Model):
    """One piece of long work; a worker holds it as long as it beats, `attempt` shuts out one thought dead."""

    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in JobKind])
    arguments = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    not_before = models.DateTimeField()
    state = models.CharField(
        max_length=10, choices=[(state.value, state.value) for state in JobState], default=JobState.WAITING
    )
    attempt = models.IntegerField(default=0)
    worker = models.CharField(max_length=80, blank=True)
    started_at = models.DateTimeField(null=True)  # of the first attempt
    tried_at = models.DateTimeField(null=True)  # of the newest attempt: the time left is reckoned from it
    beat_at = models.DateTimeField(null=True)
    step = models.CharField(max_length=200, blank=True)
    permille = models.IntegerField(default=0)
    cancel_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)  # when who began it saw its end
    outcome = models.JSONField(default=dict)  # what came out, or the sentence with its values

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["state", "not_before"], name="job_state_not_before"),
            models.Index(fields=["by", "-id"], name="job_by_newest"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kind"],
                condition=models.Q(kind=JobKind.RECONCILE, state__in=sorted(UNDER_WAY)),
                name="one_reconciliation_asked",
            )
        ]
