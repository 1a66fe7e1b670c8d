"""The queue of doubtful pairs: two rows side by side, the decision, what the readers' work tells."""
