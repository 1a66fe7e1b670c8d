"""The first page after signing in: what needs the reader today, then the numbers the reader answers for."""
