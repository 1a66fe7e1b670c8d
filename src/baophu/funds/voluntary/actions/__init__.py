"""Writes of voluntary participants: a run's posting, claims to Finance, sponsorships."""
