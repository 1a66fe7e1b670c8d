"""What the first page of a reader rests on."""
