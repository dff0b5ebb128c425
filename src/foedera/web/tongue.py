"""The language of the interface: messages by file, the direction of the page, names of States.

What the law and the sources say stays in their own language: reasons are written in English, quotations
as they stand. A page says so by marking their language.
"""

from __future__ import annotations

from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

FOLDER = Path(__file__).parent / "messages"

NAMES = {
    "en": "English",
    "ur": "اردو",
    "fr": "français",
    "es": "español",
    "ar": "العربية",
    "ru": "русский",
    "zh": "中文",
}
"""Languages by their own names."""

LANGUAGES = {lang: name for lang, name in NAMES.items() if (FOLDER / f"{lang}.yml").is_file()}
"""Languages of the interface: those with a file of messages."""

RIGHT_TO_LEFT = frozenset({"ur", "ar"})


class Tongue:
    """One language. ``explicit``: it was named in the address, so links carry it on."""

    def __init__(self, lang: str, explicit: bool = False) -> None:
        self.lang, self.explicit = lang, explicit
        self.direction = "rtl" if lang in RIGHT_TO_LEFT else "ltr"
        self._messages = messages(lang)

    def __call__(self, key: str, **values: Any) -> str:
        """The message; ``n`` chooses among its plural forms. Raises ``KeyError`` where there is none."""
        found = self._messages[key]
        if isinstance(found, dict):
            found = found.get(_plural(self.lang, int(values["n"]))) or found["other"]
        if values and self.direction == "rtl":
            # A date or a Latin name keeps its own order within a line that runs the other way.
            values = {k: f"\u2068{v}\u2069" if isinstance(v, str) else v for k, v in values.items()}
        return found.format(**values) if values else found

    def term(self, value: object) -> str:
        """A word of the vocabularies (``armed_attack``); as it stands where no message translates it."""
        plain = str(getattr(value, "value", value))
        found = self._messages.get(f"term.{plain}")
        return found if isinstance(found, str) else plain.replace("_", " ")

    def state(self, code: str) -> str:
        """A State's or organization's name; the English one, then the code, where there is none."""
        from foedera import states

        named = states.display_names(self.lang)
        return (
            named.get(code) or (states.display_names("en").get(code) if self.lang != "en" else None) or code
        )


@cache
def messages(lang: str) -> dict[str, str | dict[str, str]]:
    """The messages of a language's file by key; a message with plural forms is a mapping."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found: dict[str, Any] = yaml.load((FOLDER / f"{lang}.yml").read_text("utf-8"), Loader=loader)
    return found


@cache
def tongue(lang: str, explicit: bool = False) -> Tongue:
    return Tongue(lang, explicit)


_current: ContextVar[Tongue | None] = ContextVar("tongue", default=None)
_address: ContextVar[tuple[str, str]] = ContextVar("address", default=("/", ""))


def current() -> Tongue:
    """The language of the request being answered; English outside of one."""
    return _current.get() or tongue("en")


def choose(query: str, accept: str) -> Tongue:
    """``lang`` in the address, else the best of Accept-Language, else English."""
    for name, value in parse_qsl(query, keep_blank_values=False):
        if name == "lang" and value.split("-")[0].lower() in LANGUAGES:
            return tongue(value.split("-")[0].lower(), True)
    return tongue(_accepted(accept))


def use(chosen: Tongue, path: str = "/", query: str = "") -> None:
    """From here on in this request, whose address is ``path`` and ``query``."""
    _current.set(chosen)
    _address.set((path, query))


def address() -> tuple[str, str]:
    """Path and query of the request being answered."""
    return _address.get()


def _accepted(header: str) -> str:
    wanted: list[tuple[float, int, str]] = []
    for place, part in enumerate(header[:500].split(",")):
        tag, _, rest = part.strip().partition(";")
        lang = tag.split("-")[0].strip().lower()
        try:
            weight = float(rest.strip().removeprefix("q=") or 1)
        except ValueError:
            continue
        if lang in LANGUAGES and weight > 0:
            wanted.append((-weight, place, lang))
    return min(wanted)[2] if wanted else "en"


def _plural(lang: str, n: int) -> str:
    """The CLDR plural category of a whole number."""
    if lang in ("zh",):
        return "other"
    if lang == "fr":
        return "one" if n in (0, 1) else "other"
    if lang == "ru":
        if n % 10 == 1 and n % 100 != 11:
            return "one"
        return "few" if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14) else "many"
    if lang == "ar":
        if n in (0, 1, 2):
            return ("zero", "one", "two")[n]
        return "few" if 3 <= n % 100 <= 10 else "many" if n % 100 >= 11 else "other"
    return "one" if n == 1 else "other"
