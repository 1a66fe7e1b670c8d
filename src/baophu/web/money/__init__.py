"""Pages of money: a unit's account and notice, arrears, transfers that wait, closing a month."""
