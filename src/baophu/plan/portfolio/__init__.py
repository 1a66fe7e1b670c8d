"""Who is in charge of which unit, from when to when; and how units pass from hand to hand."""
