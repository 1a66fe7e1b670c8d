"""A quarter's list typed row by row: kept as a draft, checked as typed, sent as a list like any other."""
