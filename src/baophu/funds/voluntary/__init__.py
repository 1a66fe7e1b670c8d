"""Voluntary participants: what they pay, what the State adds, who interrupted."""
