"""What came in, what it paid, what is still owed, and the interest on it."""
