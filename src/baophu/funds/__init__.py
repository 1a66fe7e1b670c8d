"""Money: contributions due, paid and owed; interest; the State's support for voluntary participants."""
