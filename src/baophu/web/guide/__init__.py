"""The guide in Vietnamese: chapters by page, opened in place; a tour of the demonstration."""
