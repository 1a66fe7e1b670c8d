"""The lists that each office would send, row by row, with the truth of each row beside it."""

from __future__ import annotations

from collections.abc import Iterator

from baophu.twin.lists import bodies, communes, insurance, labour, persons, planning, tax
from baophu.twin.lists.frame import ListFile
from baophu.twin.world import World


def every_file(world: World) -> Iterator[ListFile]:
    """Go through all files of the province, office by office."""
    for office in (tax, planning, communes, labour, insurance, persons, bodies):
        yield from office.files(world)
