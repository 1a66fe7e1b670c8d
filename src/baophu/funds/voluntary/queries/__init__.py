"""Reads of voluntary participants: who takes part, claims to Finance, sponsorships, agents."""
