"""What the application gives its handlers: the books and the door."""

from __future__ import annotations

from typing import Annotated

from litestar.params import Dependency

from .auth import Door
from .shelf import Shelf

ShelfIn = Annotated[Shelf, Dependency(skip_validation=True)]
DoorIn = Annotated[Door, Dependency(skip_validation=True)]
