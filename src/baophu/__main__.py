"""`python -m baophu` is the console script."""

from baophu.cli.main import run

run()
