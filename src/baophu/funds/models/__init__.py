"""Tables of money, by room: `dues`, `money`, `voluntary`."""
