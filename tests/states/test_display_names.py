"""All names of a language in one pass are those asked for one by one."""

from __future__ import annotations

import pytest

from foedera import states


@pytest.mark.parametrize("lang", ["en", "ur", "zh"])
def test_the_list_agrees_with_the_single_names(lang: str) -> None:
    found = states.display_names(lang)
    for id in ("PRK", "KOR", "USA", "SUHH", "AUH", "EU", "TWN", "VAT"):
        assert found.get(id) == states.display_name(id, lang)
