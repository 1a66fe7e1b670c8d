"""The list of employers of a run, made once so that a page of it is a short read at any size."""
