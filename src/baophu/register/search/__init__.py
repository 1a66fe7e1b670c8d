"""Search of employers that forgives accents, order and typing errors: an index of words, one for each run."""
