"""Pure rules of money for one transfer and one unit: the oracle that the population's SQL is held to."""
