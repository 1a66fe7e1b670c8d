"""What employers say against what is held of them: noted, timed, answered with a reason."""
