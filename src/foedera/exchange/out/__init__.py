"""Writers: statements, spells and deadlines in outside formats. Each file is whole or not there at all."""

from .write import FORMATS, write

__all__ = ["FORMATS", "write"]
